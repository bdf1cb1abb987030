-- Changes: the journal of operations, and the audit.

-- One row a change. memory is what its steps need to go on or to go back, JSON without a secret in the clear.
-- owner and heartbeat are as in leases: they tell whether somebody still works on it.
CREATE TABLE operations (
    id UUID NOT NULL PRIMARY KEY,
    action TEXT NOT NULL,
    resource_type TEXT NOT NULL,
    resource_id UUID NOT NULL,
    resource_name TEXT NOT NULL,
    vcenter_id UUID,
    vcenter_name TEXT,
    state TEXT NOT NULL,
    step INTEGER NOT NULL,
    step_name TEXT NOT NULL,
    memory TEXT NOT NULL,
    progress INTEGER NOT NULL,
    background BOOLEAN NOT NULL,
    stop_requested BOOLEAN NOT NULL,
    os_user TEXT NOT NULL,
    account TEXT NOT NULL,
    command TEXT NOT NULL,
    arguments TEXT NOT NULL,
    owner_id UUID NOT NULL,
    process_id INTEGER NOT NULL,
    process_started_at BIGINT NOT NULL,
    computer TEXT NOT NULL,
    process_scope TEXT NOT NULL,
    heartbeat_at BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT,
    error_id TEXT,
    error TEXT,
    left_over TEXT
);

-- Two processes cannot work on one resource: the second row is refused.
CREATE UNIQUE INDEX operations_running ON operations (resource_id) WHERE finished_at IS NULL;
CREATE INDEX operations_by_time ON operations (started_at);
CREATE INDEX operations_by_resource ON operations (resource_id, started_at);

CREATE TABLE audits (
    id UUID NOT NULL PRIMARY KEY,
    happened_at BIGINT NOT NULL,
    duration BIGINT NOT NULL,
    action TEXT NOT NULL,
    command TEXT NOT NULL,
    resource_type TEXT NOT NULL,
    resource_id UUID NOT NULL,
    resource_name TEXT NOT NULL,
    vcenter_name TEXT,
    os_user TEXT NOT NULL,
    account TEXT NOT NULL,
    arguments TEXT NOT NULL,
    result TEXT NOT NULL,
    error_id TEXT,
    error TEXT,
    operation_id UUID
);

CREATE INDEX audits_by_time ON audits (happened_at);
CREATE INDEX audits_by_resource ON audits (resource_id, happened_at);
