# A file of an administrator's.
[System.IO.File]::WriteAllLines("$PWD/disks.csv", [string[]]('Name,Size,Description', 'logs,50GB,log files', 'archive,4TB,kept for ten years'))
