# A file of an administrator's.
[System.IO.File]::WriteAllLines("$PWD/sizes.csv", [string[]]('Name,CpuCount,MemorySize,Description', 'web,2,4GB,front ends', 'database,8,64GB,PostgreSQL'))
