# What every example finds, beside the demonstration's inventory.
Set-ZsVCenter -VCenter lab -Credential $credential
New-ZsInstanceOffering small 1 1GB
New-ZsInstanceOffering large 8 32GB
New-ZsDiskOffering data-100 100GB
New-ZsNetwork prod-web -Public -Switch dvs-production -Cluster Production -VlanId 100 -Cidr 192.168.100.0/24
New-ZsNetwork vm-net -Flat -Switch dvs-production -Cluster Production -VlanId 2200 -StartIp 10.30.0.10 -EndIp 10.30.0.99 -Netmask 255.255.255.0 -Gateway 10.30.0.1 -Dns 10.30.0.53
