package main

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/google/uuid"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// copyVMs copies the VMs that are there, in turn, until there are count of them. The simulator's own CreateVM makes
// files on disk and looks for duplicate names, which takes minutes for tens of thousands; a copy in memory takes
// seconds and answers every property with values of its own.
func copyVMs(count int) error {
	seeds := simulator.Map.All("VirtualMachine")
	if len(seeds) == 0 {
		return errors.New("-bulk needs at least one virtual machine to copy")
	}
	folders := map[types.ManagedObjectReference][]types.ManagedObjectReference{}
	for i := len(seeds); i < count; i++ {
		seed := seeds[i%len(seeds)].(*simulator.VirtualMachine)
		vm := copyVM(seed, i)
		ref := simulator.Map.Put(vm).Reference()
		vm.Summary.Vm = &vm.Self
		vm.OverallStatus, vm.Summary.OverallStatus = types.ManagedEntityStatusGreen, types.ManagedEntityStatusGreen
		folders[*vm.Parent] = append(folders[*vm.Parent], ref)
		attach(vm, ref)
	}
	for parent, children := range folders {
		folder := simulator.Map.Get(parent).(*simulator.Folder)
		folder.ChildEntity = append(folder.ChildEntity, children...)
	}
	return nil
}

func copyVM(seed *simulator.VirtualMachine, number int) *simulator.VirtualMachine {
	vm := &simulator.VirtualMachine{VirtualMachine: seed.VirtualMachine}
	vm.Self = types.ManagedObjectReference{Type: "VirtualMachine"}
	vm.Name = fmt.Sprintf("vm-%05d", number)

	config := *seed.Config
	config.Name = vm.Name
	config.Uuid, config.InstanceUuid = uuid.New().String(), uuid.New().String()
	config.ExtraConfig = append([]types.BaseOptionValue{}, seed.Config.ExtraConfig...)
	config.Hardware.Device = copyDevices(seed.Config.Hardware.Device, seed.Name, vm.Name, number)
	vm.Config = &config

	guest := *seed.Guest
	guest.HostName = vm.Name
	guest.IpAddress = fmt.Sprintf("10.%d.%d.%d", 64+number/62500, number/250%250, 1+number%250)
	vm.Guest = &guest
	summaryGuest := *seed.Summary.Guest
	summaryGuest.HostName, summaryGuest.IpAddress = guest.HostName, guest.IpAddress
	vm.Summary.Guest = &summaryGuest
	storage := *seed.Summary.Storage
	vm.Summary.Storage = &storage
	vm.Summary.Config.Name = vm.Name
	vm.Summary.Config.Uuid, vm.Summary.Config.InstanceUuid = config.Uuid, config.InstanceUuid
	return vm
}

// copyDevices copies each device itself, so that a later reconfiguration of one VM does not reach another, and gives
// every network card an address of its own.
func copyDevices(devices []types.BaseVirtualDevice, seed, name string, number int) []types.BaseVirtualDevice {
	copies := make([]types.BaseVirtualDevice, len(devices))
	for i, device := range devices {
		source := reflect.ValueOf(device).Elem()
		target := reflect.New(source.Type())
		target.Elem().Set(source)
		copies[i] = target.Interface().(types.BaseVirtualDevice)
		if disk, ok := target.Interface().(*types.VirtualDisk); ok {
			if backing, ok := disk.Backing.(*types.VirtualDiskFlatVer2BackingInfo); ok {
				own := *backing
				own.Uuid = uuid.New().String()
				own.FileName = strings.Replace(own.FileName, seed, name, 1)
				disk.Backing = &own
			}
		}
		if card, ok := copies[i].(types.BaseVirtualEthernetCard); ok {
			card.GetVirtualEthernetCard().MacAddress = macAddress(number)
		}
	}
	return copies
}

// macAddress is one of those that a vCenter gives out (00:50:56:00:00:00 to 00:50:56:3f:ff:ff), by its number.
func macAddress(number int) string {
	return fmt.Sprintf("00:50:56:%02x:%02x:%02x", number>>16&0x3f, number>>8&0xff, number&0xff)
}

// attach lists the VM where its seed was listed: pool, host, datastores and networks.
func attach(vm *simulator.VirtualMachine, ref types.ManagedObjectReference) {
	places := append([]types.ManagedObjectReference{*vm.Runtime.Host}, vm.Datastore...)
	places = append(places, vm.Network...)
	if vm.ResourcePool != nil {
		places = append(places, *vm.ResourcePool)
	}
	for _, place := range places {
		if list := vmList(simulator.Map.Get(place)); list != nil {
			*list = append(*list, ref)
		}
	}
}

// vmList is the object's own list of VMs, or nil when its kind has none.
func vmList(item mo.Reference) *[]types.ManagedObjectReference {
	switch object := item.(type) {
	case *simulator.HostSystem:
		return &object.Vm
	case *simulator.Datastore:
		return &object.Vm
	case *simulator.ResourcePool:
		return &object.Vm
	case *simulator.DistributedVirtualPortgroup:
		return &object.Vm
	case *mo.Network:
		return &object.Vm
	}
	return nil
}
