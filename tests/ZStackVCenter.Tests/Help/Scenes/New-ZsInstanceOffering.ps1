# A file of an administrator's.
Set-Content ./sizes.csv 'Name,CpuCount,MemorySize,Description', 'web,2,4GB,front ends', 'database,8,64GB,PostgreSQL'
