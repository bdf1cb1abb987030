package main

import (
	"context"
	"fmt"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// maintenance (host, on, quiet) sets the host's maintenance mode; its VMs stay.
func (c *control) maintenance(q url.Values) (answer, error) {
	host, err := findHost(q.Get("host"))
	if err != nil {
		return nil, err
	}
	setMaintenance(host, q.Get("on") != "false", q.Get("quiet") == "true")
	return answer{}, nil
}

func setMaintenance(host *simulator.HostSystem, on, quiet bool) {
	change(host, quiet, types.PropertyChange{Name: "runtime.inMaintenanceMode", Val: on})
	host.Summary.Runtime = &host.Runtime
}

// connection (host, state connected, disconnected or notResponding) sets what vCenter sees of the host.
func (c *control) connection(q url.Values) (answer, error) {
	host, err := findHost(q.Get("host"))
	if err != nil {
		return nil, err
	}
	change(host, q.Get("quiet") == "true",
		types.PropertyChange{Name: "runtime.connectionState", Val: types.HostSystemConnectionState(q.Get("state"))})
	host.Summary.Runtime = &host.Runtime
	return answer{}, nil
}

// portGroup (host, switch, name, vlan, remove) adds or removes a port group of one host's standard switch.
func (c *control) portGroup(q url.Values) (answer, error) {
	host, err := findHost(q.Get("host"))
	if err != nil {
		return nil, err
	}
	if q.Get("remove") == "true" {
		return answer{}, removePortGroup(host, q.Get("name"))
	}
	addPortGroup(host, q.Get("switch"), q.Get("name"), int32(number(q, "vlan", 0)))
	announceNetwork(host)
	return answer{}, nil
}

// leaveSwitch (host, switch) takes the host out of the distributed switch.
func (c *control) leaveSwitch(q url.Values) (answer, error) {
	return answer{}, c.member(q, types.ConfigSpecOperationRemove)
}

// joinSwitch (host, switch) makes the host a member of the distributed switch.
func (c *control) joinSwitch(q url.Values) (answer, error) {
	return answer{}, c.member(q, types.ConfigSpecOperationAdd)
}

func (c *control) member(q url.Values, operation types.ConfigSpecOperation) error {
	host, err := findHost(q.Get("host"))
	if err != nil {
		return err
	}
	dvs, err := findSwitch(q.Get("switch"))
	if err != nil {
		return err
	}
	if operation == types.ConfigSpecOperationRemove {
		// The simulator refuses while a VM uses a port group; vCenter's inventory can get there by other ways.
		members := []types.ManagedObjectReference{}
		for _, member := range dvs.Summary.HostMember {
			if member != host.Self {
				members = append(members, member)
			}
		}
		change(dvs, false, types.PropertyChange{Name: "summary.hostMember", Val: members})
		forgetSwitch(host, dvs)
		return nil
	}
	return joinSwitch(context.Background(), c, dvs, host)
}

func joinSwitch(ctx context.Context, c *control, dvs *simulator.DistributedVirtualSwitch, host *simulator.HostSystem) error {
	task, err := object.NewDistributedVirtualSwitch(c.client, dvs.Self).Reconfigure(ctx, &types.DVSConfigSpec{
		Host: []types.DistributedVirtualSwitchHostMemberConfigSpec{
			{Operation: string(types.ConfigSpecOperationAdd), Host: host.Self}},
	})
	if err != nil {
		return err
	}
	return task.Wait(ctx)
}

func findSwitch(name string) (*simulator.DistributedVirtualSwitch, error) {
	for _, kind := range []string{"DistributedVirtualSwitch", "VmwareDistributedVirtualSwitch"} {
		for _, entity := range simulator.Map.All(kind) {
			if dvs := entity.(*simulator.DistributedVirtualSwitch); name == "" || dvs.Name == name {
				return dvs, nil
			}
		}
	}
	return nil, fmt.Errorf("there is no distributed switch named %q", name)
}

// storagePod (name, datastore) puts the datastore into a datastore cluster, made when it is not there.
func (c *control) storagePod(q url.Values) (answer, error) {
	entity, err := find("Datastore", q.Get("datastore"))
	if err != nil {
		return nil, err
	}
	datastore := entity.(*simulator.Datastore)
	ctx := context.Background()
	parent := object.NewFolder(c.client, *datastore.Parent)
	pod, err := find("StoragePod", q.Get("name"))
	if err != nil {
		created, err := parent.CreateStoragePod(ctx, q.Get("name"))
		if err != nil {
			return nil, err
		}
		pod = simulator.Map.Get(created.Reference()).(mo.Entity)
	}
	task, err := object.NewFolder(c.client, pod.Reference()).MoveInto(ctx, []types.ManagedObjectReference{datastore.Self})
	if err != nil {
		return nil, err
	}
	return answer{"value": pod.Reference().Value}, task.Wait(ctx)
}

// fillDatastore (name, capacityGB, freeGB) sets what the datastore reports.
func (c *control) fillDatastore(q url.Values) (answer, error) {
	entity, err := find("Datastore", q.Get("name"))
	if err != nil {
		return nil, err
	}
	setSpace(entity.(*simulator.Datastore), int64(number(q, "capacityGB", 0)), int64(number(q, "freeGB", 0)))
	return answer{}, nil
}

// event (type, message, user, vm, host, minutesAgo, severity) posts an event of a named type. A type that the simulator
// does not know goes out as an EventEx with that eventTypeId, which is how extensions of vCenter post theirs; only such
// an event carries a severity.
func (c *control) event(q url.Values) (answer, error) {
	base := types.Event{FullFormattedMessage: q.Get("message")}
	if vm := q.Get("vm"); vm != "" {
		found, err := findVM(vm)
		if err != nil {
			return nil, err
		}
		base.Vm = &types.VmEventArgument{EntityEventArgument: types.EntityEventArgument{Name: vm}, Vm: found.Self}
	}
	if host := q.Get("host"); host != "" {
		found, err := findHost(host)
		if err != nil {
			return nil, err
		}
		base.Host = &types.HostEventArgument{EntityEventArgument: types.EntityEventArgument{Name: host}, Host: found.Self}
	}
	event, err := newEvent(q.Get("type"), base)
	if err != nil {
		return nil, err
	}
	if extended, ok := event.(*types.EventEx); ok && q.Get("severity") != "" {
		extended.Severity = q.Get("severity")
	}
	post(event, q.Get("user"), time.Duration(number(q, "minutesAgo", 0))*time.Minute)
	return answer{"key": event.GetEvent().Key}, nil
}

// property (type, name, path, value, quiet) sets one property of text, number or truth.
func (c *control) property(q url.Values) (answer, error) {
	entity, err := find(q.Get("type"), q.Get("name"))
	if err != nil {
		return nil, err
	}
	target, err := fieldAt(reflect.ValueOf(managed(entity)).Elem(), strings.Split(q.Get("path"), "."))
	if err != nil {
		return nil, err
	}
	value := reflect.New(target).Elem()
	text := q.Get("value")
	switch target.Kind() {
	case reflect.String:
		value.SetString(text)
	case reflect.Bool:
		value.SetBool(text == "true")
	case reflect.Int32, reflect.Int64, reflect.Int16:
		parsed, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, err
		}
		value.SetInt(parsed)
	default:
		return nil, fmt.Errorf("%s is a %s, which this call cannot set", q.Get("path"), target)
	}
	change(entity, q.Get("quiet") == "true", types.PropertyChange{Name: q.Get("path"), Val: value.Interface()})
	return answer{}, nil
}
