-- What people call the places that the network knows by codes only, so that they find theirs among the open outages.
CREATE TABLE element_name (
    element_code varchar(64)  NOT NULL,
    name         varchar(120) NOT NULL,
    CONSTRAINT pk_element_name PRIMARY KEY (element_code),
    CONSTRAINT fk_element_name_element FOREIGN KEY (element_code) REFERENCES network_element (code) ON DELETE CASCADE,
    CONSTRAINT ck_element_name_name CHECK (name <> '')
);
COMMENT ON TABLE element_name IS 'what the company calls an element of its network before the public';

CREATE TABLE element_street (
    transformer_code varchar(64)  NOT NULL,
    street           varchar(120) NOT NULL,
    service_points   integer      NOT NULL,
    CONSTRAINT pk_element_street PRIMARY KEY (transformer_code, street),
    CONSTRAINT fk_element_street_transformer FOREIGN KEY (transformer_code) REFERENCES network_element (code) ON DELETE CASCADE,
    CONSTRAINT ck_element_street_service_points CHECK (service_points > 0)
);
COMMENT ON TABLE element_street IS 'from the addresses of the service points below a transformer, counted anew with each import of them';

INSERT INTO import_lock (subject) VALUES ('element-names');

ALTER TABLE audit_entry DROP CONSTRAINT ck_audit_entry_deed;
ALTER TABLE audit_entry ADD CONSTRAINT ck_audit_entry_deed
    CHECK (deed IN ('REQUEST_SHOWN', 'OUTAGE_SHOWN', 'MESSAGE_SHOWN', 'COMMENTS_SHOWN', 'OUTAGE_PLACED', 'OUTAGE_SPLIT',
                    'REQUEST_MOVED', 'WIDENING_UNDONE', 'OUTAGE_PARTLY_RESTORED', 'LOOKED_UP', 'CREW_CHANGED', 'CREWS_IMPORTED',
                    'BREACH_HANDLED', 'SERVICE_POINTS_IMPORTED', 'PLANNED_OUTAGES_IMPORTED', 'ELEMENT_NAMES_IMPORTED',
                    'PLANNED_PLACE_TIED', 'PERSONAL_DATA_ERASED', 'LOGGED_IN', 'LOGIN_FAILED', 'ACCOUNTS_CHANGED',
                    'RIGHTS_CHANGED', 'WORKFLOW_CHANGED', 'EXPRESSION_REFUSED', 'AUDIT_READ'));
