# Somebody stopped VMs today, and one of them was gone.
$simulator.RemoveVmAsync('web02').Wait()
Stop-ZsVm web01 -PowerOff
Stop-ZsVm web02 -PowerOff -ErrorAction SilentlyContinue
$Error.Clear()
