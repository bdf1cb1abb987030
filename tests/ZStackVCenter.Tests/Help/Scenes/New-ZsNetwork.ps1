# A file of an administrator's.
[System.IO.File]::WriteAllLines("$PWD/networks.csv", [string[]]('Name,VlanId,Cidr,Dns', 'red,2301,10.31.0.0/24,10.31.0.53;10.31.0.54', 'blue,2302,10.32.0.0/24,'))
