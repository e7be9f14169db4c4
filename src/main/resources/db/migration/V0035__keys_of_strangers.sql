-- What this house's keyed hashes are made with: drawn once, by the node that needs it first, and the same for all nodes.
CREATE TABLE hash_secret (
    hash_secret_id integer     NOT NULL,
    secret         varchar(64) NOT NULL,
    CONSTRAINT pk_hash_secret PRIMARY KEY (hash_secret_id),
    CONSTRAINT ck_hash_secret_only_one CHECK (hash_secret_id = 1)
);

-- A key of a caller without an account belongs to the mobile number of the body and the address of the call.
ALTER TABLE idempotency_key ADD COLUMN number_hash varchar(64);
ALTER TABLE idempotency_key ADD COLUMN tracking_code varchar(20);
COMMENT ON COLUMN idempotency_key.account IS 'whose key it is: an account, or ? and a keyed hash of number and address';
COMMENT ON COLUMN idempotency_key.body_sha256 IS 'a keyed hash of the body; in rows of the version before, without a key';
COMMENT ON COLUMN idempotency_key.number_hash IS 'a keyed hash of the number alone, where there is no account: a telephone may have changed its address before it tries again';
COMMENT ON COLUMN idempotency_key.tracking_code IS 'of what was answered; with the request''s personal data the row is erased';
CREATE INDEX ix_idempotency_key_number_hash ON idempotency_key (number_hash, idempotency_key);
CREATE INDEX ix_idempotency_key_tracking_code ON idempotency_key (tracking_code);
