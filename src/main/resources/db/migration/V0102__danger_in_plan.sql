-- Dangers at places that are off on plan (A3.4): no outage and no task carries them, so they stand here until somebody has taken care of
-- them. Reports of one danger at one place are one alarm.
CREATE TABLE danger_in_plan (
    request_id bigint      NOT NULL,
    hazard     varchar(20) NOT NULL,
    district   integer     NOT NULL,
    place      varchar(64) NOT NULL,
    named_at   timestamp with time zone NOT NULL,
    verify_by  timestamp with time zone NOT NULL,
    on_call_at timestamp with time zone,
    handled_at timestamp with time zone,
    handled_by varchar(64),
    CONSTRAINT pk_danger_in_plan PRIMARY KEY (request_id, hazard),
    CONSTRAINT fk_danger_in_plan_request FOREIGN KEY (request_id) REFERENCES restoration_request (request_id),
    CONSTRAINT ck_danger_in_plan_hazard CHECK (hazard IN ('WIRE_DOWN', 'FIRE_OR_SMOKE', 'SPARKING', 'ELECTRIC_SHOCK')),
    CONSTRAINT ck_danger_in_plan_handled CHECK (handled_by IS NULL OR handled_at IS NOT NULL)
);
COMMENT ON COLUMN danger_in_plan.place IS 'what tells one place from another: the transformer; else the bill id; else the request itself';
COMMENT ON COLUMN danger_in_plan.on_call_at IS 'when whoever is on call was told: once for all reports of it';
COMMENT ON COLUMN danger_in_plan.handled_at IS 'when somebody had taken care of it, or an outage carried it; null as long as neither is so';
COMMENT ON COLUMN danger_in_plan.handled_by IS 'null where an outage carries it';
CREATE INDEX ix_danger_in_plan_handled_at ON danger_in_plan (handled_at, district, place, hazard);
CREATE INDEX ix_danger_in_plan_on_call_at ON danger_in_plan (on_call_at);

-- What those have named who wait in a plan already, and of whom nobody has heard: the row of a request holds the newest danger alone.
INSERT INTO danger_in_plan (request_id, hazard, district, place, named_at, verify_by)
SELECT r.request_id, named.hazard, r.district, coalesce(p.transformer_code, r.bill_id, 'request-' || r.request_id), r.submitted_at, r.submitted_at
  FROM restoration_request r
  JOIN (SELECT request_id, hazard FROM restoration_request WHERE hazard <> 'NONE'
         UNION
        SELECT request_id, CAST(note AS varchar(20)) FROM request_event WHERE step = 'DANGER') named ON named.request_id = r.request_id
  LEFT JOIN service_point p ON p.bill_id = r.bill_id
 WHERE r.state = 'IN_PLANNED_OUTAGE';
