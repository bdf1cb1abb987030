package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/google/uuid"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// control changes the inventory behind the API's back, or does in one call what a test would need many for. Each
// path takes its arguments as query parameters of a POST and answers a JSON object, or status 400 and the reason.
type control struct {
	model  *simulator.Model
	client *vim25.Client
}

type answer map[string]interface{}

func newControl(model *simulator.Model) http.Handler {
	client, err := vim25.NewClient(context.Background(), model.Service)
	if err != nil {
		panic(err) // the client is in-process: it cannot fail to connect
	}
	c := &control{model: model, client: client}
	mux := http.NewServeMux()
	for path, action := range map[string]func(url.Values) (answer, error){
		"/sessions":            c.sessions,
		"/sessions/terminate":  c.terminateSessions,
		"/delay":               c.delay,
		"/property":            c.property,
		"/event":               c.event,
		"/vm/add":              c.addVM,
		"/vm/remove":           c.removeVM,
		"/vm/power":            c.powerVM,
		"/vm/reconfigure":      c.reconfigureVM,
		"/vm/move":             c.moveVM,
		"/vm/template":         c.templateVM,
		"/vm/guest":            c.guestVM,
		"/host/maintenance":    c.maintenance,
		"/host/connection":     c.connection,
		"/host/portgroup":      c.portGroup,
		"/dvs/leave":           c.leaveSwitch,
		"/dvs/join":            c.joinSwitch,
		"/storagepod":          c.storagePod,
		"/datastore/fill":      c.fillDatastore,
		"/datastore/local":     c.localDatastore,
		"/object/reference":    c.reference,
		"/collectors/watching": c.watching,
	} {
		mux.HandleFunc(path, serve(action))
	}
	return mux
}

func serve(action func(url.Values) (answer, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if failure := recover(); failure != nil {
				http.Error(w, fmt.Sprint(failure), http.StatusInternalServerError)
			}
		}()
		result, err := action(r.URL.Query())
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(result)
	}
}

// asUser is a call context as the named user would have it.
func asUser(user string) *simulator.Context {
	return &simulator.Context{
		Context: context.Background(),
		Map:     simulator.Map,
		Session: &simulator.Session{
			UserSession: types.UserSession{Key: uuid.New().String(), UserName: user},
			Registry:    simulator.NewRegistry(),
		},
	}
}

func (c *control) sessionList(ctx *simulator.Context) []types.UserSession {
	manager := ctx.Session.Get(simulator.Map.SessionManager().Self)
	return manager.(*simulator.SessionManager).SessionList
}

// sessions: how many are open.
func (c *control) sessions(url.Values) (answer, error) {
	return answer{"count": len(c.sessionList(asUser("control")))}, nil
}

// terminateSessions ends every session, as an idle time-out or an administrator does.
func (c *control) terminateSessions(url.Values) (answer, error) {
	ctx := asUser("control")
	request := &types.TerminateSession{}
	for _, session := range c.sessionList(ctx) {
		request.SessionId = append(request.SessionId, session.Key)
	}
	if body := simulator.Map.SessionManager().TerminateSession(ctx, request); body.Fault() != nil {
		return nil, fmt.Errorf("TerminateSession: %s", body.Fault().String)
	}
	endWaits()
	// What belongs to a session goes with it, as in a vCenter.
	listening.Range(func(collector, _ interface{}) bool { listening.Delete(collector); return true })
	return answer{"count": len(request.SessionId)}, nil
}

// watching: how many property collectors a client left listening.
func (c *control) watching(url.Values) (answer, error) {
	count := 0
	listening.Range(func(interface{}, interface{}) bool { count++; return true })
	return answer{"count": count}, nil
}

// delay (ms, and method or none for all) slows the server.
func (c *control) delay(q url.Values) (answer, error) {
	ms, err := strconv.Atoi(q.Get("ms"))
	if err != nil {
		return nil, fmt.Errorf("ms: %w", err)
	}
	method := q.Get("method")
	if method == "" {
		c.model.DelayConfig.Delay = ms
		return answer{}, nil
	}
	// A new map, since a request may be reading the old one.
	replaced := map[string]int{method: ms}
	for name, value := range c.model.DelayConfig.MethodDelay {
		if name != method {
			replaced[name] = value
		}
	}
	c.model.DelayConfig.MethodDelay = replaced
	return answer{}, nil
}

// reference (type, name) finds an object's id.
func (c *control) reference(q url.Values) (answer, error) {
	entity, err := find(q.Get("type"), q.Get("name"))
	if err != nil {
		return nil, err
	}
	return answer{"type": entity.Reference().Type, "value": entity.Reference().Value}, nil
}

// find returns the entity of a type by its name.
func find(kind, wanted string) (mo.Entity, error) {
	for _, entity := range simulator.Map.All(kind) {
		if name(entity) == wanted {
			return entity, nil
		}
	}
	return nil, fmt.Errorf("there is no %s named %q", kind, wanted)
}

func findHost(name string) (*simulator.HostSystem, error) {
	entity, err := find("HostSystem", name)
	if err != nil {
		return nil, err
	}
	return entity.(*simulator.HostSystem), nil
}

func findVM(name string) (*simulator.VirtualMachine, error) {
	entity, err := find("VirtualMachine", name)
	if err != nil {
		return nil, err
	}
	return entity.(*simulator.VirtualMachine), nil
}

// change sets properties of an object and tells the watchers, or does not: the simulator, unlike vCenter, announces
// only some changes by itself.
func change(item mo.Reference, quiet bool, changes ...types.PropertyChange) {
	simulator.Map.WithLock(item, func() {
		if quiet {
			for i := range changes {
				changes[i].Op = types.PropertyChangeOpAssign
			}
			mo.ApplyPropertyChange(managed(item), changes)
			return
		}
		simulator.Map.Update(item, changes)
	})
}
