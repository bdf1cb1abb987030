# A network that has no range yet.
New-ZsNetwork empty-net -Flat -Switch dvs-production -Cluster Production -VlanId 2210
