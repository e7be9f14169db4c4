-- Whoever has drawn the network asks whether it is still the same, on every node.
ALTER TABLE import_lock ADD COLUMN revision bigint DEFAULT 0 NOT NULL;
COMMENT ON COLUMN import_lock.revision IS 'how many imports of the subject have been taken; of service points alone';
