# The port group that web01 is on is a network of the records.
New-ZsNetwork prod-web -Flat -Switch dvs-production -Cluster Production -VlanId 100 -Cidr 192.168.100.0/24
