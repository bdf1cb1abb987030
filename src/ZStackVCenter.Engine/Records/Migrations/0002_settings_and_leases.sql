-- What the module keeps beside the inventory.

-- The long parts are JSON: they are read as a whole, by report, and never asked about.
CREATE TABLE sync_reports (
    id UUID NOT NULL PRIMARY KEY,
    vcenter_id UUID NOT NULL REFERENCES vcenters (id) ON DELETE CASCADE,
    started_at BIGINT NOT NULL,
    duration BIGINT NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    excluded INTEGER NOT NULL,
    counts TEXT NOT NULL,
    exclusions TEXT NOT NULL,
    vanished TEXT NOT NULL,
    warnings TEXT NOT NULL
);

CREATE INDEX sync_reports_by_time ON sync_reports (vcenter_id, started_at);

CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);

-- Saved credentials, encrypted. key_id names the key of one user on one computer: in a shared store each has an own row.
CREATE TABLE secrets (
    vcenter_id UUID NOT NULL REFERENCES vcenters (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    key_id TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (vcenter_id, name, key_id)
);

-- What one process does at a time. Times are the database's own, so that the clocks of several computers need not agree.
CREATE TABLE leases (
    resource TEXT NOT NULL PRIMARY KEY,
    owner_id UUID NOT NULL,
    process_id INTEGER NOT NULL,
    process_started_at BIGINT NOT NULL,
    computer TEXT NOT NULL,
    process_scope TEXT NOT NULL,
    taken_at BIGINT NOT NULL,
    heartbeat_at BIGINT NOT NULL
);
