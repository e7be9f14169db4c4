-- A report of the same place and number while one is open is that one, and not another request (A3.1). What was reported by bill id
-- before is found as well; where several are open already they stay, and the newest is answered.
ALTER TABLE restoration_request ADD COLUMN place_key varchar(80);
COMMENT ON COLUMN restoration_request.place_key IS 'the place and the mobile number in one: bill id and number, or a hash of the address'' words, district and number; erased with them';
UPDATE restoration_request SET place_key = bill_id || ' ' || mobile
 WHERE bill_id IS NOT NULL AND state IN ('CHECKING', 'IN_PLANNED_OUTAGE', 'ANNOUNCED');
CREATE INDEX ix_restoration_request_place_key ON restoration_request (place_key, state);

-- Each place and number belongs to one of these rows, and whoever reports locks the row: of two at the same instant the later one
-- finds what the other has registered. There are always as many, and none says whose it is.
CREATE TABLE report_lock (
    slot integer NOT NULL,
    CONSTRAINT pk_report_lock PRIMARY KEY (slot)
);
INSERT INTO report_lock (slot)
SELECT a.n * 256 + b.n * 16 + c.n
  FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15)) AS a (n)
 CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15)) AS b (n)
 CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15)) AS c (n);
