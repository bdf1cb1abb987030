package main

import (
	"strings"
	"time"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// changeVersions keeps VirtualMachineConfigInfo.changeVersion, which vCenter sets anew whenever a VM's configuration
// changes and which the simulator leaves empty. A client that trusts it reads a VM's devices only when it moved.
type changeVersions struct{ mo.EnvironmentBrowser }

func newChangeVersions() *changeVersions {
	c := &changeVersions{}
	c.Self = types.ManagedObjectReference{Type: "EnvironmentBrowser", Value: "change-versions"}
	for _, entity := range simulator.Map.All("VirtualMachine") {
		c.PutObject(entity)
	}
	return c
}

// PutObject stamps a VM that came in.
func (c *changeVersions) PutObject(item mo.Reference) { stamp(item) }

// UpdateObject stamps a VM whose configuration changed.
func (c *changeVersions) UpdateObject(item mo.Reference, changes []types.PropertyChange) {
	for _, change := range changes {
		if strings.HasPrefix(change.Name, "config") {
			stamp(simulator.Map.Get(item.Reference()))
			return
		}
	}
}

// RemoveObject has nothing to do: a VM's change version goes with it.
func (c *changeVersions) RemoveObject(types.ManagedObjectReference) {}

func stamp(item mo.Reference) {
	if vm, ok := item.(*simulator.VirtualMachine); ok && vm.Config != nil {
		vm.Config.ChangeVersion = time.Now().UTC().Format("2006-01-02T15:04:05.000000Z")
		dropRemovedNics(vm)
	}
}

// dropRemovedNics takes from guest.net the adapters that the VM no longer has, which the simulator leaves there: it then refuses to
// customize a guest whose adapters were replaced.
func dropRemovedNics(vm *simulator.VirtualMachine) {
	if vm.Guest == nil {
		return
	}
	there := map[string]bool{}
	for _, device := range vm.Config.Hardware.Device {
		if card, ok := device.(types.BaseVirtualEthernetCard); ok {
			there[card.GetVirtualEthernetCard().MacAddress] = true
		}
	}
	var nics []types.GuestNicInfo
	for _, nic := range vm.Guest.Net {
		if there[nic.MacAddress] {
			nics = append(nics, nic)
		}
	}
	vm.Guest.Net = nics
}
