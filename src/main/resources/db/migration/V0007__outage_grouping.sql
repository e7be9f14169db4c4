-- One fault, one task: where an outage stands in the tree of the network, and what became of the narrower ones (A3.3).
ALTER TABLE outage ADD COLUMN transformer_code varchar(64);
ALTER TABLE outage ADD COLUMN feeder_code varchar(64);
ALTER TABLE outage ADD COLUMN substation_code varchar(64);
ALTER TABLE outage ADD COLUMN placed_by_hand boolean DEFAULT FALSE NOT NULL;
ALTER TABLE outage ADD COLUMN absorbed_into bigint;
ALTER TABLE outage ADD COLUMN follows bigint;
ALTER TABLE outage ADD CONSTRAINT fk_outage_absorbed_into FOREIGN KEY (absorbed_into) REFERENCES outage (outage_id);
ALTER TABLE outage ADD CONSTRAINT fk_outage_follows FOREIGN KEY (follows) REFERENCES outage (outage_id);
COMMENT ON COLUMN outage.transformer_code IS 'the transformer at or above its element, as the network was when the outage was placed; null above transformers';
COMMENT ON COLUMN outage.placed_by_hand IS 'a dispatcher has said where it is: it is neither counted nor taken in when outages are grouped';
COMMENT ON COLUMN outage.absorbed_into IS 'the wider outage that took this one in';
COMMENT ON COLUMN outage.follows IS 'the restored outage after which its requests were still out';
CREATE INDEX ix_outage_transformer_code ON outage (transformer_code, closed_at);
CREATE INDEX ix_outage_feeder_code ON outage (feeder_code, closed_at);
CREATE INDEX ix_outage_absorbed_into ON outage (absorbed_into);
