-- When whoever is on call was told of an emergency that nobody had taken (A2.1): once for each.
ALTER TABLE outage ADD COLUMN on_call_at timestamp with time zone;
CREATE INDEX ix_outage_on_call_at ON outage (on_call_at);
