-- A subscriber's data is erased on demand or with time; the request, its times and its result stay for the figures.
ALTER TABLE restoration_request ADD COLUMN erased_at timestamp with time zone;
COMMENT ON COLUMN restoration_request.erased_at IS 'when the personal data of the request was erased: mobile 09000000000, no bill id, no free text, the address only says so';
CREATE INDEX ix_restoration_request_erased_at ON restoration_request (erased_at, closed_at);
