-- What a subscriber adds while the request waits: a danger (the note is its code) or a remark in their own words.
ALTER TABLE request_event DROP CONSTRAINT ck_request_event_step;
ALTER TABLE request_event ADD CONSTRAINT ck_request_event_step
    CHECK (step IN ('REGISTERED', 'PLANNED', 'NOT_PLANNED', 'PLANNED_UNKNOWN', 'JOINED_OUTAGE', 'DEADLINE_BREACHED', 'DANGER',
                    'REMARK', 'ANNOUNCED', 'STILL_OUT', 'CALL_NEEDED', 'NOT_REACHED', 'CALLED', 'WITHDRAWN', 'CLOSED'));

-- Where the telephone was from which somebody reported an address, if they have let it: for the map, and for the district.
ALTER TABLE restoration_request ADD COLUMN latitude double precision;
ALTER TABLE restoration_request ADD COLUMN longitude double precision;
ALTER TABLE restoration_request ADD CONSTRAINT ck_restoration_request_latitude CHECK (latitude BETWEEN 24 AND 41);
ALTER TABLE restoration_request ADD CONSTRAINT ck_restoration_request_longitude CHECK (longitude BETWEEN 43 AND 65);
ALTER TABLE restoration_request ADD CONSTRAINT ck_restoration_request_coordinates CHECK ((latitude IS NULL) = (longitude IS NULL));
COMMENT ON COLUMN restoration_request.latitude IS 'degrees, WGS 84, within Iran; personal data';
CREATE INDEX ix_service_point_latitude_longitude ON service_point (latitude, longitude);
