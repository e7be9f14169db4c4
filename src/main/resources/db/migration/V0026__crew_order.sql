-- What a crew is told (A3.4) is owed and sent as what subscribers are told, and is about an outage.
ALTER TABLE subscriber_message ALTER COLUMN request_id DROP NOT NULL;
ALTER TABLE subscriber_message ADD COLUMN outage_id bigint;
ALTER TABLE subscriber_message ADD COLUMN names_request_id bigint;
ALTER TABLE subscriber_message ADD CONSTRAINT ck_subscriber_message_about CHECK ((request_id IS NULL) <> (outage_id IS NULL));
ALTER TABLE subscriber_message ADD CONSTRAINT ck_subscriber_message_names CHECK (names_request_id IS NULL OR outage_id IS NOT NULL);
COMMENT ON COLUMN subscriber_message.request_id IS 'the request that it is about; null where it is about an outage';
COMMENT ON COLUMN subscriber_message.outage_id IS 'the outage to which a crew is sent by it; null where it is about a request';
COMMENT ON COLUMN subscriber_message.names_request_id IS 'the request whose address and number a crew is given: the text is erased with it; null where it names nobody';
CREATE INDEX ix_subscriber_message_outage_id ON subscriber_message (outage_id);
CREATE INDEX ix_subscriber_message_names_request_id ON subscriber_message (names_request_id);
