-- What a message says, as values with names beside its text: an SMS provider that has approved a text for a service line is told
-- these alone. A row of the version before has none, and goes as text.
ALTER TABLE subscriber_message ADD COLUMN wording varchar(40);
ALTER TABLE subscriber_message ADD COLUMN facts varchar(2000);
COMMENT ON COLUMN subscriber_message.wording IS 'the name of the text, as roshan.sms.templates has it: registered, result-restored, registered-en';
COMMENT ON COLUMN subscriber_message.facts IS 'a JSON object of its values; personal data as the text is, and goes with it';
