package main

import (
	"context"
	"fmt"
	"os"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25"
	"github.com/vmware/govmomi/vim25/types"
)

// demo is the inventory that the demonstration shows: a small company's datacenter, with two clusters, six hosts of
// which one is in maintenance, forty VMs and four templates. What it holds stands in demodata.go.
type demo struct {
	ctx        context.Context
	client     *vim25.Client
	datacenter *object.Datacenter
	folders    *object.DatacenterFolders
	hosts      map[string]*simulator.HostSystem
	production *simulator.DistributedVirtualSwitch
}

func buildDemo(ctx context.Context, client *vim25.Client) error {
	d := &demo{ctx: ctx, client: client, hosts: map[string]*simulator.HostSystem{}}
	for _, step := range []func() error{
		d.makeDatacenter, d.makeClusters, d.makeSwitch, d.makeDatastores, d.makeVMs, d.finish,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (d *demo) makeDatacenter() (err error) {
	if d.datacenter, err = object.NewRootFolder(d.client).CreateDatacenter(d.ctx, "Shanghai"); err != nil {
		return err
	}
	d.folders, err = d.datacenter.Folders(d.ctx)
	return err
}

func (d *demo) makeClusters() error {
	for _, cluster := range demoClusters {
		made, err := d.folders.HostFolder.CreateCluster(d.ctx, cluster.name, types.ClusterConfigSpecEx{})
		if err != nil {
			return err
		}
		for _, host := range cluster.hosts {
			task, err := made.AddHost(d.ctx, types.HostConnectSpec{HostName: host.name}, true, nil, nil)
			if err != nil {
				return err
			}
			info, err := task.WaitForResult(d.ctx, nil)
			if err != nil {
				return err
			}
			system := simulator.Map.Get(info.Result.(types.ManagedObjectReference)).(*simulator.HostSystem)
			d.hosts[host.name] = system
			equip(system, host.address)
			d.wire(system, host.address, cluster.vmNetworks)
		}
		summarize(made.Reference())
	}
	return nil
}

// wire gives a host its standard switches. Management and vMotion are port groups for the host alone.
func (d *demo) wire(host *simulator.HostSystem, address string, vmNetworks []demoNetwork) {
	network := host.Config.Network
	network.Vswitch, network.Portgroup, network.Vnic = nil, nil, nil
	host.Network = nil
	shareNetwork(host)

	addSwitch(host, "vSwitch0", "vmnic0", "vmnic1")
	addPortGroup(host, "vSwitch0", "Management Network", 10)
	addVMkernel(host, "vmk0", "Management Network", "10.0.10."+address)
	selectManagement(host)
	addPortGroup(host, "vSwitch0", "vMotion", 20)
	addVMkernel(host, "vmk1", "vMotion", "10.0.20."+address)
	addPortGroup(host, "vSwitch0", "VM Network", 0)
	addNetwork(host, "VM Network")
	if len(vmNetworks) > 0 {
		addSwitch(host, "vSwitch1", "vmnic2", "vmnic3")
	}
	for _, network := range vmNetworks {
		addPortGroup(host, "vSwitch1", network.name, network.vlan)
		addNetwork(host, network.name)
	}
}

// makeSwitch makes the distributed switch of the production cluster.
func (d *demo) makeSwitch() error {
	task, err := d.folders.NetworkFolder.CreateDVS(d.ctx, types.DVSCreateSpec{
		ConfigSpec: &types.VMwareDVSConfigSpec{DVSConfigSpec: types.DVSConfigSpec{Name: "dvs-production"}}})
	if err != nil {
		return err
	}
	info, err := task.WaitForResult(d.ctx, nil)
	if err != nil {
		return err
	}
	ref := info.Result.(types.ManagedObjectReference)
	d.production = simulator.Map.Get(ref).(*simulator.DistributedVirtualSwitch)
	uplink := simulator.Map.Get(d.production.Portgroup[0]).(*simulator.DistributedVirtualPortgroup)
	uplink.Config.Uplink = types.NewBool(true)
	uplink.Tag = []types.Tag{{Key: "SYSTEM/DVS.UPLINKPG"}}

	remote := object.NewDistributedVirtualSwitch(d.client, ref)
	for _, group := range demoPortGroups {
		task, err := remote.AddPortgroup(d.ctx, []types.DVPortgroupConfigSpec{{
			Name: group.name, NumPorts: 16, Type: string(types.DistributedVirtualPortgroupPortgroupTypeEarlyBinding),
			DefaultPortConfig: &types.VMwareDVSPortSetting{
				Vlan: &types.VmwareDistributedVirtualSwitchVlanIdSpec{VlanId: group.vlan}},
		}})
		if err != nil {
			return err
		}
		if err = task.Wait(d.ctx); err != nil {
			return err
		}
	}
	for _, host := range demoClusters[0].hosts {
		if err := joinSwitch(d.ctx, &control{client: d.client}, d.production, d.hosts[host.name]); err != nil {
			return err
		}
		d.hosts[host.name].Config.Network.ProxySwitch = []types.HostProxySwitch{{
			DvsUuid: d.production.Uuid, DvsName: d.production.Name, Key: "DvsPortset-0",
			NumPorts: 5632, NumPortsAvailable: 5600, Pnic: []string{"key-vim.host.PhysicalNic-vmnic4"}}}
	}
	return nil
}

// makeDatastores mounts each datastore on the hosts of its clusters. The simulator keeps the last mount alone.
func (d *demo) makeDatastores() error {
	for _, store := range demoDatastores {
		folder, err := os.MkdirTemp("", "datastore-")
		if err != nil {
			return err
		}
		var mounts []types.DatastoreHostMount
		var datastore *simulator.Datastore
		for _, cluster := range store.clusters {
			for _, host := range demoClusters[cluster].hosts {
				system := d.hosts[host.name]
				service, err := object.NewHostSystem(d.client, system.Self).ConfigManager().DatastoreSystem(d.ctx)
				if err != nil {
					return err
				}
				made, err := service.CreateLocalDatastore(d.ctx, store.name, folder)
				if err != nil {
					return err
				}
				datastore = simulator.Map.Get(made.Reference()).(*simulator.Datastore)
				mounts = append(mounts, types.DatastoreHostMount{Key: system.Self, MountInfo: types.HostMountInfo{
					Path: "/vmfs/volumes/" + store.uuid, AccessMode: string(types.HostMountModeReadWrite),
					Mounted: types.NewBool(true), Accessible: types.NewBool(true)}})
			}
		}
		datastore.Host = mounts
		datastore.Summary.MultipleHostAccess = types.NewBool(len(mounts) > 1)
		datastore.Summary.Type = store.kind
		datastore.Summary.Url = "ds:///vmfs/volumes/" + store.uuid + "/"
	}
	return nil
}

func (d *demo) makeVMs() error {
	for i, spec := range demoVMs() {
		vm, err := createVM(d.ctx, d.client, spec)
		if err != nil {
			return err
		}
		describe(vm, spec, i)
	}
	return nil
}

// finish sets what the making of VMs would change again: free space, the host in maintenance, the times of events.
func (d *demo) finish() error {
	for _, store := range demoDatastores {
		entity, err := find("Datastore", store.name)
		if err != nil {
			return err
		}
		setSpace(entity.(*simulator.Datastore), store.capacity, store.free)
	}
	host, ok := d.hosts[demoMaintenance]
	if !ok {
		return fmt.Errorf("%s is not a host of the demonstration", demoMaintenance)
	}
	setMaintenance(host, true, false)
	tellHistory(d.hosts)
	return nil
}
