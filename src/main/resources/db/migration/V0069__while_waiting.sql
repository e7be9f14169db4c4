-- What a subscriber adds while the request waits: a danger (the note is its code) or a remark in their own words.
ALTER TABLE request_event DROP CONSTRAINT ck_request_event_step;
ALTER TABLE request_event ADD CONSTRAINT ck_request_event_step
    CHECK (step IN ('REGISTERED', 'PLANNED', 'NOT_PLANNED', 'PLANNED_UNKNOWN', 'JOINED_OUTAGE', 'DEADLINE_BREACHED', 'DANGER',
                    'REMARK', 'ANNOUNCED', 'STILL_OUT', 'CALL_NEEDED', 'NOT_REACHED', 'CALLED', 'WITHDRAWN', 'CLOSED'));
