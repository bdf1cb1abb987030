-- Networks and their addresses (domain.md §11, §12). A network is a port group that the module hands addresses out on.
-- Addresses are IPv4, as numbers, so that ranges compare and free ones can be found by the database.

-- kind: Public, Flat or Router. A standard switch's port group has one managed object id over all hosts of a datacenter, as a Network.
CREATE TABLE networks (
    id UUID NOT NULL PRIMARY KEY,
    vcenter_id UUID NOT NULL REFERENCES vcenters (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    description TEXT,
    created_at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    cluster_id UUID REFERENCES clusters (id) ON DELETE SET NULL,
    switch_name TEXT NOT NULL,
    switch_kind TEXT NOT NULL,
    vlan_id INTEGER CHECK (vlan_id BETWEEN 1 AND 4094),
    port_group TEXT NOT NULL,
    managed_object_id TEXT,
    state TEXT NOT NULL DEFAULT 'Enabled',
    owner TEXT NOT NULL DEFAULT 'admin'
);

CREATE INDEX networks_by_name ON networks (vcenter_id, name_key);

CREATE TABLE network_dns (
    network_id UUID NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (network_id, address)
);

CREATE TABLE ip_ranges (
    id UUID NOT NULL PRIMARY KEY,
    network_id UUID NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    description TEXT,
    created_at BIGINT NOT NULL,
    start_ip BIGINT NOT NULL,
    end_ip BIGINT NOT NULL,
    gateway BIGINT NOT NULL,
    prefix_length INTEGER NOT NULL CHECK (prefix_length BETWEEN 1 AND 30),
    CHECK (start_ip <= end_ip)
);

CREATE INDEX ip_ranges_by_network ON ip_ranges (network_id, start_ip);

-- Who has which address. The first key makes two processes unable to hand out one address; the second makes taking one for an owner
-- that has one already give the same again, so that a step that is done twice takes one address.
CREATE TABLE ip_addresses (
    network_id UUID NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    address BIGINT NOT NULL,
    range_id UUID NOT NULL REFERENCES ip_ranges (id) ON DELETE CASCADE,
    owner_type TEXT NOT NULL,
    owner_id UUID NOT NULL,
    taken_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, address),
    UNIQUE (network_id, owner_id)
);

CREATE INDEX ip_addresses_by_owner ON ip_addresses (owner_id);
