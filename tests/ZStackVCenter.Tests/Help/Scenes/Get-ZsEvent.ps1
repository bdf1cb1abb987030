# Something went wrong today.
$simulator.PostEventAsync('com.example.backup.failed', 'The backup of web02 failed.', $null, 'web02', $null, [timespan]::Zero, 'error').Wait()
