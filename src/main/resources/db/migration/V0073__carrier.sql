-- Which carriers are not asked about a message any more: they have refused it, lost it, or were to carry it beside others and have it.
ALTER TABLE subscriber_message ADD COLUMN done_with varchar(40) DEFAULT '' NOT NULL;
COMMENT ON COLUMN subscriber_message.done_with IS 'carriers, as in bale,sms';
