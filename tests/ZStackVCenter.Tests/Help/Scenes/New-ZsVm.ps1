# Two networks to make VMs on, and a file of an administrator's.
New-ZsNetwork web-lan -Flat -Switch dvs-production -Cluster Production -VlanId 610 -Cidr 10.61.0.0/24
New-ZsNetwork app-lan -Flat -Switch dvs-production -Cluster Production -VlanId 620 -Cidr 10.62.0.0/24
Set-Content ./vms.csv 'Name,InstanceOffering,Network,DefaultNetwork,IpAddress', 'shop01,small,web-lan,,10.61.0.11', 'shop02,small,web-lan;app-lan,web-lan,'
