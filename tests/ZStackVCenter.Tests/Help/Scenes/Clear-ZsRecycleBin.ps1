# VMs in the recycle bin.
Remove-ZsVm ci-runner* -Confirm:$false
