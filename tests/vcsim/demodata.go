package main

import (
	"fmt"
	"strings"
)

type demoHost struct{ name, address string }

type demoNetwork struct {
	name string
	vlan int32
}

type demoCluster struct {
	name       string
	hosts      []demoHost
	vmNetworks []demoNetwork
}

type demoDatastore struct {
	name, kind, uuid string
	capacity, free   int64 // GB
	clusters         []int
}

var demoClusters = []demoCluster{
	{name: "Production", hosts: []demoHost{
		{"esx-01.example.com", "11"}, {"esx-02.example.com", "12"}, {"esx-03.example.com", "13"}}},
	{name: "Development", hosts: []demoHost{
		{"esx-04.example.com", "14"}, {"esx-05.example.com", "15"}, {"esx-06.example.com", "16"}},
		vmNetworks: []demoNetwork{{"dev-lan", 300}, {"test-lan", 310}}},
}

// demoMaintenance is in maintenance mode with VMs still on it.
const demoMaintenance = "esx-05.example.com"

var demoPortGroups = []demoNetwork{{"prod-web", 100}, {"prod-app", 110}, {"prod-db", 120}, {"dmz", 200}}

var demoDatastores = []demoDatastore{
	{"nvme-prod-01", "VMFS", "60a1f0c2-8c7d4e10-2f61-0025b5010a01", 10240, 3120, []int{0}},
	{"ssd-prod-02", "VMFS", "60a1f0d7-31b90a44-9a02-0025b5010a02", 8192, 610, []int{0}},
	{"ssd-dev-01", "VMFS", "60a1f1a9-77e21b3c-5d10-0025b5010b01", 4096, 2890, []int{1}},
	{"nfs-images", "NFS", "b8c2f3a4-19d0e7f5", 20480, 14200, []int{0, 1}},
}

// The third byte of an address on each network.
var demoSubnets = map[string]int{
	"prod-web": 100, "prod-app": 110, "prod-db": 120, "dmz": 200, "VM Network": 1, "dev-lan": 30, "test-lan": 31,
}

const (
	ubuntu  = "ubuntu64Guest"
	debian  = "debian10_64Guest"
	rhel    = "rhel8_64Guest"
	windows = "windows2019srv_64Guest"
)

var guestNames = map[string]string{
	ubuntu:  "Ubuntu Linux (64-bit)",
	debian:  "Debian GNU/Linux 10 (64-bit)",
	rhel:    "Red Hat Enterprise Linux 8 (64-bit)",
	windows: "Microsoft Windows Server 2019 (64-bit)",
}

// demoGroup is a row of VMs that differ in their number alone.
type demoGroup struct {
	names     string // with %d for the number
	count     int
	cluster   int
	datastore string
	network   string
	guest     string
	cpu       int32
	memory    int64
	disks     []int64
	note      string
}

var demoGroups = []demoGroup{
	{"web%02d", 6, 0, "nvme-prod-01", "prod-web", ubuntu, 2, 4096, []int64{40}, "nginx front end"},
	{"app%02d", 5, 0, "nvme-prod-01", "prod-app", rhel, 4, 16384, []int64{60}, "order service"},
	{"db%02d", 3, 0, "ssd-prod-02", "prod-db", rhel, 8, 65536, []int64{60, 800}, "PostgreSQL"},
	{"cache%02d", 2, 0, "nvme-prod-01", "prod-app", debian, 2, 32768, []int64{20}, "Redis"},
	{"ad%02d", 2, 0, "ssd-prod-02", "VM Network", windows, 4, 8192, []int64{90}, "domain controller"},
	{"files%02d", 2, 0, "ssd-prod-02", "VM Network", windows, 4, 16384, []int64{90, 1200}, "file server"},
	{"proxy%02d", 2, 0, "nvme-prod-01", "dmz", debian, 2, 2048, []int64{20}, "reverse proxy"},
	{"mail%02d", 1, 0, "ssd-prod-02", "dmz", debian, 4, 8192, []int64{200}, "mail relay"},
	{"dev-web%02d", 4, 1, "ssd-dev-01", "dev-lan", ubuntu, 2, 2048, []int64{40}, "feature branches"},
	{"dev-db%02d", 2, 1, "ssd-dev-01", "dev-lan", debian, 4, 8192, []int64{40, 100}, ""},
	{"ci-runner%02d", 5, 1, "ssd-dev-01", "test-lan", ubuntu, 8, 16384, []int64{120}, "build agent"},
	{"test%02d", 3, 1, "ssd-dev-01", "test-lan", debian, 2, 4096, []int64{30}, ""},
	{"win-build%02d", 2, 1, "ssd-dev-01", "test-lan", windows, 4, 16384, []int64{150}, "installer builds"},
	{"sandbox%02d", 1, 1, "ssd-dev-01", "VM Network", ubuntu, 1, 2048, []int64{20}, "try anything"},
}

var demoOff = map[string]bool{"cache02": true, "dev-web04": true, "test02": true, "test03": true, "win-build02": true}

var demoSuspended = map[string]bool{"sandbox01": true, "ci-runner05": true}

var demoTemplates = []vmSpec{
	{name: "tpl-ubuntu-22.04", guest: ubuntu, cpu: 2, memory: 2048, disks: []int64{20}},
	{name: "tpl-debian-12", guest: debian, cpu: 1, memory: 1024, disks: []int64{10}},
	{name: "tpl-rhel-8", guest: rhel, cpu: 2, memory: 4096, disks: []int64{30}},
	{name: "tpl-windows-2019", guest: windows, cpu: 2, memory: 4096, disks: []int64{60}},
}

// demoVMs spreads each group over its cluster's hosts, in turn, and adds the templates.
func demoVMs() []vmSpec {
	var specs []vmSpec
	placed := []int{0, 0}
	lastByte := map[string]int{}
	for _, group := range demoGroups {
		cluster := demoClusters[group.cluster]
		for i := 1; i <= group.count; i++ {
			vm := fmt.Sprintf(group.names, i)
			lastByte[group.network]++
			specs = append(specs, vmSpec{
				name: vm, cluster: cluster.name, datastore: group.datastore, network: group.network, guest: group.guest,
				host: cluster.hosts[placed[group.cluster]%len(cluster.hosts)].name,
				cpu:  group.cpu, memory: group.memory, disks: group.disks, annotation: group.note,
				address: fmt.Sprintf("192.168.%d.%d", demoSubnets[group.network], 10+lastByte[group.network]),
				off:     demoOff[vm], suspended: demoSuspended[vm],
			})
			placed[group.cluster]++
		}
	}
	for i, spec := range demoTemplates {
		spec.cluster = demoClusters[i%2].name
		spec.host = demoClusters[i%2].hosts[0].name
		spec.datastore, spec.network, spec.off, spec.template = "nfs-images", "VM Network", true, true
		spec.annotation = "Template, patched " + strings.TrimPrefix(spec.name, "tpl-")
		specs = append(specs, spec)
	}
	return specs
}
