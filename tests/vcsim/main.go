// Command vcsim serves VMware's vCenter simulator, as Debian's golang-github-vmware-govmomi-dev packages it, on a free
// loopback port. Tests, the demonstration and the benchmarks start it and stop it by closing its standard input.
//
// When it is ready it prints one line of JSON: the URL of /sdk, the certificate's thumbprints, the address of the
// control endpoint (see control.go) and the process id.
package main

import (
	"crypto/tls"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/vmware/govmomi/simulator"
)

// ready is the line that tells a parent where the server is.
type ready struct {
	URL        string `json:"url"`
	User       string `json:"user"`
	Password   string `json:"password"`
	Thumbprint string `json:"thumbprint"`
	Sha256     string `json:"sha256"`
	Control    string `json:"control"`
	InstanceID string `json:"instanceUuid"`
	Pid        int    `json:"pid"`
}

func main() {
	options := parseFlags()
	if !options.verbose {
		log.SetOutput(io.Discard)
	}
	if err := run(options); err != nil {
		fmt.Fprintln(os.Stderr, "vcsim:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	// The simulator keeps datastores in the temporary folder; one folder of our own can be removed whole.
	scratch, err := os.MkdirTemp("", "vcsim-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	if err = os.Setenv("TMPDIR", scratch); err != nil {
		return err
	}

	simulator.SessionIdleTimeout = o.sessionIdle
	model, err := build(o)
	if err != nil {
		return err
	}
	defer model.Remove()

	service := model.Service
	service.Listen = &url.URL{Host: "127.0.0.1:" + fmt.Sprint(o.port), User: url.UserPassword(o.user, o.password)}
	service.RegisterEndpoints = true
	thumbprint := fingerprints{}
	if o.tls {
		certificate, err := selfSigned(o.certificateName)
		if err != nil {
			return err
		}
		thumbprint = fingerprintsOf(certificate)
		service.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}}
	}
	server := service.NewServer()
	placed := newClones()
	simulator.Map.AddHandler(placed)
	server.Config.Handler = placed.hear(server.Config.Handler)

	control, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	go func() { _ = http.Serve(control, newControl(model)) }()

	line, err := json.Marshal(ready{
		URL:  (&url.URL{Scheme: server.URL.Scheme, Host: server.URL.Host, Path: server.URL.Path}).String(),
		User: o.user, Password: o.password,
		Thumbprint: thumbprint.sha1, Sha256: thumbprint.sha256,
		Control:    "http://" + control.Addr().String(),
		InstanceID: model.ServiceContent.About.InstanceUuid,
		Pid:        os.Getpid(),
	})
	if err != nil {
		return err
	}
	fmt.Println(string(line))

	waitForStop()
	// A client may hold a WaitForUpdatesEx open: closing waits for it, so it gets a moment and no more.
	closed := make(chan struct{})
	go func() { server.Close(); close(closed) }()
	select {
	case <-closed:
	case <-time.After(200 * time.Millisecond):
	}
	return nil
}

// waitForStop returns when standard input ends, which it does when the parent dies, or at SIGTERM or SIGINT.
func waitForStop() {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	ended := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		close(ended)
	}()
	select {
	case <-stop:
	case <-ended:
	}
}

type options struct {
	demo, esx, tls, verbose, empty                       bool
	datacenters, clusters, hosts, standalone, datastores int
	pools, portGroups, vms, templates, bulk, pods, port  int
	maxObjects                                           int
	delay                                                int
	methodDelay                                          delays
	user, password, certificateName                      string
	name, version, apiVersion, buildNumber, instanceID   string
	sessionIdle                                          time.Duration
}

func parseFlags() options {
	o := options{methodDelay: delays{}}
	flag.BoolVar(&o.demo, "demo", false, "serve the demonstration inventory instead of a counted one")
	flag.BoolVar(&o.esx, "esx", false, "answer as an ESXi host instead of a vCenter")
	flag.BoolVar(&o.tls, "tls", true, "serve HTTPS with a self-signed certificate made at start")
	flag.BoolVar(&o.verbose, "verbose", false, "write the simulator's log to standard error")
	flag.IntVar(&o.port, "port", 0, "loopback port, 0 for a free one")
	flag.IntVar(&o.datacenters, "dc", 1, "datacenters")
	flag.IntVar(&o.clusters, "cluster", 1, "clusters in a datacenter")
	flag.IntVar(&o.hosts, "host", 3, "hosts in a cluster")
	flag.IntVar(&o.standalone, "standalone", 0, "standalone hosts in a datacenter")
	flag.IntVar(&o.datastores, "ds", 1, "datastores")
	flag.IntVar(&o.pools, "pool", 0, "resource pools in a cluster")
	flag.IntVar(&o.portGroups, "pg", 1, "distributed port groups in a datacenter")
	flag.IntVar(&o.pods, "pod", 0, "datastore clusters in a datacenter")
	flag.IntVar(&o.vms, "vm", 2, "virtual machines in each cluster's root pool and on each standalone host")
	flag.IntVar(&o.templates, "templates", 0, "how many of the virtual machines are templates")
	flag.IntVar(&o.bulk, "bulk", 0, "copy the virtual machines until there are this many (fast, for 1,000 and more)")
	flag.IntVar(&o.maxObjects, "max-objects", 0, "the server's own limit of objects in a page, 0 for none")
	flag.IntVar(&o.delay, "delay", 0, "milliseconds before every answer")
	flag.Var(o.methodDelay, "method-delay", "milliseconds before a method's answer, as PowerOffVM_Task=200; may be repeated")
	flag.StringVar(&o.user, "user", "administrator@vsphere.local", "user name that may log in")
	flag.StringVar(&o.password, "password", "VMware1!", "the user's password")
	flag.StringVar(&o.certificateName, "certificate-name", "vcsim", "common name of the certificate")
	flag.StringVar(&o.name, "about-name", "", "AboutInfo.name")
	flag.StringVar(&o.version, "about-version", "", "AboutInfo.version")
	flag.StringVar(&o.apiVersion, "api-version", "", "AboutInfo.apiVersion")
	flag.StringVar(&o.buildNumber, "about-build", "", "AboutInfo.build")
	flag.StringVar(&o.instanceID, "instance-uuid", "", "AboutInfo.instanceUuid, a fresh one when empty")
	flag.DurationVar(&o.sessionIdle, "session-idle", 0, "end a session that was idle this long, 0 for never")
	flag.Parse()
	return o
}
