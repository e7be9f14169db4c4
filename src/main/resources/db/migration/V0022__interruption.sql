-- How many service points an outage took the supply from: what the indices of IEEE 1366 are made of (A2.1).
ALTER TABLE outage ADD COLUMN service_points integer;
COMMENT ON COLUMN outage.service_points IS 'that lost their supply, as the network data had it when supply was back; null before that. A later import does not change an ended outage';
UPDATE outage
   SET service_points = CASE
           WHEN element_kind = 'SERVICE_POINT'
           THEN (SELECT count(*) FROM service_point p WHERE p.bill_id = element_code)
           ELSE coalesce((SELECT e.service_points FROM network_element e WHERE e.code = element_code AND e.kind = element_kind), 0)
       END
 WHERE state = 'RESTORED';
ALTER TABLE outage ADD CONSTRAINT ck_outage_service_points CHECK (service_points >= 0);
CREATE INDEX ix_outage_detected_at ON outage (detected_at, district);
CREATE INDEX ix_planned_outage_starts_at ON planned_outage (starts_at);
