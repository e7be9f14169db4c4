-- What a suggestion of when supply will be back rests on, kept small: renewed from the newest restored outages, read by key (ADR 0032).
CREATE TABLE repair_ledger (
    ledger               varchar(20) NOT NULL,
    renewed_at           timestamp with time zone,
    repairs              integer,
    tested               integer,
    log_middle           double precision,
    off_minutes          double precision,
    district_off_minutes double precision,
    storm_above          double precision,
    CONSTRAINT pk_repair_ledger PRIMARY KEY (ledger),
    CONSTRAINT ck_repair_ledger_ledger CHECK (ledger IN ('ORDINARY', 'CAUSE_KNOWN', 'MAJOR_EVENT'))
);
COMMENT ON COLUMN repair_ledger.repairs IS 'from how many outages it was made; null where there were too few to say anything';
COMMENT ON COLUMN repair_ledger.off_minutes IS 'by how much the suggestions missed outages that they had not seen, the median';
COMMENT ON COLUMN repair_ledger.district_off_minutes IS 'the same of the district''s own median';
COMMENT ON COLUMN repair_ledger.storm_above IS 'a day on which more outages begin is no ordinary one; null where nobody can say';
INSERT INTO repair_ledger (ledger) VALUES ('ORDINARY'), ('CAUSE_KNOWN'), ('MAJOR_EVENT');

-- By how much repairs of one trait are longer or shorter than others, in natural logarithms of minutes.
CREATE TABLE repair_effect (
    ledger      varchar(20)  NOT NULL,
    trait       varchar(120) NOT NULL,
    factor      varchar(20)  NOT NULL,
    repairs     integer      NOT NULL,
    log_effect  double precision NOT NULL,
    CONSTRAINT pk_repair_effect PRIMARY KEY (ledger, trait, factor),
    CONSTRAINT fk_repair_effect_ledger FOREIGN KEY (ledger) REFERENCES repair_ledger (ledger),
    CONSTRAINT ck_repair_effect_ledger CHECK (ledger IN ('ORDINARY', 'CAUSE_KNOWN', 'MAJOR_EVENT')),
    CONSTRAINT ck_repair_effect_factor CHECK (factor IN
        ('DISTRICT', 'KIND', 'HAZARD', 'HOUR', 'WEEKDAY', 'ALONGSIDE', 'CAUSE', 'FEEDER', 'PLACE', 'CREW'))
);

-- How far outages that had not been seen were from what was expected of them.
CREATE TABLE repair_spread (
    ledger    varchar(20) NOT NULL,
    district  integer     NOT NULL,
    percent   integer     NOT NULL,
    log_error double precision NOT NULL,
    CONSTRAINT pk_repair_spread PRIMARY KEY (ledger, district, percent),
    CONSTRAINT fk_repair_spread_ledger FOREIGN KEY (ledger) REFERENCES repair_ledger (ledger),
    CONSTRAINT ck_repair_spread_ledger CHECK (ledger IN ('ORDINARY', 'CAUSE_KNOWN', 'MAJOR_EVENT')),
    CONSTRAINT ck_repair_spread_percent CHECK (percent BETWEEN 1 AND 99)
);
COMMENT ON COLUMN repair_spread.district IS '0 for all: of a district of its own only where enough outages were tried';

-- What the ledger suggested when a person gave an estimate, so that both can be held against the truth.
ALTER TABLE outage_estimate ADD COLUMN suggested_at timestamp with time zone;
ALTER TABLE outage_estimate ADD COLUMN suggested_from timestamp with time zone;
ALTER TABLE outage_estimate ADD COLUMN suggested_until timestamp with time zone;
ALTER TABLE outage_estimate ADD CONSTRAINT ck_outage_estimate_suggested
    CHECK ((suggested_at IS NULL) = (suggested_from IS NULL) AND (suggested_at IS NULL) = (suggested_until IS NULL));
COMMENT ON COLUMN outage_estimate.suggested_at IS 'when the ledger expected supply back at that moment; null where it suggested nothing';
COMMENT ON COLUMN outage_estimate.suggested_from IS 'eight of ten outages of its like were restored between this and suggested_until';
