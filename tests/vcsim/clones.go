package main

import (
	"bytes"
	"encoding/xml"
	"io"
	"net/http"
	"sync"

	"github.com/google/uuid"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// clones puts clones where they were asked to go, as a vCenter does: onto the host that was named, else onto the host of
// the resource pool's cluster with the fewest VMs, and with MAC addresses of their own. The simulator leaves a clone on its
// source's host, whatever its pool, and gives it the source's addresses and devices.
type clones struct {
	mo.EnvironmentBrowser

	wanted sync.Map // the clone's name: the host's id, empty for none
}

func newClones() *clones {
	c := &clones{}
	c.Self = types.ManagedObjectReference{Type: "EnvironmentBrowser", Value: "clones"}
	return c
}

// hear reads which clones are asked for out of the requests, because the simulator tells nobody.
func (c *clones) hear(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			next.ServeHTTP(w, r)
			return
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		if bytes.Contains(body, []byte("CloneVM_Task")) {
			var call struct {
				Name string `xml:"Body>CloneVM_Task>name"`
				Host string `xml:"Body>CloneVM_Task>spec>location>host"`
			}
			if xml.Unmarshal(body, &call) == nil {
				c.wanted.Store(call.Name, call.Host)
			}
		}
		next.ServeHTTP(w, r)
	})
}

// PutObject is of no interest: the VM is not complete yet.
func (*clones) PutObject(mo.Reference) {}

// RemoveObject is of no interest.
func (*clones) RemoveObject(types.ManagedObjectReference) {}

// UpdateObject places a clone at the last thing that its making does, which is to give it its name.
func (c *clones) UpdateObject(item mo.Reference, changes []types.PropertyChange) {
	if len(changes) != 1 || changes[0].Name != "name" {
		return
	}
	vm, ok := simulator.Map.Get(item.Reference()).(*simulator.VirtualMachine)
	if !ok || vm.Runtime.Host == nil {
		return
	}
	host, ok := c.wanted.LoadAndDelete(vm.Name)
	if !ok {
		return
	}
	vm.Config.Hardware.Device = ownDevices(vm)
	if target := hostFor(vm, host.(string)); target != nil && target.Self != *vm.Runtime.Host {
		move(vm, target)
	}
}

// ownDevices are copies of the devices, which the simulator shares with the source.
func ownDevices(vm *simulator.VirtualMachine) []types.BaseVirtualDevice {
	number := uuid.New().ID()
	devices := copyDevices(vm.Config.Hardware.Device, "", "", 0)
	for i, device := range devices {
		card, ok := device.(types.BaseVirtualEthernetCard)
		if !ok {
			continue
		}
		before := vm.Config.Hardware.Device[i].(types.BaseVirtualEthernetCard).GetVirtualEthernetCard().MacAddress
		mac := macAddress(int(number) + i)
		card.GetVirtualEthernetCard().MacAddress = mac
		for n := range vm.Guest.Net {
			if vm.Guest.Net[n].MacAddress == before {
				vm.Guest.Net[n].MacAddress = mac
			}
		}
	}
	return devices
}

func hostFor(vm *simulator.VirtualMachine, wanted string) *simulator.HostSystem {
	if host, ok := simulator.Map.Get(types.ManagedObjectReference{Type: "HostSystem", Value: wanted}).(*simulator.HostSystem); ok {
		return host
	}
	pool, ok := simulator.Map.Get(*vm.ResourcePool).(*simulator.ResourcePool)
	if !ok {
		return nil
	}
	cluster, ok := simulator.Map.Get(pool.Owner).(*simulator.ClusterComputeResource)
	if !ok {
		return nil
	}
	var best *simulator.HostSystem
	for _, ref := range cluster.Host {
		host := simulator.Map.Get(ref).(*simulator.HostSystem)
		if !host.Runtime.InMaintenanceMode && (best == nil || len(host.Vm) < len(best.Vm)) {
			best = host
		}
	}
	return best
}

func move(vm *simulator.VirtualMachine, target *simulator.HostSystem) {
	from := simulator.Map.Get(*vm.Runtime.Host).(*simulator.HostSystem)
	simulator.Map.RemoveReference(from, &from.Vm, vm.Self)
	simulator.Map.AppendReference(target, &target.Vm, vm.Self)
	host := target.Self
	vm.Runtime.Host, vm.Summary.Runtime.Host = &host, &host
}
