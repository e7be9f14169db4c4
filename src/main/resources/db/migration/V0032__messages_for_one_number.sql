-- How many SMS leave for one number (docs/adr/0011). They are counted where they stand: by the number of the message itself, which
-- goes when the personal data is erased. What leaves for a number is decided by one sender at a time.
ALTER TABLE subscriber_message DROP CONSTRAINT ck_subscriber_message_state;
ALTER TABLE subscriber_message ADD CONSTRAINT ck_subscriber_message_state CHECK (state IN
    ('OWED', 'ACCEPTED', 'DELIVERED', 'FAILED', 'EXPIRED', 'HELD', 'SUPERSEDED', 'HANDED_TO_PERSON'));
CREATE INDEX ix_subscriber_message_recipient_last_tried_at ON subscriber_message (recipient, last_tried_at);

-- Each number belongs to one of these rows, and whoever decides about the number locks the row: there are always as many, and
-- none says whose it is.
CREATE TABLE number_lock (
    slot integer NOT NULL,
    CONSTRAINT pk_number_lock PRIMARY KEY (slot)
);
INSERT INTO number_lock (slot)
SELECT a.n * 256 + b.n * 16 + c.n
  FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15)) AS a (n)
 CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15)) AS b (n)
 CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15)) AS c (n);
