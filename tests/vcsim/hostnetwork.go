package main

import (
	"fmt"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// shareNetwork makes a host's network system and its config.network one object, as they are on a real host: the
// simulator keeps two that drift apart.
func shareNetwork(host *simulator.HostSystem) {
	switch system := simulator.Map.Get(*host.ConfigManager.NetworkSystem).(type) {
	case *simulator.HostNetworkSystem:
		system.NetworkInfo = host.Config.Network
		simulator.Map.Put(&hostNetworkSystem{HostNetworkSystem: *system, owner: host})
	case *hostNetworkSystem:
		system.NetworkInfo = host.Config.Network
	}
}

// addSwitch gives the host a standard switch on the named uplinks.
func addSwitch(host *simulator.HostSystem, name string, uplinks ...string) {
	vswitch := types.HostVirtualSwitch{Name: name, Key: "key-vim.host.VirtualSwitch-" + name, Mtu: 1500,
		NumPorts: 5632, NumPortsAvailable: 5600, Spec: types.HostVirtualSwitchSpec{NumPorts: 128, Mtu: 1500}}
	for _, uplink := range uplinks {
		vswitch.Pnic = append(vswitch.Pnic, "key-vim.host.PhysicalNic-"+uplink)
	}
	host.Config.Network.Vswitch = append(host.Config.Network.Vswitch, vswitch)
}

// addPortGroup gives the host a port group. The network object behind it is one for all hosts of the datacenter that
// have a port group of that name, as in vCenter.
func addPortGroup(host *simulator.HostSystem, vswitch, name string, vlan int32) {
	info := host.Config.Network
	key := "key-vim.host.PortGroup-" + name
	for i := range info.Vswitch {
		if info.Vswitch[i].Name == vswitch {
			info.Vswitch[i].Portgroup = append(info.Vswitch[i].Portgroup, key)
		}
	}
	info.Portgroup = append(info.Portgroup, types.HostPortGroup{Key: key, Vswitch: "key-vim.host.VirtualSwitch-" + vswitch,
		Spec: types.HostPortGroupSpec{Name: name, VlanId: vlan, VswitchName: vswitch}})
}

// addVMkernel gives the host a VMkernel adapter: the port group under it is for the host, not for VMs.
func addVMkernel(host *simulator.HostSystem, device, portGroup, address string) {
	host.Config.Network.Vnic = append(host.Config.Network.Vnic, types.HostVirtualNic{
		Device: device, Key: "key-vim.host.VirtualNic-" + device, Portgroup: portGroup,
		Spec: types.HostVirtualNicSpec{Portgroup: portGroup, Mtu: 1500, NetStackInstanceKey: "defaultTcpipStack",
			Ip: &types.HostIpConfig{IpAddress: address, SubnetMask: "255.255.255.0"}},
	})
}

// selectManagement makes the last VMkernel adapter the one that management traffic takes.
func selectManagement(host *simulator.HostSystem) {
	vnic := host.Config.Network.Vnic[len(host.Config.Network.Vnic)-1]
	host.Config.VirtualNicManagerInfo = &types.HostVirtualNicManagerInfo{NetConfig: []types.VirtualNicManagerNetConfig{{
		NicType: string(types.HostVirtualNicManagerNicTypeManagement), MultiSelectAllowed: true,
		CandidateVnic: []types.HostVirtualNic{vnic}, SelectedVnic: []string{vnic.Key}}}}
}

// addNetwork puts a network object for a VM port group in the datacenter and lists the host under it.
func addNetwork(host *simulator.HostSystem, portGroup string) {
	cluster := simulator.Map.Get(*host.Parent).(*simulator.ClusterComputeResource)
	datacenter := datacenterOf(host)
	network := findNetwork(datacenter, portGroup)
	if network == nil {
		network = &mo.Network{Name: portGroup}
		network.Self = types.ManagedObjectReference{Type: "Network", Value: fmt.Sprintf("network-%d", 100+len(datacenter.Network))}
		network.Entity().Name = portGroup
		network.Entity().Parent = &datacenter.NetworkFolder
		network.Summary = &types.NetworkSummary{Network: &network.Self, Name: portGroup, Accessible: true}
		simulator.Map.Put(network)
		folder := simulator.Map.Get(datacenter.NetworkFolder).(*simulator.Folder)
		folder.ChildEntity = append(folder.ChildEntity, network.Self)
		datacenter.Network = append(datacenter.Network, network.Self)
	}
	simulator.Map.AddReference(network, &network.Host, host.Self)
	simulator.Map.AddReference(host, &host.Network, network.Self)
	simulator.Map.AddReference(cluster, &cluster.Network, network.Self)
}

func findNetwork(datacenter *simulator.Datacenter, name string) *mo.Network {
	for _, ref := range datacenter.Network {
		if network, ok := simulator.Map.Get(ref).(*mo.Network); ok && network.Name == name {
			return network
		}
	}
	return nil
}

// removePortGroup takes the port group from the host; the network object goes with its last host.
func removePortGroup(host *simulator.HostSystem, name string) error {
	info := host.Config.Network
	key := "key-vim.host.PortGroup-" + name
	found := false
	for i, group := range info.Portgroup {
		if group.Spec.Name == name {
			info.Portgroup = append(append([]types.HostPortGroup{}, info.Portgroup[:i]...), info.Portgroup[i+1:]...)
			found = true
			break
		}
	}
	if !found {
		return fmt.Errorf("host %s has no port group named %q", host.Name, name)
	}
	for i := range info.Vswitch {
		kept := []string{}
		for _, member := range info.Vswitch[i].Portgroup {
			if member != key {
				kept = append(kept, member)
			}
		}
		info.Vswitch[i].Portgroup = kept
	}
	datacenter := datacenterOf(host)
	if network := findNetwork(datacenter, name); network != nil {
		simulator.Map.RemoveReference(network, &network.Host, host.Self)
		simulator.Map.RemoveReference(host, &host.Network, network.Self)
		if len(network.Host) == 0 && len(network.Vm) == 0 {
			folder := simulator.Map.Get(datacenter.NetworkFolder).(*simulator.Folder)
			cluster := simulator.Map.Get(*host.Parent).(*simulator.ClusterComputeResource)
			simulator.Map.RemoveReference(folder, &folder.ChildEntity, network.Self)
			simulator.Map.RemoveReference(datacenter, &datacenter.Network, network.Self)
			simulator.Map.RemoveReference(cluster, &cluster.Network, network.Self)
			simulator.Map.Remove(network.Self)
		}
	}
	announceNetwork(host)
	return nil
}

func announceNetwork(host *simulator.HostSystem) {
	change(host, false, types.PropertyChange{Name: "config.network", Val: host.Config.Network},
		types.PropertyChange{Name: "network", Val: host.Network})
}

// forgetSwitch takes a distributed switch's port groups from a host that left it.
func forgetSwitch(host *simulator.HostSystem, dvs *simulator.DistributedVirtualSwitch) {
	for _, ref := range dvs.Portgroup {
		group := simulator.Map.Get(ref).(*simulator.DistributedVirtualPortgroup)
		simulator.Map.RemoveReference(group, &group.Host, host.Self)
		simulator.Map.RemoveReference(host, &host.Network, ref)
	}
	announceNetwork(host)
}
