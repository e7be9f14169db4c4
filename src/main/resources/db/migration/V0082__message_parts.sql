-- What a message costs: how many SMS its text is. Of those that are there it is counted as networks count, from their text; where that
-- was erased it is one.
ALTER TABLE subscriber_message ADD COLUMN parts integer DEFAULT 1 NOT NULL;
UPDATE subscriber_message
   SET parts = CASE WHEN language = 'en' AND char_length(text) > 160 THEN (char_length(text) + 152) / 153
                    WHEN language = 'en' THEN 1
                    ELSE (char_length(text) + 66) / 67 END
 WHERE char_length(text) > 70;
ALTER TABLE subscriber_message ADD CONSTRAINT ck_subscriber_message_parts CHECK (parts >= 1);
COMMENT ON COLUMN subscriber_message.parts IS 'SMS that the text is cut into on its way; what it costs by SMS, and it stays when the text is erased';
