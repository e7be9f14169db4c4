-- Whether the result that counts was in time, also beside the request: the dashboard then counts a year of requests in one index
-- and without the results (docs/adr/0016).
ALTER TABLE restoration_request ADD COLUMN within_agreement boolean;
COMMENT ON COLUMN restoration_request.within_agreement IS 'of the result that counts; null where there is none, or where the agreement promises no time';
UPDATE restoration_request
   SET within_agreement = (SELECT res.within_agreement FROM request_result res
                            WHERE res.request_id = restoration_request.request_id
                              AND res.objected_at IS NULL AND res.outcome <> 'WITHDRAWN');
DROP INDEX ix_restoration_request_submitted_at;
CREATE INDEX ix_restoration_request_submitted_at ON restoration_request (submitted_at, district, within_agreement, breached_at);
