package main

import (
	"strconv"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// compute returns what the client does not know yet, or nil when it knows everything.
func (c *collector) compute(ctx *simulator.Context, r *types.WaitForUpdatesEx) (*types.UpdateSet, *soap.Fault) {
	c.work.Lock()
	defer c.work.Unlock()
	c.guard.Lock()
	changed, gone, members := c.changed, c.gone, c.members
	c.changed, c.gone, c.members = nil, nil, false
	filters := append([]types.ManagedObjectReference{}, c.Filter...)
	c.guard.Unlock()

	for _, ref := range filters {
		filter, ok := ctx.Session.Get(ref).(*simulator.PropertyFilter)
		if !ok {
			continue
		}
		known, old := c.told[ref]
		var objects []types.ObjectUpdate
		if !old {
			known = map[types.ManagedObjectReference]bool{}
			c.told[ref] = known
		}
		if !old || members {
			entered, left, fault := c.membership(ctx, filter.Spec, known, !old)
			if fault != nil {
				return nil, fault
			}
			objects = append(objects, entered...)
			gone = append(gone, left...)
		}
		objects = append(objects, c.modified(ctx, filter.Spec, known, changed, objects)...)
		for _, object := range gone {
			if known[object] {
				delete(known, object)
				objects = append(objects, types.ObjectUpdate{Kind: types.ObjectUpdateKindLeave, Obj: object})
			}
		}
		if len(objects) > 0 {
			c.pending = append(c.pending, types.PropertyFilterUpdate{Filter: ref, ObjectSet: objects})
		}
	}
	return c.take(r.Options), nil
}

// membership compares what the filter selects now with what the client knows. The objects are asked for without
// properties first: only those that are new are read whole.
func (c *collector) membership(ctx *simulator.Context, spec types.PropertyFilterSpec, known map[types.ManagedObjectReference]bool,
	first bool) (entered []types.ObjectUpdate, left []types.ManagedObjectReference, fault *soap.Fault) {
	asked := spec
	if !first {
		asked.PropSet = withoutProperties(spec.PropSet)
	}
	content, fault := c.read(ctx, asked)
	if fault != nil {
		return nil, nil, fault
	}
	now := map[types.ManagedObjectReference]bool{}
	for _, object := range content {
		now[object.Obj] = true
		if known[object.Obj] {
			continue
		}
		if !first {
			whole, fault := c.read(ctx, types.PropertyFilterSpec{PropSet: spec.PropSet, ObjectSet: one(object.Obj)})
			if fault != nil || len(whole) == 0 {
				continue // it went in the meantime, and never was known to the client
			}
			object = whole[0]
		}
		known[object.Obj] = true
		entered = append(entered, types.ObjectUpdate{
			Kind: types.ObjectUpdateKindEnter, Obj: object.Obj, ChangeSet: assignments(object.PropSet),
			MissingSet: object.MissingSet,
		})
	}
	for object := range known {
		if !now[object] {
			left = append(left, object)
		}
	}
	return entered, left, nil
}

// modified reads the changed objects again and keeps the properties that a change touched.
func (c *collector) modified(ctx *simulator.Context, spec types.PropertyFilterSpec, known map[types.ManagedObjectReference]bool,
	changed map[types.ManagedObjectReference]map[string]bool, entered []types.ObjectUpdate) []types.ObjectUpdate {
	fresh := map[types.ManagedObjectReference]bool{}
	for _, object := range entered {
		fresh[object.Obj] = true
	}
	var updates []types.ObjectUpdate
	for ref, names := range changed {
		if !known[ref] || fresh[ref] {
			continue
		}
		content, fault := c.read(ctx, types.PropertyFilterSpec{PropSet: spec.PropSet, ObjectSet: one(ref)})
		if fault != nil || len(content) == 0 {
			continue // RemoveObject reports it
		}
		var touched []types.DynamicProperty
		for _, property := range content[0].PropSet {
			if touches(names, property.Name) {
				touched = append(touched, property)
			}
		}
		if len(touched) > 0 {
			updates = append(updates, types.ObjectUpdate{
				Kind: types.ObjectUpdateKindModify, Obj: ref, ChangeSet: assignments(touched),
			})
		}
	}
	return updates
}

// touches says whether a changed path is the property itself, inside it or around it.
func touches(changed map[string]bool, property string) bool {
	for name := range changed {
		if name == property || strings.HasPrefix(name, property+".") || strings.HasPrefix(property, name+".") {
			return true
		}
	}
	return false
}

func (c *collector) read(ctx *simulator.Context, spec types.PropertyFilterSpec) ([]types.ObjectContent, *soap.Fault) {
	skip := true
	spec.ReportMissingObjectsInResults = &skip
	body := c.PropertyCollector.RetrievePropertiesEx(ctx, &types.RetrievePropertiesEx{
		SpecSet: []types.PropertyFilterSpec{spec},
	})
	if fault := body.Fault(); fault != nil {
		return nil, fault
	}
	return body.(*methods.RetrievePropertiesExBody).Res.Returnval.Objects, nil
}

// take sends up to maxObjectUpdates of what is pending and keeps the rest for the next call, marked truncated.
func (c *collector) take(options *types.WaitOptions) *types.UpdateSet {
	if len(c.pending) == 0 {
		return nil
	}
	limit := serverLimit
	if options != nil && options.MaxObjectUpdates > 0 && (limit == 0 || int(options.MaxObjectUpdates) < limit) {
		limit = int(options.MaxObjectUpdates)
	}
	set := &types.UpdateSet{}
	left := limit
	for len(c.pending) > 0 && (limit == 0 || left > 0) {
		next := c.pending[0]
		if limit > 0 && len(next.ObjectSet) > left {
			rest := next
			next.ObjectSet, rest.ObjectSet = next.ObjectSet[:left], next.ObjectSet[left:]
			c.pending[0] = rest
		} else {
			c.pending = c.pending[1:]
		}
		left -= len(next.ObjectSet)
		set.FilterSet = append(set.FilterSet, next)
	}
	if len(c.pending) > 0 {
		truncated := true
		set.Truncated = &truncated
	}
	c.version++
	set.Version = strconv.Itoa(c.version)
	return set
}

func withoutProperties(sets []types.PropertySpec) []types.PropertySpec {
	bare := make([]types.PropertySpec, len(sets))
	for i, set := range sets {
		bare[i] = types.PropertySpec{Type: set.Type}
	}
	return bare
}

func one(ref types.ManagedObjectReference) []types.ObjectSpec { return []types.ObjectSpec{{Obj: ref}} }

func assignments(properties []types.DynamicProperty) []types.PropertyChange {
	changes := make([]types.PropertyChange, len(properties))
	for i, property := range properties {
		changes[i] = types.PropertyChange{Op: types.PropertyChangeOpAssign, Name: property.Name, Val: property.Val}
	}
	return changes
}
