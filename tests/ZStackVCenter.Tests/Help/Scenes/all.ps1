# What every example finds, beside the demonstration's inventory.
Set-ZsVCenter -VCenter lab -Credential $credential
New-ZsInstanceOffering small 1 1GB
New-ZsInstanceOffering large 8 32GB
New-ZsDiskOffering data-100 100GB
