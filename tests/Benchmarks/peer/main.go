// Command peer is what ZStackVCenter's synchronization is measured against: govmomi's library fetching the same
// properties of the same objects from the same vCenter into memory.
//
// It logs in, then does one round for every line on standard input and answers it with one line of JSON: wall and
// processor seconds of the round, how many objects it fetched, and the process's peak memory in bytes.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net/url"
	"os"
	"sort"
	"syscall"
	"time"

	"github.com/vmware/govmomi"
	"github.com/vmware/govmomi/property"
	"github.com/vmware/govmomi/view"
	"github.com/vmware/govmomi/vim25/types"
)

type round struct {
	Wall    float64 `json:"wall"`
	CPU     float64 `json:"cpu"`
	Objects int     `json:"objects"`
	Peak    int64   `json:"peak"`
}

func main() {
	address := flag.String("url", "", "the vCenter's /sdk, with user and password")
	spec := flag.String("spec", "", `the properties of each type, as {"VirtualMachine":["name"]}`)
	flag.Parse()
	if err := run(*address, *spec); err != nil {
		fmt.Fprintln(os.Stderr, "peer:", err)
		os.Exit(1)
	}
}

func run(address, spec string) error {
	properties := map[string][]string{}
	if err := json.Unmarshal([]byte(spec), &properties); err != nil {
		return fmt.Errorf("-spec: %w", err)
	}
	target, err := url.Parse(address)
	if err != nil {
		return fmt.Errorf("-url: %w", err)
	}
	ctx := context.Background()
	client, err := govmomi.NewClient(ctx, target, true)
	if err != nil {
		return err
	}
	defer func() { _ = client.Logout(ctx) }()

	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		measured, err := measure(ctx, client, properties)
		if err != nil {
			return err
		}
		line, err := json.Marshal(measured)
		if err != nil {
			return err
		}
		fmt.Println(string(line))
	}
	return lines.Err()
}

func measure(ctx context.Context, client *govmomi.Client, properties map[string][]string) (round, error) {
	start, before := time.Now(), usage()
	objects, err := fetch(ctx, client, properties)
	if err != nil {
		return round{}, err
	}
	after := usage()
	return round{
		Wall:    time.Since(start).Seconds(),
		CPU:     seconds(after) - seconds(before),
		Objects: objects,
		Peak:    after.Maxrss * 1024,
	}, nil
}

// fetch reads every type through one container view of it, as govmomi's own programs do.
func fetch(ctx context.Context, client *govmomi.Client, properties map[string][]string) (int, error) {
	kinds := make([]string, 0, len(properties))
	for kind := range properties {
		kinds = append(kinds, kind)
	}
	sort.Strings(kinds)
	manager := view.NewManager(client.Client)
	total := 0
	for _, kind := range kinds {
		container, err := manager.CreateContainerView(ctx, client.ServiceContent.RootFolder, []string{kind}, true)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", kind, err)
		}
		filter := types.RetrieveProperties{SpecSet: []types.PropertyFilterSpec{{
			ObjectSet: []types.ObjectSpec{{Obj: container.Reference(), Skip: types.NewBool(true), SelectSet: []types.BaseSelectionSpec{
				&types.TraversalSpec{Type: container.Reference().Type, Path: "view"}}}},
			PropSet: []types.PropertySpec{{Type: kind, PathSet: properties[kind]}},
		}}}
		answer, err := property.DefaultCollector(client.Client).RetrieveProperties(ctx, filter)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", kind, err)
		}
		total += len(answer.Returnval)
		if err = container.Destroy(ctx); err != nil {
			return 0, err
		}
	}
	return total, nil
}

func usage() syscall.Rusage {
	var used syscall.Rusage
	// Getrusage of the own process cannot fail.
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return used
}

func seconds(used syscall.Rusage) float64 {
	return float64(used.Utime.Sec+used.Stime.Sec) + float64(used.Utime.Usec+used.Stime.Usec)/1e6
}
