-- Secrets of VMs, such as the console password, encrypted as those of vCenters are: in a shared store each user has a row of its own key.

CREATE TABLE vm_secrets (
    vm_id UUID NOT NULL REFERENCES vms (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    key_id TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (vm_id, name, key_id)
);
