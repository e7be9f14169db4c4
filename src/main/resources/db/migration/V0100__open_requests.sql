-- The dashboard counts what is open in this index alone, however many requests have ended.
DROP INDEX ix_restoration_request_state;
CREATE INDEX ix_restoration_request_state ON restoration_request (state, district, restore_by, request_id);
