-- Who does not take a message, or has lost it, is not asked about it again where another carrier is there.
ALTER TABLE subscriber_message ADD COLUMN refused_by varchar(40) DEFAULT '' NOT NULL;
COMMENT ON COLUMN subscriber_message.refused_by IS 'carriers, as in bale,sms';
