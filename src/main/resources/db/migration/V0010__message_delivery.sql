-- What became of a message (A3.5): taken by the gateway, arrived, and not arrived are different things. And what the
-- sender must know to leave a sleeper alone and to tell an estimate once.
ALTER TABLE subscriber_message DROP CONSTRAINT ck_subscriber_message_state;
ALTER TABLE subscriber_message DROP CONSTRAINT ck_subscriber_message_sent;
UPDATE subscriber_message SET state = 'ACCEPTED' WHERE state = 'SENT';
UPDATE subscriber_message SET state = 'EXPIRED' WHERE state = 'FAILED' AND last_error <> 'refused';
ALTER TABLE subscriber_message ADD CONSTRAINT ck_subscriber_message_state CHECK (state IN
    ('OWED', 'ACCEPTED', 'DELIVERED', 'FAILED', 'EXPIRED', 'SUPERSEDED', 'HANDED_TO_PERSON'));
ALTER TABLE subscriber_message ADD CONSTRAINT ck_subscriber_message_sent
    CHECK (state NOT IN ('ACCEPTED', 'DELIVERED') OR sent_at IS NOT NULL);

ALTER TABLE subscriber_message ADD COLUMN gateway varchar(20);
ALTER TABLE subscriber_message ADD COLUMN first_tried_at timestamp with time zone;
ALTER TABLE subscriber_message ADD COLUMN last_tried_at timestamp with time zone;
ALTER TABLE subscriber_message ADD COLUMN delivered_at timestamp with time zone;
ALTER TABLE subscriber_message ADD COLUMN report_due_at timestamp with time zone;
ALTER TABLE subscriber_message ADD COLUMN reports_asked integer DEFAULT 0 NOT NULL;
ALTER TABLE subscriber_message ADD COLUMN wakes_until timestamp with time zone;
ALTER TABLE subscriber_message ADD COLUMN estimate_at timestamp with time zone;
ALTER TABLE subscriber_message ADD CONSTRAINT ck_subscriber_message_report
    CHECK (report_due_at IS NULL OR (state = 'ACCEPTED' AND reference IS NOT NULL AND gateway IS NOT NULL));
ALTER TABLE subscriber_message ADD CONSTRAINT ck_subscriber_message_delivered
    CHECK (delivered_at IS NULL OR state = 'DELIVERED');
UPDATE subscriber_message SET delivered_at = sent_at WHERE state = 'DELIVERED';
COMMENT ON COLUMN subscriber_message.gateway IS 'the profile whose gateway accepted it: a reference means nothing to another';
COMMENT ON COLUMN subscriber_message.first_tried_at IS 'when a sender first took it; null as long as none has';
COMMENT ON COLUMN subscriber_message.last_tried_at IS 'when a sender last took it; the next moment is due_at';
COMMENT ON COLUMN subscriber_message.delivered_at IS 'when we learnt that it arrived, which is a little after it did';
COMMENT ON COLUMN subscriber_message.report_due_at IS 'when the gateway is asked next what became of it; null if it is not asked any more';
COMMENT ON COLUMN subscriber_message.reports_asked IS 'how often the gateway was asked what became of it';
COMMENT ON COLUMN subscriber_message.wakes_until IS 'until then it is sent in quiet hours as well; null if it waits for the morning';
COMMENT ON COLUMN subscriber_message.estimate_at IS 'by when the text says that supply is expected back; null if it says nothing of it';
CREATE INDEX ix_subscriber_message_report_due_at ON subscriber_message (report_due_at);
CREATE INDEX ix_subscriber_message_created_at ON subscriber_message (created_at);
