package main

import (
	"context"

	"github.com/vmware/govmomi/vim25"
)

func buildDemo(ctx context.Context, client *vim25.Client) error { return nil }
