package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// listener hears the registry's changes for one collector. It has a reference of its own, because the registry keeps
// one handler a reference and every session's collector carries the same one.
type listener struct {
	ref       types.ManagedObjectReference
	collector *collector
}

var (
	listenerCount int64
	listening     sync.Map // *collector: true, those that a session's end must reach
)

// Reference is what the registry files the listener under.
func (l *listener) Reference() types.ManagedObjectReference { return l.ref }

// PutObject notes that an object came in.
func (l *listener) PutObject(item mo.Reference) {
	if _, task := item.(*simulator.Task); !task {
		l.collector.note(func(c *collector) { c.members = true })
	}
}

// UpdateObject notes which properties of which object changed.
func (l *listener) UpdateObject(item mo.Reference, changes []types.PropertyChange) {
	l.collector.note(func(c *collector) {
		if c.changed == nil {
			c.changed = map[types.ManagedObjectReference]map[string]bool{}
		}
		names := c.changed[item.Reference()]
		if names == nil {
			names = map[string]bool{}
			c.changed[item.Reference()] = names
		}
		for _, change := range changes {
			names[change.Name] = true
			c.members = c.members || selects(item, change)
		}
	})
}

// selects says whether the change may alter what a filter selects: a list of objects, such as a folder's children or
// a view's members. The list of recent tasks changes with every operation and selects nothing.
func selects(item mo.Reference, change types.PropertyChange) bool {
	switch change.Val.(type) {
	case types.ArrayOfManagedObjectReference, *types.ArrayOfManagedObjectReference:
		return item.Reference().Type != "TaskManager"
	}
	return false
}

// RemoveObject notes that an object went.
func (l *listener) RemoveObject(ref types.ManagedObjectReference) {
	l.collector.note(func(c *collector) { c.gone = append(c.gone, ref) })
}

// listen registers for changes once. The caller holds the guard.
func (c *collector) listen() {
	if c.heard != nil {
		return
	}
	c.heard = &listener{collector: c, ref: types.ManagedObjectReference{
		Type: "PropertyCollector", Value: fmt.Sprintf("listener-%d", atomic.AddInt64(&listenerCount, 1)),
	}}
	simulator.Map.AddHandler(c.heard)
	listening.Store(c, true)
}

func (c *collector) deafen() {
	c.guard.Lock()
	defer c.guard.Unlock()
	if c.heard != nil {
		simulator.Map.RemoveHandler(c.heard)
		listening.Delete(c)
		c.heard = nil
	}
}

func (c *collector) note(what func(*collector)) {
	c.guard.Lock()
	defer c.guard.Unlock()
	what(c)
	c.signal()
}

// signal wakes a wait in progress. The caller holds the guard.
func (c *collector) signal() {
	if c.wake == nil {
		c.wake = make(chan struct{}, 1)
	}
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

func (c *collector) settle() {
	time.Sleep(settle)
	c.guard.Lock()
	members := c.members
	c.guard.Unlock()
	if members {
		time.Sleep(settleObject)
	}
}

func (c *collector) over() bool {
	c.guard.Lock()
	defer c.guard.Unlock()
	return c.ended
}

// endWaits answers every wait in progress with NotAuthenticated, as vCenter does when it ends a session.
func endWaits() {
	listening.Range(func(key, _ interface{}) bool {
		key.(*collector).note(func(c *collector) { c.ended = true })
		return true
	})
}

func notAuthenticated(object types.ManagedObjectReference) *soap.Fault {
	return simulator.Fault("The session is not authenticated.", &types.NotAuthenticated{
		NoPermission: types.NoPermission{Object: object, PrivilegeId: "System.View"},
	})
}
