-- What the module adds to a VM that it makes or works on.

-- life: Live; Making while the operation that makes it goes on; Deleted in the recycle bin; Expunging on the way out of it.
-- deleted_at is the recycle bin's own clock: touching the row does not move it.
ALTER TABLE vms ADD COLUMN life TEXT NOT NULL DEFAULT 'Live';
ALTER TABLE vms ADD COLUMN deleted_at BIGINT;
-- The addresses that it had when it was put into the recycle bin, JSON by network: it gets them back where they are free.
ALTER TABLE vms ADD COLUMN returned_addresses TEXT;
ALTER TABLE vms ADD COLUMN instance_offering_id UUID REFERENCES instance_offerings (id) ON DELETE SET NULL;
ALTER TABLE vms ADD COLUMN image_id UUID REFERENCES images (id) ON DELETE SET NULL;
ALTER TABLE vms ADD COLUMN default_network_id UUID REFERENCES networks (id) ON DELETE SET NULL;
-- True for one stop of a VM that is to be kept running: high availability leaves it alone until it is started again.
ALTER TABLE vms ADD COLUMN ha_paused BOOLEAN NOT NULL DEFAULT FALSE;

CREATE INDEX vms_by_deletion ON vms (deleted_at);
