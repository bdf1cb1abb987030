package main

import (
	"context"
	"strconv"
	"sync"
	"time"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// settle lets the property changes of one operation arrive together, as a vCenter's updates do. The simulator's own
// loop looks four times a second, which would be most of what a test of latency measures.
const settle = 2 * time.Millisecond

// settleObject is the same for an object that came in: the simulator announces it before it has all its properties.
const settleObject = 50 * time.Millisecond

// collector is the simulator's PropertyCollector with what a vCenter does and the simulator leaves out: maxObjects
// and tokens in RetrievePropertiesEx, versions that move, maxObjectUpdates with truncated answers, and updates that
// are sent when they happen. Its paging half is in pages.go.
type collector struct {
	simulator.PropertyCollector

	work    sync.Mutex // one answer is computed at a time
	guard   sync.Mutex // of what listeners write
	wake    chan struct{}
	cancel  context.CancelFunc
	version int
	told    map[types.ManagedObjectReference]map[types.ManagedObjectReference]bool // by filter: objects the client knows
	changed map[types.ManagedObjectReference]map[string]bool                       // by object: changed properties
	gone    []types.ManagedObjectReference
	members bool // the answer to "which objects" may have changed
	pending []types.PropertyFilterUpdate
	heard   *listener
	ended   bool // the session is over
}

// serverLimit is the largest page the server makes, whatever the client asks for; 0 is no limit.
var serverLimit int

func newCollector(maxObjects int) *collector {
	serverLimit = maxObjects
	c := &collector{}
	c.Self = simulator.Map.Get(*contentCollector()).Reference()
	return c
}

func contentCollector() *types.ManagedObjectReference {
	for _, ref := range []string{"propertyCollector", "ha-property-collector"} {
		found := types.ManagedObjectReference{Type: "PropertyCollector", Value: ref}
		if simulator.Map.Get(found) != nil {
			return &found
		}
	}
	panic("the simulator has no PropertyCollector")
}

// CreatePropertyCollector makes one of ours, not one of the simulator's.
func (c *collector) CreatePropertyCollector(ctx *simulator.Context, _ *types.CreatePropertyCollector) soap.HasFault {
	created := &collector{}
	created.Self.Type = "PropertyCollector"
	return &methods.CreatePropertyCollectorBody{
		Res: &types.CreatePropertyCollectorResponse{Returnval: ctx.Session.Put(created).Reference()},
	}
}

// DestroyPropertyCollector also ends a wait in progress.
func (c *collector) DestroyPropertyCollector(ctx *simulator.Context, r *types.DestroyPropertyCollector) soap.HasFault {
	c.stopWaiting()
	c.deafen()
	return c.PropertyCollector.DestroyPropertyCollector(ctx, r)
}

// CreateFilter wakes a wait in progress, since a new filter's state is itself an update.
func (c *collector) CreateFilter(ctx *simulator.Context, r *types.CreateFilter) soap.HasFault {
	c.guard.Lock()
	defer c.guard.Unlock()
	body := c.PropertyCollector.CreateFilter(ctx, r)
	c.signal()
	return body
}

// CancelWaitForUpdates ends a wait in progress with RequestCanceled.
func (c *collector) CancelWaitForUpdates(*types.CancelWaitForUpdates) soap.HasFault {
	c.stopWaiting()
	return &methods.CancelWaitForUpdatesBody{Res: new(types.CancelWaitForUpdatesResponse)}
}

func (c *collector) stopWaiting() {
	c.guard.Lock()
	defer c.guard.Unlock()
	if c.cancel != nil {
		c.cancel()
	}
}

// WaitForUpdatesEx answers the whole state for an empty version, and otherwise waits for the next change.
func (c *collector) WaitForUpdatesEx(ctx *simulator.Context, r *types.WaitForUpdatesEx) soap.HasFault {
	wait, cancel := waitContext(r.Options)
	defer cancel()
	wake, fault := c.begin(ctx, r.Version, cancel)
	if fault != nil {
		return &methods.WaitForUpdatesExBody{Fault_: fault}
	}
	for {
		if c.over() {
			return &methods.WaitForUpdatesExBody{Fault_: notAuthenticated(r.This)}
		}
		set, fault := c.compute(ctx, r)
		if fault != nil {
			return &methods.WaitForUpdatesExBody{Fault_: fault}
		}
		if set != nil {
			return &methods.WaitForUpdatesExBody{Res: &types.WaitForUpdatesExResponse{Returnval: set}}
		}
		if wait.Err() == nil {
			select {
			case <-wait.Done():
			case <-wake:
				c.settle()
				continue
			}
		}
		if wait.Err() == context.Canceled {
			return &methods.WaitForUpdatesExBody{Fault_: simulator.Fault("", new(types.RequestCanceled))}
		}
		return &methods.WaitForUpdatesExBody{Res: &types.WaitForUpdatesExResponse{}}
	}
}

func waitContext(options *types.WaitOptions) (context.Context, context.CancelFunc) {
	if options != nil && options.MaxWaitSeconds != nil {
		return context.WithTimeout(context.Background(), time.Duration(*options.MaxWaitSeconds)*time.Second)
	}
	return context.WithCancel(context.Background())
}

// begin starts from nothing for an empty version, refuses a version that is not the last one sent, and registers for
// changes before the state is read, so that none falls between.
func (c *collector) begin(ctx *simulator.Context, version string, cancel context.CancelFunc) (chan struct{}, *soap.Fault) {
	c.guard.Lock()
	defer c.guard.Unlock()
	c.cancel = cancel
	if c.wake == nil {
		c.wake = make(chan struct{}, 1)
	}
	if version == "" {
		c.told = map[types.ManagedObjectReference]map[types.ManagedObjectReference]bool{}
		c.changed, c.gone, c.members, c.pending = nil, nil, false, nil
		c.listen()
	} else if c.told == nil || version != strconv.Itoa(c.version) {
		return nil, simulator.Fault("", &types.InvalidCollectorVersion{})
	}
	return c.wake, nil
}
