package main

import (
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// hostNetworkSystem is a host's network system whose port groups are what a vCenter makes of them: one network object for
// all hosts of the datacenter that have a port group of that name, listed under each of them. The simulator makes an object
// that no host lists, and takes the second host's port group for a duplicate of the first one's.
type hostNetworkSystem struct {
	simulator.HostNetworkSystem

	owner *simulator.HostSystem
}

// AddPortGroup gives the host a port group, with the faults that the vSphere API names.
func (s *hostNetworkSystem) AddPortGroup(_ *simulator.Context, c *types.AddPortGroup) soap.HasFault {
	body := &methods.AddPortGroupBody{}
	switch spec := c.Portgrp; {
	case spec.Name == "" || spec.VlanId < 0 || spec.VlanId > 4095:
		body.Fault_ = simulator.Fault("", &types.InvalidArgument{InvalidProperty: "portgrp"})
	case !s.hasSwitch(spec.VswitchName):
		body.Fault_ = simulator.Fault("", &types.NotFound{})
	case s.hasPortGroup(spec.Name):
		body.Fault_ = simulator.Fault("", &types.AlreadyExists{Name: spec.Name})
	default:
		addPortGroup(s.owner, spec.VswitchName, spec.Name, spec.VlanId)
		addNetwork(s.owner, spec.Name)
		announceNetwork(s.owner)
		body.Res = &types.AddPortGroupResponse{}
	}
	return body
}

// RemovePortGroup takes a port group that nothing on the host uses.
func (s *hostNetworkSystem) RemovePortGroup(_ *simulator.Context, c *types.RemovePortGroup) soap.HasFault {
	body := &methods.RemovePortGroupBody{}
	switch {
	case !s.hasPortGroup(c.PgName):
		body.Fault_ = simulator.Fault("", &types.NotFound{})
	case s.isUsed(c.PgName):
		body.Fault_ = simulator.Fault("", &types.ResourceInUse{Type: "PortGroup", Name: c.PgName})
	default:
		// It is there, which is all that can fail.
		_ = removePortGroup(s.owner, c.PgName)
		s.forget(c.PgName)
		body.Res = &types.RemovePortGroupResponse{}
	}
	return body
}

// forget takes a port group out of networkInfo, which may be a copy of the host's own.
func (s *hostNetworkSystem) forget(name string) {
	var kept []types.HostPortGroup
	for _, group := range s.NetworkInfo.Portgroup {
		if group.Spec.Name != name {
			kept = append(kept, group)
		}
	}
	s.NetworkInfo.Portgroup = kept
}

func (s *hostNetworkSystem) hasSwitch(name string) bool {
	for _, vswitch := range s.owner.Config.Network.Vswitch {
		if vswitch.Name == name {
			return true
		}
	}
	return false
}

func (s *hostNetworkSystem) hasPortGroup(name string) bool {
	for _, group := range s.owner.Config.Network.Portgroup {
		if group.Spec.Name == name {
			return true
		}
	}
	return false
}

func (s *hostNetworkSystem) isUsed(name string) bool {
	network := findNetwork(datacenterOf(s.owner), name)
	if network == nil {
		return false
	}
	for _, ref := range network.Vm {
		if vm, ok := simulator.Map.Get(ref).(*simulator.VirtualMachine); ok && *vm.Runtime.Host == s.owner.Self {
			return true
		}
	}
	return false
}
