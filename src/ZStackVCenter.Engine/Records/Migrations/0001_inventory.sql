-- vCenters and what is brought in from them.
--
-- Written in PostgreSQL's types; SqliteDialect says what each is in SQLite.
-- Times are microseconds since 1970, UTC. name_key is the lower-case name, for comparing and ordering.
-- hash is a digest of the columns that come from vCenter: an object whose digest did not move is not written again.
-- A migration that adds such a column sets hash to 0, so that the next synchronisation fills it.
--
-- Lists are JSON (RecordJson): hosts and clusters are managed object ids, networks are names, ip_addresses are addresses, port_groups
-- are objects. annotation is vSphere's own text: what is shown as the description of a VM or an image that has none of ours.

CREATE TABLE vcenters (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL UNIQUE,
    description TEXT,
    server TEXT NOT NULL,
    port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    protocol TEXT NOT NULL,
    user_name TEXT,
    thumbprint TEXT,
    skip_certificate_check BOOLEAN NOT NULL,
    secret_name TEXT,
    vault_name TEXT,
    instance_uuid UUID NOT NULL UNIQUE,
    version TEXT NOT NULL,
    build TEXT NOT NULL,
    api_version TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_synced_at BIGINT,
    inventory_version BIGINT NOT NULL
);

-- When all objects of a kind were last seen: a row's own seen_at counts only when it is later.
CREATE TABLE sync_stamps (
    vcenter_id UUID NOT NULL REFERENCES vcenters (id) ON DELETE CASCADE,
    type TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (vcenter_id, type)
);

CREATE TABLE clusters (
    id UUID NOT NULL PRIMARY KEY,
    vcenter_id UUID NOT NULL REFERENCES vcenters (id) ON DELETE CASCADE,
    managed_object_id TEXT,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    description TEXT,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    hash BIGINT NOT NULL,
    datacenter TEXT NOT NULL,
    host_count INTEGER NOT NULL,
    cpu_mhz INTEGER NOT NULL,
    memory_size BIGINT NOT NULL,
    drs_enabled BOOLEAN NOT NULL,
    ha_enabled BOOLEAN NOT NULL,
    state TEXT NOT NULL DEFAULT 'Enabled',
    UNIQUE (vcenter_id, managed_object_id)
);

CREATE TABLE hosts (
    id UUID NOT NULL PRIMARY KEY,
    vcenter_id UUID NOT NULL REFERENCES vcenters (id) ON DELETE CASCADE,
    managed_object_id TEXT,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    description TEXT,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    hash BIGINT NOT NULL,
    cluster_id UUID REFERENCES clusters (id) ON DELETE SET NULL,
    management_ip TEXT,
    state TEXT NOT NULL,
    maintenance_mode BOOLEAN NOT NULL,
    status TEXT NOT NULL,
    connection_state TEXT NOT NULL,
    cpu_sockets INTEGER NOT NULL,
    cpu_cores INTEGER NOT NULL,
    cpu_mhz INTEGER NOT NULL,
    cpu_used_mhz INTEGER NOT NULL,
    memory_size BIGINT NOT NULL,
    memory_used BIGINT NOT NULL,
    version TEXT NOT NULL,
    model TEXT NOT NULL,
    vmotion_enabled BOOLEAN NOT NULL,
    excluded BOOLEAN NOT NULL,
    exclusion_reason TEXT,
    UNIQUE (vcenter_id, managed_object_id)
);

-- A datastore, read both as primary and as backup storage.
CREATE TABLE datastores (
    id UUID NOT NULL PRIMARY KEY,
    vcenter_id UUID NOT NULL REFERENCES vcenters (id) ON DELETE CASCADE,
    managed_object_id TEXT,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    description TEXT,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    hash BIGINT NOT NULL,
    url TEXT NOT NULL,
    file_system TEXT NOT NULL,
    datacenter TEXT NOT NULL,
    total_capacity BIGINT NOT NULL,
    available_capacity BIGINT NOT NULL,
    free_space BIGINT NOT NULL,
    maintenance_mode BOOLEAN NOT NULL,
    status TEXT NOT NULL,
    shared BOOLEAN NOT NULL,
    hosts TEXT NOT NULL,
    datastore_cluster TEXT,
    state TEXT NOT NULL DEFAULT 'Enabled',
    backup_state TEXT NOT NULL DEFAULT 'Enabled',
    UNIQUE (vcenter_id, managed_object_id)
);

-- A standard switch has no managed object id of its own: the synchronisation gives it one made of its cluster's and its name.
CREATE TABLE switches (
    id UUID NOT NULL PRIMARY KEY,
    vcenter_id UUID NOT NULL REFERENCES vcenters (id) ON DELETE CASCADE,
    managed_object_id TEXT,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    description TEXT,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    hash BIGINT NOT NULL,
    kind TEXT NOT NULL,
    datacenter TEXT,
    clusters TEXT NOT NULL,
    hosts TEXT NOT NULL,
    port_groups TEXT NOT NULL,
    UNIQUE (vcenter_id, managed_object_id)
);

CREATE TABLE images (
    id UUID NOT NULL PRIMARY KEY,
    vcenter_id UUID NOT NULL REFERENCES vcenters (id) ON DELETE CASCADE,
    managed_object_id TEXT,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    description TEXT,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    hash BIGINT NOT NULL,
    devices_hash BIGINT NOT NULL,
    platform TEXT NOT NULL,
    format TEXT NOT NULL,
    size BIGINT NOT NULL,
    actual_size BIGINT NOT NULL,
    datastore_id UUID REFERENCES datastores (id) ON DELETE SET NULL,
    path TEXT NOT NULL,
    guest_os TEXT NOT NULL,
    annotation TEXT,
    instance_uuid UUID,
    change_version TEXT NOT NULL,
    type TEXT NOT NULL DEFAULT 'System',
    status TEXT NOT NULL DEFAULT 'Ready',
    state TEXT NOT NULL DEFAULT 'Enabled',
    owner TEXT NOT NULL DEFAULT 'admin',
    UNIQUE (vcenter_id, managed_object_id)
);

-- devices_hash is to the network adapters and volumes what hash is to the row; change_version is vSphere's config.changeVersion when
-- they were last read. created_at is vSphere's where it tells, else when the record was made.
CREATE TABLE vms (
    id UUID NOT NULL PRIMARY KEY,
    vcenter_id UUID NOT NULL REFERENCES vcenters (id) ON DELETE CASCADE,
    managed_object_id TEXT,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    description TEXT,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    hash BIGINT NOT NULL,
    devices_hash BIGINT NOT NULL,
    change_version TEXT NOT NULL,
    state TEXT NOT NULL,
    cpu_count INTEGER NOT NULL,
    memory_size BIGINT NOT NULL,
    default_ip TEXT,
    host_name TEXT,
    host_id UUID REFERENCES hosts (id) ON DELETE SET NULL,
    datastore_id UUID REFERENCES datastores (id) ON DELETE SET NULL,
    networks TEXT NOT NULL,
    platform TEXT NOT NULL,
    guest_os TEXT NOT NULL,
    annotation TEXT,
    tools_status TEXT,
    instance_uuid UUID NOT NULL,
    bios_uuid UUID NOT NULL,
    path TEXT NOT NULL,
    committed_size BIGINT NOT NULL,
    ha_level TEXT NOT NULL DEFAULT 'None',
    owner TEXT NOT NULL DEFAULT 'admin',
    UNIQUE (vcenter_id, managed_object_id)
);

CREATE TABLE vm_nics (
    id UUID NOT NULL PRIMARY KEY,
    vcenter_id UUID NOT NULL REFERENCES vcenters (id) ON DELETE CASCADE,
    vm_id UUID NOT NULL REFERENCES vms (id) ON DELETE CASCADE,
    device_key INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    description TEXT,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    hash BIGINT NOT NULL,
    device_number INTEGER NOT NULL,
    mac_address TEXT NOT NULL,
    ip_address TEXT,
    ip_addresses TEXT NOT NULL,
    network TEXT,
    network_managed_object_id TEXT,
    adapter_type TEXT NOT NULL,
    connected BOOLEAN NOT NULL,
    UNIQUE (vm_id, device_key)
);

-- disk_uuid is the backing's own identity: it tells a disk that moved or was renamed from another disk in the same slot.
-- vSphere has no name for a disk: its file's is taken when the record is made, and is ours from then on.
CREATE TABLE volumes (
    id UUID NOT NULL PRIMARY KEY,
    vcenter_id UUID NOT NULL REFERENCES vcenters (id) ON DELETE CASCADE,
    vm_id UUID REFERENCES vms (id) ON DELETE CASCADE,
    device_key INTEGER,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    description TEXT,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    hash BIGINT NOT NULL,
    type TEXT NOT NULL,
    size BIGINT NOT NULL,
    shareable BOOLEAN NOT NULL,
    datastore_id UUID REFERENCES datastores (id) ON DELETE SET NULL,
    path TEXT,
    thin_provisioned BOOLEAN,
    label TEXT,
    slot TEXT,
    disk_uuid UUID,
    state TEXT NOT NULL DEFAULT 'Enabled',
    status TEXT NOT NULL DEFAULT 'Ready',
    owner TEXT NOT NULL DEFAULT 'admin',
    UNIQUE (vm_id, device_key)
);

-- Answers are ordered by vCenter and name: read along these indexes, they need no sorting.
CREATE INDEX clusters_by_name ON clusters (vcenter_id, name_key);
CREATE INDEX hosts_by_name ON hosts (vcenter_id, name_key);
CREATE INDEX hosts_by_cluster ON hosts (cluster_id);
CREATE INDEX datastores_by_name ON datastores (vcenter_id, name_key);
CREATE INDEX switches_by_name ON switches (vcenter_id, name_key);
CREATE INDEX images_by_name ON images (vcenter_id, name_key);
CREATE INDEX images_by_datastore ON images (datastore_id);
CREATE INDEX vms_by_name ON vms (vcenter_id, name_key);
CREATE INDEX vms_by_host ON vms (host_id);
CREATE INDEX vms_by_datastore ON vms (datastore_id);
CREATE INDEX vms_by_instance ON vms (instance_uuid);
CREATE INDEX vm_nics_by_name ON vm_nics (vcenter_id, name_key);
CREATE INDEX volumes_by_name ON volumes (vcenter_id, name_key);
CREATE INDEX volumes_by_datastore ON volumes (datastore_id);
CREATE INDEX volumes_by_disk ON volumes (disk_uuid);
