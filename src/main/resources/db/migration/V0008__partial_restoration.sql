-- Supply comes back in parts: which part of an outage was restored before the rest, and when (A3.4).
CREATE TABLE outage_restoration_step (
    outage_id      bigint       NOT NULL,
    element_kind   varchar(20)  NOT NULL,
    element_code   varchar(64)  NOT NULL,
    restored_at    timestamp with time zone NOT NULL,
    service_points integer      NOT NULL,
    CONSTRAINT pk_outage_restoration_step PRIMARY KEY (outage_id, element_kind, element_code),
    CONSTRAINT fk_outage_restoration_step_outage FOREIGN KEY (outage_id) REFERENCES outage (outage_id),
    CONSTRAINT ck_outage_restoration_step_element_kind CHECK (element_kind IN ('SERVICE_POINT', 'TRANSFORMER', 'FEEDER')),
    CONSTRAINT ck_outage_restoration_step_service_points CHECK (service_points >= 0)
);
COMMENT ON COLUMN outage_restoration_step.service_points IS 'that came back with this step and with none before it: each is counted once, and those of no step come back with the outage';

ALTER TABLE outage_membership ADD COLUMN restored_at timestamp with time zone;
ALTER TABLE outage_membership ADD CONSTRAINT ck_outage_membership_restored_at
    CHECK (restored_at IS NULL OR left_because IN ('RESOLVED', 'STILL_OUT'));
COMMENT ON COLUMN outage_membership.restored_at IS 'when its part was restored before the rest of the outage; null where it is answered with the outage';
