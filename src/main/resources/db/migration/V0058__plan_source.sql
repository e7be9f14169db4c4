-- Where the plan is fetched from (A3.3): by one node at a time, and what came of it, so that every node and every start knows.
CREATE TABLE plan_source (
    source_key      varchar(64) NOT NULL,
    known_since     timestamp with time zone NOT NULL,
    leased_by       varchar(36),
    leased_until    timestamp with time zone,
    tried_at        timestamp with time zone,
    not_before      timestamp with time zone,
    etag            varchar(1000),
    last_modified   varchar(100),
    last_success_at timestamp with time zone,
    failing_since   timestamp with time zone,
    failed_at       timestamp with time zone,
    failure         varchar(40),
    announcement_id bigint,
    rows_accepted   integer DEFAULT 0 NOT NULL,
    rows_refused    integer DEFAULT 0 NOT NULL,
    asked_upto      varchar(64),
    CONSTRAINT pk_plan_source PRIMARY KEY (source_key),
    CONSTRAINT ck_plan_source_lease CHECK ((leased_by IS NULL) = (leased_until IS NULL)),
    CONSTRAINT ck_plan_source_failure CHECK (failing_since IS NULL OR failure IS NOT NULL)
);
COMMENT ON COLUMN plan_source.source_key IS 'SHA-256 of address, format and district, so that the order of the settings says nothing';
COMMENT ON COLUMN plan_source.leased_until IS 'until when no other node asks; a node that dies leaves its source when this ends';
COMMENT ON COLUMN plan_source.not_before IS 'what the source has asked for with Retry-After';
COMMENT ON COLUMN plan_source.etag IS 'of the last answer that was taken as a whole';
COMMENT ON COLUMN plan_source.failure IS 'why the last try failed, as a code of ours; null if none has';
COMMENT ON COLUMN plan_source.announcement_id IS 'what the last list became; it may be gone, where a newer one says it all instead';
COMMENT ON COLUMN plan_source.asked_upto IS 'the last transformer of the round that is under way; null between rounds';
COMMENT ON COLUMN plan_announcement.by_whom IS 'an account, or source: and where it was fetched; null where that is not known';
