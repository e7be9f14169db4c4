-- Every estimate that was given of an outage's end, so that it can be held against the truth (A3.4).
CREATE TABLE outage_estimate (
    outage_id      bigint  NOT NULL,
    estimate_no    integer NOT NULL,
    given_at       timestamp with time zone NOT NULL,
    restoration_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_outage_estimate PRIMARY KEY (outage_id, estimate_no),
    CONSTRAINT fk_outage_estimate_outage FOREIGN KEY (outage_id) REFERENCES outage (outage_id),
    CONSTRAINT ck_outage_estimate_estimate_no CHECK (estimate_no >= 1)
);
COMMENT ON COLUMN outage_estimate.estimate_no IS 'the crew''s first is 1; outage.estimate_no is the last';
COMMENT ON COLUMN outage_estimate.restoration_at IS 'when supply was to be back';
-- Of what was estimated before this table, the estimate that is in force is all that is known.
INSERT INTO outage_estimate (outage_id, estimate_no, given_at, restoration_at)
SELECT o.outage_id, o.estimate_no,
       coalesce((SELECT max(e.at) FROM outage_event e WHERE e.outage_id = o.outage_id AND e.step = 'ESTIMATE_REVISED'), o.dispatched_at),
       o.estimated_at
  FROM outage o
 WHERE o.estimated_at IS NOT NULL AND o.dispatched_at IS NOT NULL AND o.estimate_no >= 1;
