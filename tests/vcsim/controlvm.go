package main

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// addVM (name, cluster, cpu, memory, disk in GB, network, datastore, guest, on, instanceUuid) creates a VM as the API would.
func (c *control) addVM(q url.Values) (answer, error) {
	spec := vmSpec{name: q.Get("name"), cluster: q.Get("cluster"), datastore: q.Get("datastore"),
		network: q.Get("network"), guest: q.Get("guest"), host: q.Get("host"),
		cpu: int32(number(q, "cpu", 1)), memory: int64(number(q, "memory", 1024)), off: q.Get("on") == "false", instanceUUID: q.Get("instanceUuid")}
	spec.disks = []int64{int64(number(q, "disk", 1))}
	vm, err := createVM(context.Background(), c.client, spec)
	if err != nil {
		return nil, err
	}
	return answer{"value": vm.Self.Value, "instanceUuid": vm.Config.InstanceUuid}, nil
}

// removeVM (name) powers the VM off and destroys it.
func (c *control) removeVM(q url.Values) (answer, error) {
	vm, err := findVM(q.Get("name"))
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	remote := object.NewVirtualMachine(c.client, vm.Self)
	if err = powerOff(ctx, remote); err != nil {
		return nil, err
	}
	task, err := remote.Destroy(ctx)
	if err != nil {
		return nil, err
	}
	return answer{}, task.Wait(ctx)
}

// powerVM (name, state on, off or suspended) runs the power task.
func (c *control) powerVM(q url.Values) (answer, error) {
	vm, err := findVM(q.Get("name"))
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	remote := object.NewVirtualMachine(c.client, vm.Self)
	var task *object.Task
	switch q.Get("state") {
	case "on":
		task, err = remote.PowerOn(ctx)
	case "off":
		task, err = remote.PowerOff(ctx)
	case "suspended":
		task, err = remote.Suspend(ctx)
	default:
		return nil, fmt.Errorf("state %q is not on, off or suspended", q.Get("state"))
	}
	if err != nil {
		return nil, err
	}
	return answer{}, task.Wait(ctx)
}

// reconfigureVM (name, newName, cpu, memory, annotation) changes the VM and announces it.
func (c *control) reconfigureVM(q url.Values) (answer, error) {
	vm, err := findVM(q.Get("name"))
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	spec := types.VirtualMachineConfigSpec{Name: q.Get("newName"), Annotation: q.Get("annotation"),
		NumCPUs: int32(number(q, "cpu", 0)), MemoryMB: int64(number(q, "memory", 0))}
	task, err := object.NewVirtualMachine(c.client, vm.Self).Reconfigure(ctx, spec)
	if err != nil {
		return nil, err
	}
	if err = task.Wait(ctx); err != nil {
		return nil, err
	}
	change(vm, false,
		types.PropertyChange{Name: "config.hardware.numCPU", Val: vm.Config.Hardware.NumCPU},
		types.PropertyChange{Name: "summary.config.numCpu", Val: vm.Summary.Config.NumCpu},
		types.PropertyChange{Name: "config.hardware.memoryMB", Val: vm.Config.Hardware.MemoryMB},
		types.PropertyChange{Name: "summary.config.memorySizeMB", Val: vm.Summary.Config.MemorySizeMB},
		types.PropertyChange{Name: "config.annotation", Val: vm.Config.Annotation},
		types.PropertyChange{Name: "config.name", Val: vm.Config.Name},
		types.PropertyChange{Name: "summary.config.name", Val: vm.Summary.Config.Name},
		types.PropertyChange{Name: "name", Val: vm.Name})
	return answer{}, nil
}

// moveVM (name, host) migrates the VM.
func (c *control) moveVM(q url.Values) (answer, error) {
	vm, err := findVM(q.Get("name"))
	if err != nil {
		return nil, err
	}
	host, err := findHost(q.Get("host"))
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	task, err := object.NewVirtualMachine(c.client, vm.Self).Relocate(ctx,
		types.VirtualMachineRelocateSpec{Host: &host.Self}, types.VirtualMachineMovePriorityDefaultPriority)
	if err != nil {
		return nil, err
	}
	return answer{}, task.Wait(ctx)
}

// templateVM (name) powers the VM off and marks it as a template, and announces it.
func (c *control) templateVM(q url.Values) (answer, error) {
	vm, err := findVM(q.Get("name"))
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	remote := object.NewVirtualMachine(c.client, vm.Self)
	if err = powerOff(ctx, remote); err != nil {
		return nil, err
	}
	if err = remote.MarkAsTemplate(ctx); err != nil {
		return nil, err
	}
	change(vm, false,
		types.PropertyChange{Name: "config.template", Val: true},
		types.PropertyChange{Name: "summary.config.template", Val: true})
	return answer{}, nil
}

// guestVM (name, ip, hostName) is what VMware Tools would report.
func (c *control) guestVM(q url.Values) (answer, error) {
	vm, err := findVM(q.Get("name"))
	if err != nil {
		return nil, err
	}
	reportGuest(vm, q.Get("hostName"), q.Get("ip"))
	return answer{}, nil
}

// reportGuest sets what VMware Tools tell, in the places where a client reads it.
func reportGuest(vm *simulator.VirtualMachine, hostName, address string) {
	nics := []types.GuestNicInfo{}
	for _, device := range vm.Config.Hardware.Device {
		card, ok := device.(types.BaseVirtualEthernetCard)
		if !ok {
			continue
		}
		nic := types.GuestNicInfo{MacAddress: card.GetVirtualEthernetCard().MacAddress, Connected: true,
			DeviceConfigId: card.GetVirtualEthernetCard().Key}
		if len(nics) == 0 && address != "" {
			nic.IpAddress = []string{address}
		}
		nics = append(nics, nic)
	}
	change(vm, false,
		types.PropertyChange{Name: "guest.ipAddress", Val: address},
		types.PropertyChange{Name: "guest.hostName", Val: hostName},
		types.PropertyChange{Name: "guest.toolsStatus", Val: types.VirtualMachineToolsStatusToolsOk},
		types.PropertyChange{Name: "guest.toolsRunningStatus", Val: string(types.VirtualMachineToolsRunningStatusGuestToolsRunning)},
		types.PropertyChange{Name: "guest.net", Val: nics},
		types.PropertyChange{Name: "summary.guest.ipAddress", Val: address},
		types.PropertyChange{Name: "summary.guest.hostName", Val: hostName})
}

func number(q url.Values, key string, otherwise int) int {
	if value, err := strconv.Atoi(q.Get(key)); err == nil {
		return value
	}
	return otherwise
}
