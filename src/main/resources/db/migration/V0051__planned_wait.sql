-- A request that waits in a planned outage waits in the whole interruption of its place (A3.3).
ALTER TABLE restoration_request ADD COLUMN planned_probable boolean DEFAULT FALSE NOT NULL;
ALTER TABLE restoration_request ADD COLUMN planned_by_finding boolean DEFAULT FALSE NOT NULL;
COMMENT ON COLUMN restoration_request.planned_probable IS 'whether the planned end is only likely';
COMMENT ON COLUMN restoration_request.planned_by_finding IS 'whether a dispatcher has found it to be on plan, whatever the lists say of the place';
UPDATE restoration_request SET planned_by_finding = TRUE WHERE state = 'IN_PLANNED_OUTAGE' AND planned_outage_id IS NULL;

ALTER TABLE outage_membership DROP CONSTRAINT ck_outage_membership_left_because;
ALTER TABLE outage_membership ADD CONSTRAINT ck_outage_membership_left_because
    CHECK (left_because IN ('WITHDRAWN', 'RESOLVED', 'STILL_OUT', 'ABSORBED', 'MOVED', 'PLANNED'));
