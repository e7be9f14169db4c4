-- The network as the company loads it: service points, and the transformers, feeders and substations above them (A3.0).

CREATE TABLE network_element (
    code           varchar(64) NOT NULL,
    kind           varchar(16) NOT NULL,
    parent_code    varchar(64),
    district       integer     NOT NULL,
    service_points integer     NOT NULL,
    CONSTRAINT pk_network_element PRIMARY KEY (code),
    CONSTRAINT fk_network_element_parent_code FOREIGN KEY (parent_code) REFERENCES network_element (code),
    CONSTRAINT ck_network_element_kind CHECK (kind IN ('TRANSFORMER', 'FEEDER', 'SUBSTATION')),
    CONSTRAINT ck_network_element_parent_code CHECK ((kind = 'SUBSTATION') = (parent_code IS NULL)),
    CONSTRAINT ck_network_element_district CHECK (district BETWEEN 1 AND 99)
);
COMMENT ON COLUMN network_element.parent_code IS 'the feeder of a transformer, the substation of a feeder; a substation has none';
COMMENT ON COLUMN network_element.district IS 'of most service points below it; counted anew by every import';
COMMENT ON COLUMN network_element.service_points IS 'how many lie below it; counted anew by every import';
CREATE INDEX ix_network_element_parent_code ON network_element (parent_code);

CREATE TABLE service_point (
    bill_id          varchar(13) NOT NULL,
    district         integer     NOT NULL,
    transformer_code varchar(64) NOT NULL,
    address          varchar(500),
    latitude         double precision,
    longitude        double precision,
    critical         varchar(16),
    CONSTRAINT pk_service_point PRIMARY KEY (bill_id),
    CONSTRAINT fk_service_point_transformer_code FOREIGN KEY (transformer_code) REFERENCES network_element (code),
    CONSTRAINT ck_service_point_district CHECK (district BETWEEN 1 AND 99),
    CONSTRAINT ck_service_point_latitude CHECK (latitude BETWEEN 24 AND 41),
    CONSTRAINT ck_service_point_longitude CHECK (longitude BETWEEN 43 AND 65),
    CONSTRAINT ck_service_point_coordinates CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CONSTRAINT ck_service_point_critical
        CHECK (critical IN ('hospital', 'life_support', 'water', 'telecom', 'public_safety'))
);
COMMENT ON COLUMN service_point.bill_id IS 'without leading zeros';
COMMENT ON COLUMN service_point.latitude IS 'degrees, WGS 84, within Iran';
CREATE INDEX ix_service_point_transformer_code ON service_point (transformer_code);

-- A row to lock, so that two imports of one subject come one after the other on every node.
CREATE TABLE import_lock (
    subject varchar(32) NOT NULL,
    CONSTRAINT pk_import_lock PRIMARY KEY (subject)
);
INSERT INTO import_lock (subject) VALUES ('service-points');
