package main

import (
	"context"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25"
	"github.com/vmware/govmomi/vim25/mo"
)

// delays is a flag of the form Method=milliseconds.
type delays map[string]int

func (d delays) String() string { return "" }

// Set reads one Method=milliseconds.
func (d delays) Set(text string) error {
	parts := strings.SplitN(text, "=", 2)
	if len(parts) != 2 {
		return fmt.Errorf("%q is not Method=milliseconds", text)
	}
	ms, err := strconv.Atoi(parts[1])
	if err != nil || ms < 0 {
		return fmt.Errorf("%q is not a number of milliseconds", parts[1])
	}
	d[parts[0]] = ms
	return nil
}

// build makes the inventory that the options ask for.
func build(o options) (*simulator.Model, error) {
	model := simulator.VPX()
	if o.esx {
		model = simulator.ESX()
	}
	setAbout(model, o)
	if !o.esx {
		setCounts(model, o)
	}
	if err := model.Create(); err != nil {
		return nil, err
	}
	simulator.Map.Put(newCollector(o.maxObjects))
	simulator.Map.AddHandler(newChangeVersions())

	ctx := context.Background()
	client, err := vim25.NewClient(ctx, model.Service)
	if err != nil {
		return nil, err
	}
	for _, entity := range simulator.Map.All("HostSystem") {
		shareNetwork(entity.(*simulator.HostSystem))
	}
	if o.demo {
		if err = buildDemo(ctx, client); err != nil {
			return nil, fmt.Errorf("demonstration inventory: %w", err)
		}
	}
	completeDisks()
	if o.bulk > 0 {
		if err = copyVMs(o.bulk); err != nil {
			return nil, err
		}
	}
	if err = markTemplates(ctx, client, o.templates); err != nil {
		return nil, err
	}
	// Only now, so that building is not slowed.
	model.DelayConfig.Delay = o.delay
	model.DelayConfig.MethodDelay = o.methodDelay
	return model, nil
}

func setAbout(model *simulator.Model, o options) {
	about := &model.ServiceContent.About
	if o.demo {
		about.Version, about.ApiVersion, about.Build = "7.0.3", "7.0.3.0", "20395099"
		about.FullName = "VMware vCenter Server 7.0.3 build-20395099"
	}
	for _, field := range []struct {
		value  string
		target *string
	}{
		{o.name, &about.Name},
		{o.version, &about.Version},
		{o.apiVersion, &about.ApiVersion},
		{o.buildNumber, &about.Build},
		{o.instanceID, &about.InstanceUuid},
	} {
		if field.value != "" {
			*field.target = field.value
		}
	}
	if o.instanceID == "" && !o.esx {
		about.InstanceUuid = uuid.New().String()
	}
}

func setCounts(model *simulator.Model, o options) {
	model.Datacenter, model.Cluster, model.ClusterHost = o.datacenters, o.clusters, o.hosts
	model.Host, model.Datastore, model.Pool = o.standalone, o.datastores, o.pools
	model.Portgroup, model.Machine, model.Pod = o.portGroups, o.vms, o.pods
	if o.demo {
		model.Datacenter, model.Cluster, model.ClusterHost, model.Host = 0, 0, 0, 0
		model.Datastore, model.Pool, model.Portgroup, model.Machine, model.Pod = 0, 0, 0, 0, 0
	}
}

// markTemplates turns the last of the VMs, by name, into templates.
func markTemplates(ctx context.Context, client *vim25.Client, count int) error {
	if count == 0 {
		return nil
	}
	all := simulator.Map.All("VirtualMachine")
	if count > len(all) {
		return fmt.Errorf("%d templates asked for, but there are %d virtual machines", count, len(all))
	}
	sort.Slice(all, func(i, j int) bool { return name(all[i]) < name(all[j]) })
	for _, entity := range all[len(all)-count:] {
		vm := object.NewVirtualMachine(client, entity.Reference())
		if err := powerOff(ctx, vm); err != nil {
			return err
		}
		if err := vm.MarkAsTemplate(ctx); err != nil {
			return err
		}
	}
	return nil
}

func powerOff(ctx context.Context, vm *object.VirtualMachine) error {
	task, err := vm.PowerOff(ctx)
	if err != nil {
		return err
	}
	// A VM that is off already fails with InvalidPowerState, which is the wanted state.
	_ = task.Wait(ctx)
	return nil
}

func name(entity mo.Entity) string { return entity.Entity().Name }
