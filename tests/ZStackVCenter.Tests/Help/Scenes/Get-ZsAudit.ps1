# Somebody stopped VMs today.
Stop-ZsVm web01, web02 -PowerOff
