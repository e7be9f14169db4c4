-- What managers look at every day stays quick beside a million closed requests (docs/benchmarks.md).
CREATE INDEX ix_restoration_request_state ON restoration_request (state, district);
CREATE INDEX ix_restoration_request_feedback_at ON restoration_request (feedback_at);
CREATE INDEX ix_request_result_restored_at ON request_result (restored_at);
CREATE INDEX ix_outage_element_code ON outage (element_code);
