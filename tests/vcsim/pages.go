package main

import (
	"fmt"
	"sync"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// book holds the pages that were not asked for yet. It is one for all sessions, since the simulator makes a session's
// own collector at its first call, and two when the first two calls come at once.
var book = struct {
	sync.Mutex
	pages map[string]pages
	token int
}{pages: map[string]pages{}}

// pages is what is left of an answer.
type pages struct {
	session string
	limit   int
	objects []types.ObjectContent
}

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
	page := firstPage(pages{session: ctx.Session.Key, limit: limit, objects: result.Objects})
	return &methods.RetrievePropertiesExBody{Res: &types.RetrievePropertiesExResponse{Returnval: page}}
}

// ContinueRetrievePropertiesEx answers the page that the token stands for. Its size is the one of the first call.
func (c *collector) ContinueRetrievePropertiesEx(ctx *simulator.Context, r *types.ContinueRetrievePropertiesEx) soap.HasFault {
	rest, ok := take(ctx, r.Token)
	if !ok {
		return &methods.ContinueRetrievePropertiesExBody{Fault_: noSuchToken()}
	}
	return &methods.ContinueRetrievePropertiesExBody{
		Res: &types.ContinueRetrievePropertiesExResponse{Returnval: *firstPage(rest)},
	}
}

// CancelRetrievePropertiesEx forgets the pages that were not asked for.
func (c *collector) CancelRetrievePropertiesEx(ctx *simulator.Context, r *types.CancelRetrievePropertiesEx) soap.HasFault {
	if _, ok := take(ctx, r.Token); !ok {
		return &methods.CancelRetrievePropertiesExBody{Fault_: noSuchToken()}
	}
	return &methods.CancelRetrievePropertiesExBody{Res: new(types.CancelRetrievePropertiesExResponse)}
}

// firstPage is the next page of what is left; what is left then gets a token.
func firstPage(rest pages) *types.RetrieveResult {
	if len(rest.objects) <= rest.limit {
		return &types.RetrieveResult{Objects: rest.objects}
	}
	book.Lock()
	defer book.Unlock()
	book.token++
	token := fmt.Sprintf("page-%d", book.token)
	page := &types.RetrieveResult{Token: token, Objects: rest.objects[:rest.limit]}
	rest.objects = rest.objects[rest.limit:]
	book.pages[token] = rest
	return page
}

// take gives what a token of this session stands for, once.
func take(ctx *simulator.Context, token string) (pages, bool) {
	book.Lock()
	defer book.Unlock()
	rest, ok := book.pages[token]
	if !ok || rest.session != ctx.Session.Key {
		return pages{}, false
	}
	delete(book.pages, token)
	return rest, true
}

func noSuchToken() *soap.Fault {
	return simulator.Fault("", &types.InvalidArgument{InvalidProperty: "token"})
}
