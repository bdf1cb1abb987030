-- Synchronisations that go on by themselves are operations of their vCenter. Several of one vCenter may be begun: they take turns by the
-- lease of its inventory, as those do that somebody waits for.
DROP INDEX operations_running;
CREATE UNIQUE INDEX operations_running ON operations (resource_id) WHERE finished_at IS NULL AND action <> 'SyncVCenter';
