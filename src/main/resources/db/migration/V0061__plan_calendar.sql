-- Who has the plan of a place in the calendar of their telephone (A3.3). The address is the only key, and is kept as a hash.
CREATE TABLE plan_calendar (
    token_hash varchar(64) NOT NULL,
    bill_id    varchar(13),
    language   varchar(2)  NOT NULL,
    opened_at  timestamp with time zone NOT NULL,
    asked_at   timestamp with time zone NOT NULL,
    CONSTRAINT pk_plan_calendar PRIMARY KEY (token_hash),
    CONSTRAINT ck_plan_calendar_language CHECK (language IN ('fa', 'en'))
);
COMMENT ON COLUMN plan_calendar.token_hash IS 'SHA-256 of the token in its address, which is kept nowhere';
COMMENT ON COLUMN plan_calendar.bill_id IS 'of whose place it tells; null where it tells of places in words';
COMMENT ON COLUMN plan_calendar.asked_at IS 'the day on which it was last asked for, so that what nobody has any more can go';
CREATE INDEX ix_plan_calendar_asked_at ON plan_calendar (asked_at);

CREATE TABLE plan_calendar_place (
    token_hash varchar(64) NOT NULL,
    place_id   bigint      NOT NULL,
    CONSTRAINT pk_plan_calendar_place PRIMARY KEY (token_hash, place_id),
    CONSTRAINT fk_plan_calendar_place_calendar FOREIGN KEY (token_hash) REFERENCES plan_calendar (token_hash) ON DELETE CASCADE,
    CONSTRAINT fk_plan_calendar_place_place FOREIGN KEY (place_id) REFERENCES planned_place (place_id)
);
