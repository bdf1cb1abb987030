# What every example finds, beside the demonstration's inventory.
Set-ZsVCenter -VCenter lab -Credential $credential
