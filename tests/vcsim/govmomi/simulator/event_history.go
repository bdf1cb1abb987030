// What a vCenter's event collector does and the simulator's does not: a latest page that holds the newest events, pages
// that go on from there into the past or from the oldest on, and filters of time, user, category and extended types.
// GoProgram lays this file beside the package's own; the methods of the same names there are set aside.
package simulator

import (
	"container/ring"
	"reflect"
	"sort"

	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// fillPage makes the latest page anew: the newest events that the filter lets through, the newest first.
func (c *EventHistoryCollector) fillPage(size int) {
	c.page = ring.New(size)
	events := c.matching()
	for i, place := 0, c.page; i < len(events) && i < size; i++ {
		place.Value = events[len(events)-1-i]
		place = place.Next()
	}
}

// matching is every event that the manager keeps and the filter lets through, the oldest first.
func (c *EventHistoryCollector) matching() []types.BaseEvent {
	var events []types.BaseEvent
	c.m.page.Do(func(value interface{}) {
		if event, ok := value.(types.BaseEvent); ok && c.eventMatches(event) {
			events = append(events, event)
		}
	})
	sort.Slice(events, func(i, j int) bool { return events[i].GetEvent().Key < events[j].GetEvent().Key })
	return events
}

// eventMatches is whether the filter lets an event through.
func (c *EventHistoryCollector) eventMatches(event types.BaseEvent) bool {
	spec := c.Filter.(types.EventFilterSpec)
	extended, isExtended := event.(*types.EventEx)
	return (c.typeMatches(event, &spec) || isExtended && contains(spec.EventTypeId, extended.EventTypeId)) &&
		c.entityMatches(event, &spec) &&
		timeMatches(event.GetEvent(), spec.Time) &&
		userMatches(event.GetEvent(), spec.UserName) &&
		(len(spec.Category) == 0 || contains(spec.Category, c.m.category(event)))
}

func timeMatches(event *types.Event, spec *types.EventFilterSpecByTime) bool {
	return spec == nil ||
		(spec.BeginTime == nil || !event.CreatedTime.Before(*spec.BeginTime)) &&
			(spec.EndTime == nil || !event.CreatedTime.After(*spec.EndTime))
}

func userMatches(event *types.Event, spec *types.EventFilterSpecByUsername) bool {
	return spec == nil || spec.SystemUser && event.UserName == "" || contains(spec.UserList, event.UserName)
}

// category is the severity that an extended event carries, or else that of its type.
func (m *EventManager) category(event types.BaseEvent) string {
	if extended, ok := event.(*types.EventEx); ok && extended.Severity != "" {
		return extended.Severity
	}
	name := reflect.TypeOf(event).Elem().Name()
	for _, info := range m.Description.EventInfo {
		if info.Key == name {
			return info.Category
		}
	}
	return string(types.EventCategoryInfo)
}

// ResetCollector goes to just before the latest page.
func (c *EventHistoryCollector) ResetCollector(*Context, *types.ResetCollector) soap.HasFault {
	c.pos = 0
	for _, event := range c.GetLatestPage() {
		if key := int(event.GetEvent().Key); c.pos == 0 || key < c.pos {
			c.pos = key
		}
	}
	return &methods.ResetCollectorBody{Res: new(types.ResetCollectorResponse)}
}

// ReadNextEvents gives events from where the collector stands towards the newest. It stands before a key.
func (c *EventHistoryCollector) ReadNextEvents(ctx *Context, req *types.ReadNextEvents) soap.HasFault {
	if req.MaxCount <= 0 {
		return &methods.ReadNextEventsBody{Fault_: Fault("", &types.InvalidArgument{InvalidProperty: "maxCount"})}
	}
	res := new(types.ReadNextEventsResponse)
	ctx.WithLock(c.m, func() {
		for _, event := range c.matching() {
			if key := int(event.GetEvent().Key); key >= c.pos && len(res.Returnval) < int(req.MaxCount) {
				res.Returnval = append(res.Returnval, event)
			}
		}
	})
	if n := len(res.Returnval); n > 0 {
		c.pos = int(res.Returnval[n-1].GetEvent().Key) + 1
	}
	return &methods.ReadNextEventsBody{Res: res}
}

// ReadPreviousEvents gives events from where the collector stands into the past.
func (c *EventHistoryCollector) ReadPreviousEvents(ctx *Context, req *types.ReadPreviousEvents) soap.HasFault {
	if req.MaxCount <= 0 {
		return &methods.ReadPreviousEventsBody{Fault_: Fault("", &types.InvalidArgument{InvalidProperty: "maxCount"})}
	}
	res := new(types.ReadPreviousEventsResponse)
	ctx.WithLock(c.m, func() {
		events := c.matching()
		for i := len(events) - 1; i >= 0 && len(res.Returnval) < int(req.MaxCount); i-- {
			if int(events[i].GetEvent().Key) < c.pos {
				res.Returnval = append(res.Returnval, events[i])
			}
		}
	})
	if n := len(res.Returnval); n > 0 {
		c.pos = int(res.Returnval[n-1].GetEvent().Key)
	}
	return &methods.ReadPreviousEventsBody{Res: res}
}

func contains(list []string, text string) bool {
	for _, one := range list {
		if one == text {
			return true
		}
	}
	return false
}
