-- Which districts an element feeds: asked for every window of the plan, and too much to count each time.
CREATE TABLE network_element_district (
    code     varchar(64) NOT NULL,
    district integer     NOT NULL,
    CONSTRAINT pk_network_element_district PRIMARY KEY (code, district),
    CONSTRAINT fk_network_element_district_code FOREIGN KEY (code) REFERENCES network_element (code) ON DELETE CASCADE,
    CONSTRAINT ck_network_element_district_district CHECK (district BETWEEN 1 AND 99)
);
COMMENT ON TABLE network_element_district IS 'every district that has a service point below the element, counted anew by every import';
CREATE INDEX ix_network_element_district_district ON network_element_district (district, code);
INSERT INTO network_element_district (code, district)
SELECT DISTINCT transformer_code, district FROM service_point;
INSERT INTO network_element_district (code, district)
SELECT DISTINCT t.parent_code, d.district
  FROM network_element t
  JOIN network_element_district d ON d.code = t.code
 WHERE t.kind = 'TRANSFORMER';
INSERT INTO network_element_district (code, district)
SELECT DISTINCT f.parent_code, d.district
  FROM network_element f
  JOIN network_element_district d ON d.code = f.code
 WHERE f.kind = 'FEEDER';
