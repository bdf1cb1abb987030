package main

import (
	"context"
	"fmt"
	"path"
	"reflect"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// vmSpec is what a VM of the demonstration or of a test is made of. Disks are in GB, memory in MB.
type vmSpec struct {
	name, cluster, host, datastore, network, guest, address string
	cpu                                                     int32
	memory                                                  int64
	disks                                                   []int64
	off, suspended, template                                bool
	annotation, instanceUUID                                string
}

// createVM makes the VM through the API and leaves it in the state that the spec asks for.
func createVM(ctx context.Context, client *vim25.Client, spec vmSpec) (*simulator.VirtualMachine, error) {
	cluster, err := clusterOf(spec)
	if err != nil {
		return nil, err
	}
	datastore := spec.datastore
	if datastore == "" {
		datastore = name(simulator.Map.Get(cluster.Datastore[0]).(mo.Entity))
	}
	guest := spec.guest
	if guest == "" {
		guest = string(types.VirtualMachineGuestOsIdentifierOtherGuest)
	}
	devices, err := devicesOf(ctx, client, spec, cluster, datastore)
	if err != nil {
		return nil, err
	}
	config := types.VirtualMachineConfigSpec{Name: spec.name, GuestId: guest, NumCPUs: spec.cpu, MemoryMB: spec.memory,
		Annotation: spec.annotation, InstanceUuid: spec.instanceUUID, Files: &types.VirtualMachineFileInfo{VmPathName: "[" + datastore + "]"}}
	if config.DeviceChange, err = devices.ConfigSpec(types.VirtualDeviceConfigSpecOperationAdd); err != nil {
		return nil, err
	}
	var host *object.HostSystem
	if spec.host != "" {
		found, err := findHost(spec.host)
		if err != nil {
			return nil, err
		}
		host = object.NewHostSystem(client, found.Self)
	}
	folder := object.NewFolder(client, datacenterOf(cluster).VmFolder)
	task, err := folder.CreateVM(ctx, config, object.NewResourcePool(client, *cluster.ResourcePool), host)
	if err != nil {
		return nil, err
	}
	info, err := task.WaitForResult(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("create %s: %w", spec.name, err)
	}
	vm := simulator.Map.Get(info.Result.(types.ManagedObjectReference)).(*simulator.VirtualMachine)
	completeDisksOf(vm)
	return vm, setState(ctx, object.NewVirtualMachine(client, vm.Self), spec)
}

func setState(ctx context.Context, vm *object.VirtualMachine, spec vmSpec) error {
	if spec.template {
		return vm.MarkAsTemplate(ctx)
	}
	if spec.off {
		return nil
	}
	task, err := vm.PowerOn(ctx)
	if err != nil {
		return err
	}
	if err = task.Wait(ctx); err != nil || !spec.suspended {
		return err
	}
	if task, err = vm.Suspend(ctx); err != nil {
		return err
	}
	return task.Wait(ctx)
}

func clusterOf(spec vmSpec) (*simulator.ClusterComputeResource, error) {
	for _, entity := range simulator.Map.All("ClusterComputeResource") {
		if spec.cluster == "" || name(entity) == spec.cluster {
			return entity.(*simulator.ClusterComputeResource), nil
		}
	}
	return nil, fmt.Errorf("there is no cluster named %q", spec.cluster)
}

func datacenterOf(entity mo.Entity) *simulator.Datacenter {
	for entity.Reference().Type != "Datacenter" {
		entity = simulator.Map.Get(*entity.Entity().Parent).(mo.Entity)
	}
	return entity.(*simulator.Datacenter)
}

func devicesOf(ctx context.Context, client *vim25.Client, spec vmSpec, cluster *simulator.ClusterComputeResource,
	datastore string) (object.VirtualDeviceList, error) {
	var devices object.VirtualDeviceList
	scsi, err := devices.CreateSCSIController("pvscsi")
	if err != nil {
		return nil, err
	}
	devices = append(devices, scsi)
	for i, size := range spec.disks {
		disk := devices.CreateDisk(scsi.(types.BaseVirtualController), types.ManagedObjectReference{},
			fmt.Sprintf("[%s] %s", datastore, path.Join(spec.name, fmt.Sprintf("disk%d.vmdk", i+1))))
		disk.CapacityInKB, disk.CapacityInBytes = size<<20, size<<30
		devices = append(devices, disk)
	}
	if spec.network == "" {
		return devices, nil
	}
	for _, ref := range cluster.Network {
		network := simulator.Map.Get(ref)
		if name(network.(mo.Entity)) != spec.network {
			continue
		}
		var backing types.BaseVirtualDeviceBackingInfo
		if ref.Type == "DistributedVirtualPortgroup" {
			backing, err = object.NewDistributedVirtualPortgroup(client, ref).EthernetCardBackingInfo(ctx)
		} else {
			backing, err = object.NewNetwork(client, ref).EthernetCardBackingInfo(ctx)
		}
		if err != nil {
			return nil, err
		}
		card, err := devices.CreateEthernetCard("vmxnet3", backing)
		return append(devices, card), err
	}
	return nil, fmt.Errorf("cluster %s has no network named %q", cluster.Name, spec.network)
}

// completeDisks gives every disk what vCenter gives it and the simulator does not: a uuid and a capacity in bytes.
func completeDisks() {
	for _, entity := range simulator.Map.All("VirtualMachine") {
		completeDisksOf(entity.(*simulator.VirtualMachine))
	}
}

func completeDisksOf(vm *simulator.VirtualMachine) {
	for _, device := range vm.Config.Hardware.Device {
		disk, ok := device.(*types.VirtualDisk)
		if !ok {
			continue
		}
		disk.CapacityInBytes = disk.CapacityInKB << 10
		if backing, ok := disk.Backing.(*types.VirtualDiskFlatVer2BackingInfo); ok && backing.Uuid == "" {
			backing.Uuid, backing.ThinProvisioned = uuid.New().String(), types.NewBool(true)
		}
	}
}

// setSpace makes the datastore report a capacity and a free space of its own, in GB, instead of the local disk's.
// What thin disks may yet grow to is a sixteenth of what is used.
func setSpace(datastore *simulator.Datastore, capacity, free int64) {
	change(datastore, false,
		types.PropertyChange{Name: "summary.capacity", Val: capacity << 30},
		types.PropertyChange{Name: "summary.freeSpace", Val: free << 30},
		types.PropertyChange{Name: "summary.uncommitted", Val: (capacity - free) << 26})
	datastore.Info.GetDatastoreInfo().FreeSpace = free << 30
}

// newEvent makes an event of the named type, or an EventEx when vim25 has no such type.
func newEvent(kind string, base types.Event) (types.BaseEvent, error) {
	if found, ok := types.TypeFunc()(kind); ok {
		event, ok := reflect.New(found).Interface().(types.BaseEvent)
		if !ok {
			return nil, fmt.Errorf("%s is not an event", kind)
		}
		*event.GetEvent() = base
		return event, nil
	}
	return &types.EventEx{Event: base, EventTypeId: kind, Severity: string(types.EventEventSeverityInfo),
		Message: base.FullFormattedMessage}, nil
}

// post puts an event into the history, made so long ago by that user.
func post(event types.BaseEvent, user string, ago time.Duration) {
	message := event.GetEvent().FullFormattedMessage
	manager := simulator.Map.EventManager()
	simulator.Map.WithLock(manager, func() {
		manager.PostEvent(asUser(user), &types.PostEvent{EventToPost: event})
	})
	event.GetEvent().CreatedTime = time.Now().Add(-ago)
	if message != "" {
		event.GetEvent().FullFormattedMessage = message
	}
}

// managed is the vim25 object inside one of the simulator's wrappers.
func managed(item mo.Reference) mo.Reference {
	value := reflect.ValueOf(item).Elem()
	for path.Base(value.Type().PkgPath()) != "mo" {
		value = value.Field(0)
	}
	return value.Addr().Interface().(mo.Reference)
}

// fieldAt is the type of the property at a path such as summary.config.numCpu.
func fieldAt(value reflect.Value, names []string) (reflect.Type, error) {
	for _, name := range names {
		for value.Kind() == reflect.Ptr || value.Kind() == reflect.Interface {
			if value.IsNil() {
				return nil, fmt.Errorf("%s has no value to look into", name)
			}
			value = value.Elem()
		}
		field := value.FieldByName(strings.ToUpper(name[:1]) + name[1:])
		if !field.IsValid() {
			return nil, fmt.Errorf("there is no property %q", name)
		}
		value = field
	}
	return value.Type(), nil
}
