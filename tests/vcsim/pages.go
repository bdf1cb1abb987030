package main

import (
	"fmt"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// RetrievePropertiesEx answers a first page of at most maxObjects, with a token when there is more.
func (c *collector) RetrievePropertiesEx(ctx *simulator.Context, r *types.RetrievePropertiesEx) soap.HasFault {
	body := c.PropertyCollector.RetrievePropertiesEx(ctx, r)
	if body.Fault() != nil {
		return body
	}
	limit := serverLimit
	if r.Options.MaxObjects > 0 && (limit == 0 || int(r.Options.MaxObjects) < limit) {
		limit = int(r.Options.MaxObjects)
	}
	result := body.(*methods.RetrievePropertiesExBody).Res.Returnval
	if limit == 0 || len(result.Objects) <= limit {
		return body
	}
	c.guard.Lock()
	defer c.guard.Unlock()
	page := c.page(result.Objects, limit)
	return &methods.RetrievePropertiesExBody{Res: &types.RetrievePropertiesExResponse{Returnval: page}}
}

// ContinueRetrievePropertiesEx answers the page that the token stands for. Its size is the one of the first call.
func (c *collector) ContinueRetrievePropertiesEx(_ *simulator.Context, r *types.ContinueRetrievePropertiesEx) soap.HasFault {
	c.guard.Lock()
	defer c.guard.Unlock()
	rest, ok := c.pages[r.Token]
	if !ok {
		return &methods.ContinueRetrievePropertiesExBody{
			Fault_: simulator.Fault("", &types.InvalidArgument{InvalidProperty: "token"}),
		}
	}
	delete(c.pages, r.Token)
	var limit int
	if _, err := fmt.Sscanf(r.Token, "page-%d-", &limit); err != nil {
		limit = len(rest)
	}
	return &methods.ContinueRetrievePropertiesExBody{
		Res: &types.ContinueRetrievePropertiesExResponse{Returnval: *c.page(rest, limit)},
	}
}

// CancelRetrievePropertiesEx forgets the pages that were not asked for.
func (c *collector) CancelRetrievePropertiesEx(_ *simulator.Context, r *types.CancelRetrievePropertiesEx) soap.HasFault {
	c.guard.Lock()
	defer c.guard.Unlock()
	if _, ok := c.pages[r.Token]; !ok {
		return &methods.CancelRetrievePropertiesExBody{
			Fault_: simulator.Fault("", &types.InvalidArgument{InvalidProperty: "token"}),
		}
	}
	delete(c.pages, r.Token)
	return &methods.CancelRetrievePropertiesExBody{Res: new(types.CancelRetrievePropertiesExResponse)}
}

func (c *collector) page(objects []types.ObjectContent, limit int) *types.RetrieveResult {
	if len(objects) <= limit {
		return &types.RetrieveResult{Objects: objects}
	}
	if c.pages == nil {
		c.pages = map[string][]types.ObjectContent{}
	}
	c.token++
	token := fmt.Sprintf("page-%d-%d", limit, c.token)
	c.pages[token] = objects[limit:]
	return &types.RetrieveResult{Token: token, Objects: objects[:limit]}
}
