# Two networks for VMs.
New-ZsNetwork web-lan -Flat -Switch dvs-production -Cluster Production -VlanId 610 -Cidr 10.61.0.0/24
New-ZsNetwork app-lan -Flat -Switch dvs-production -Cluster Production -VlanId 620 -Cidr 10.62.0.0/24
