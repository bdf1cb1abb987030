# A file of an administrator's.
Set-Content ./disks.csv 'Name,Size,Description', 'logs,50GB,log files', 'archive,4TB,kept for ten years'
