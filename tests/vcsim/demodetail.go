package main

import (
	"math/rand"
	"sort"
	"time"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/types"
)

const administrator = `VSPHERE.LOCAL\Administrator`

// equip makes a host look like the servers that people have.
func equip(host *simulator.HostSystem, address string) {
	const mhz, cores, memory = 2600, 32, 512 << 30
	hardware := host.Summary.Hardware
	hardware.Vendor, hardware.Model = "Dell Inc.", "PowerEdge R650"
	hardware.CpuModel = "Intel(R) Xeon(R) Gold 6348 CPU @ 2.60GHz"
	hardware.CpuMhz, hardware.NumCpuPkgs, hardware.NumCpuCores, hardware.NumCpuThreads = mhz, 2, cores, 2*cores
	hardware.MemorySize = memory
	host.Hardware.SystemInfo.Vendor, host.Hardware.SystemInfo.Model = hardware.Vendor, hardware.Model
	host.Hardware.MemorySize = memory
	host.Hardware.CpuInfo.NumCpuPackages, host.Hardware.CpuInfo.NumCpuCores, host.Hardware.CpuInfo.NumCpuThreads = 2, cores, 2*cores
	host.Hardware.CpuInfo.Hz = mhz * 1000 * 1000
	last := int32(address[len(address)-1] - '0')
	host.Summary.QuickStats.OverallCpuUsage = 9000 + 2500*last
	host.Summary.QuickStats.OverallMemoryUsage = 120000 + 31000*last
	host.Summary.Config.VmotionEnabled = true
	if product := host.Summary.Config.Product; product != nil {
		named := *product
		named.Version, named.Build, named.ApiVersion = "7.0.3", "20328353", "7.0.3.0"
		named.FullName = "VMware ESXi 7.0.3 build-20328353"
		host.Summary.Config.Product = &named
		host.Config.Product = named
	}
}

// summarize adds up a cluster's hosts, which the simulator did before they were equipped.
func summarize(cluster types.ManagedObjectReference) {
	made := simulator.Map.Get(cluster).(*simulator.ClusterComputeResource)
	summary := made.Summary.GetComputeResourceSummary()
	summary.TotalCpu, summary.TotalMemory = 0, 0
	for _, ref := range made.Host {
		hardware := simulator.Map.Get(ref).(*simulator.HostSystem).Summary.Hardware
		summary.TotalCpu += int32(hardware.NumCpuCores) * hardware.CpuMhz
		summary.TotalMemory += hardware.MemorySize
	}
	summary.EffectiveCpu, summary.EffectiveMemory = summary.TotalCpu, summary.TotalMemory>>20
}

// describe adds what a real vCenter knows of a VM and the simulator does not: the guest's full name, what its tools
// report, when it was made, and how much its disks take.
func describe(vm *simulator.VirtualMachine, spec vmSpec, number int) {
	fullName := guestNames[spec.guest]
	vm.Config.GuestFullName, vm.Summary.Config.GuestFullName = fullName, fullName
	created := time.Now().UTC().Truncate(time.Second).AddDate(0, 0, -700+number*15).Add(time.Duration(number*37) * time.Minute)
	vm.Config.CreateDate = &created
	vm.Config.Version, vm.Summary.Config.Annotation = "vmx-19", spec.annotation

	var provisioned int64
	for _, size := range spec.disks {
		provisioned += size << 30
	}
	vm.Summary.Storage.Committed = provisioned * 6 / 10
	vm.Summary.Storage.Uncommitted = provisioned - vm.Summary.Storage.Committed
	vm.Summary.Storage.Unshared = vm.Summary.Storage.Committed

	if spec.off || spec.template {
		return
	}
	reportGuest(vm, spec.name+".example.com", spec.address)
	vm.Guest.GuestFullName, vm.Guest.GuestId = fullName, spec.guest
	vm.Summary.Guest.GuestFullName, vm.Summary.Guest.GuestId = fullName, spec.guest
	if !spec.suspended {
		vm.Summary.QuickStats.OverallCpuUsage = 100 + int32(number%7)*180
		vm.Summary.QuickStats.GuestMemoryUsage = int32(spec.memory / 3)
		vm.Summary.QuickStats.UptimeSeconds = int32(86400 * (3 + number%40))
	}
}

// tellHistory gives the events that building left behind plausible times and a user, and adds what happened since.
func tellHistory(hosts map[string]*simulator.HostSystem) {
	events := recorded()
	start := time.Now().Add(-72 * time.Hour)
	spread := rand.New(rand.NewSource(1)) // the same story every time
	at := start
	for _, event := range events {
		at = at.Add(time.Duration(spread.Intn(600)) * time.Second / 4)
		if latest := time.Now().Add(-6 * time.Hour); at.After(latest) {
			at = latest
		}
		event.GetEvent().CreatedTime = at
		event.GetEvent().UserName = administrator
	}
	hostArgument := func(name string) *types.HostEventArgument {
		host := hosts[name]
		return &types.HostEventArgument{EntityEventArgument: types.EntityEventArgument{Name: name}, Host: host.Self}
	}
	for _, story := range []struct {
		kind, host, user, message string
		ago                       time.Duration
	}{
		{"HostConnectionLostEvent", "esx-04.example.com", "", "Host esx-04.example.com in Shanghai is not responding", 300 * time.Minute},
		{"HostConnectedEvent", "esx-04.example.com", "", "Connected to esx-04.example.com in Shanghai", 296 * time.Minute},
		{"AlarmStatusChangedEvent", "", "", "Alarm 'Datastore usage on disk' on ssd-prod-02 changed from Green to Yellow", 180 * time.Minute},
		{"UserLoginSessionEvent", "", administrator, `User VSPHERE.LOCAL\Administrator@10.0.10.90 logged in as VMware vim-java 1.0`, 95 * time.Minute},
		{"EnteredMaintenanceModeEvent", demoMaintenance, administrator, "Host " + demoMaintenance + " in Shanghai has entered maintenance mode", 90 * time.Minute},
		{"com.example.backup.JobFailed", "", `VSPHERE.LOCAL\backup`, "Backup job nightly-db failed: snapshot of db02 timed out", 40 * time.Minute},
	} {
		base := types.Event{FullFormattedMessage: story.message}
		if story.host != "" {
			base.Host = hostArgument(story.host)
		}
		if event, err := newEvent(story.kind, base); err == nil {
			post(event, story.user, story.ago)
		}
	}
}

// recorded is every event that the simulator keeps, the oldest first.
func recorded() []types.BaseEvent {
	const all = 1000
	manager := simulator.Map.EventManager()
	body := manager.QueryEvents(asUser("control"), &types.QueryEvents{This: manager.Self,
		Filter: types.EventFilterSpec{MaxCount: all}})
	result, ok := body.(*methods.QueryEventsBody)
	if !ok || result.Res == nil {
		return nil
	}
	events := result.Res.Returnval
	sort.Slice(events, func(i, j int) bool { return events[i].GetEvent().Key < events[j].GetEvent().Key })
	return events
}
