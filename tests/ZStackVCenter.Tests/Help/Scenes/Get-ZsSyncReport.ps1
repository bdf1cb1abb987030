# A host of the cluster Production that shares neither a distributed switch nor a port group with the others.
$simulator.LeaveSwitchAsync('esx-03.example.com').Wait()
$simulator.RemovePortGroupAsync('esx-03.example.com', 'VM Network').Wait()
Sync-ZsVCenter -VCenter lab
