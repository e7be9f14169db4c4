-- What is told ahead is about neither a request nor an outage, but about the places of one number.
ALTER TABLE subscriber_message ADD COLUMN plan_subscriber_id bigint;
ALTER TABLE subscriber_message DROP CONSTRAINT ck_subscriber_message_about;
ALTER TABLE subscriber_message ADD CONSTRAINT ck_subscriber_message_about CHECK (
    (CASE WHEN request_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN outage_id IS NULL THEN 0 ELSE 1 END)
    + (CASE WHEN plan_subscriber_id IS NULL THEN 0 ELSE 1 END) = 1);
COMMENT ON COLUMN subscriber_message.plan_subscriber_id IS 'whose places it is about; null where it is about a request or an outage';
CREATE INDEX ix_subscriber_message_plan_subscriber_id ON subscriber_message (plan_subscriber_id);
