-- Interruptions that reach into a period: what ended at its beginning or later (A2.1).
CREATE INDEX ix_planned_outage_ends_at ON planned_outage (ends_at);
CREATE INDEX ix_outage_restored_at ON outage (restored_at);
