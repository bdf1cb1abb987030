# Nothing that only the records hold: what the first examples remove goes without force.
Get-ZsNetwork | Remove-ZsNetwork -Confirm:$false
