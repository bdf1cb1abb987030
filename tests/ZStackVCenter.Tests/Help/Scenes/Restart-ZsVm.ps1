# The simulator cannot ask a guest to restart: this one has no VMware Tools, and is reset.
$simulator.SetPropertyAsync('VirtualMachine', 'web01', 'guest.toolsRunningStatus', 'guestToolsNotRunning').Wait()
