-- What a dispatcher asks while somebody is on the telephone: what was here before, and what this number has reported.
CREATE INDEX ix_outage_element_kind_element_code ON outage (element_kind, element_code, detected_at);
CREATE INDEX ix_restoration_request_mobile ON restoration_request (mobile, submitted_at);
