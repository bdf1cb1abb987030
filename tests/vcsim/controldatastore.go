package main

import (
	"context"
	"net/url"
	"os"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// localDatastore (host, name) gives the host a datastore that no other host reaches.
func (c *control) localDatastore(q url.Values) (answer, error) {
	host, err := findHost(q.Get("host"))
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "datastore-")
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	service, err := object.NewHostSystem(c.client, host.Self).ConfigManager().DatastoreSystem(ctx)
	if err != nil {
		return nil, err
	}
	made, err := service.CreateLocalDatastore(ctx, q.Get("name"), folder)
	if err != nil {
		return nil, err
	}
	datastore := simulator.Map.Get(made.Reference()).(*simulator.Datastore)
	datastore.Summary.MultipleHostAccess = types.NewBool(false)
	setSpace(datastore, 1000, 900)
	return answer{"value": made.Reference().Value}, nil
}
