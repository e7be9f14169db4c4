-- Announcements that were fetched (A3.3): what was read as a whole is in force at once, anything else waits for a person as if it
-- had been pasted. The same text again is the same announcement.
ALTER TABLE pasted_announcement ADD COLUMN fetched_from varchar(64);
ALTER TABLE pasted_announcement ADD COLUMN scope varchar(13);
ALTER TABLE pasted_announcement ADD COLUMN of_day date;
ALTER TABLE pasted_announcement ADD COLUMN text_key varchar(64);
ALTER TABLE pasted_announcement ADD COLUMN seen_at timestamp with time zone;
ALTER TABLE pasted_announcement ADD COLUMN announcement_id bigint;
ALTER TABLE pasted_announcement ADD CONSTRAINT ck_pasted_announcement_fetched
    CHECK (fetched_from IS NULL OR (scope IS NOT NULL AND of_day IS NOT NULL AND text_key IS NOT NULL AND seen_at IS NOT NULL));
ALTER TABLE pasted_announcement ADD CONSTRAINT uq_pasted_announcement_fetched_day UNIQUE (fetched_from, of_day);
COMMENT ON COLUMN pasted_announcement.account IS 'whose it is; the source where it was fetched, and then it is for whoever announces for its scope';
COMMENT ON COLUMN pasted_announcement.scope IS 'as in plan_coverage, where it was fetched';
COMMENT ON COLUMN pasted_announcement.text_key IS 'SHA-256 of the text';
COMMENT ON COLUMN pasted_announcement.seen_at IS 'when the source last had it';
COMMENT ON COLUMN pasted_announcement.announcement_id IS 'what it became; it may be gone, where a newer one says it all instead';

-- An answer about a sample speaks for its transformer.
ALTER TABLE plan_coverage ALTER COLUMN scope SET DATA TYPE varchar(80);
ALTER TABLE plan_refused_row ALTER COLUMN scope SET DATA TYPE varchar(80);
COMMENT ON COLUMN plan_coverage.scope IS 'empty for the whole company, the number of a district, a bill id, or transformer: and a code';

CREATE TABLE plan_sample_window (
    planned_outage_id bigint      NOT NULL,
    transformer_code  varchar(64) NOT NULL,
    CONSTRAINT pk_plan_sample_window PRIMARY KEY (planned_outage_id),
    CONSTRAINT fk_plan_sample_window_planned_outage FOREIGN KEY (planned_outage_id) REFERENCES planned_outage (planned_outage_id)
);
COMMENT ON TABLE plan_sample_window IS 'windows that the national service has named of a sample: its next answer takes back those that it no longer names';
CREATE INDEX ix_plan_sample_window_transformer_code ON plan_sample_window (transformer_code);
