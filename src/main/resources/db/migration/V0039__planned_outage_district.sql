-- A dispatcher announces for their own districts only (A3.3): what only a text locates belongs to the district of whoever
-- announced it, and a dispatcher's list makes data current for their districts and not for the company.
ALTER TABLE planned_outage ADD COLUMN district integer;
ALTER TABLE planned_outage ADD CONSTRAINT ck_planned_outage_district
    CHECK (district IS NULL OR district BETWEEN 1 AND 99 AND element_kind = 'NONE');
COMMENT ON COLUMN planned_outage.district IS 'in which the place in words lies; null where that is not known, and where there is an element, whose districts the network has';

ALTER TABLE planned_outage_arrival ADD COLUMN district integer DEFAULT 0 NOT NULL;
ALTER TABLE planned_outage_arrival DROP CONSTRAINT pk_planned_outage_arrival;
ALTER TABLE planned_outage_arrival ADD CONSTRAINT pk_planned_outage_arrival PRIMARY KEY (bill_id, district);
ALTER TABLE planned_outage_arrival ADD CONSTRAINT ck_planned_outage_arrival_district
    CHECK (district = 0 OR district BETWEEN 1 AND 99 AND bill_id = '');
COMMENT ON COLUMN planned_outage_arrival.bill_id IS 'whom the data is about; empty for the whole company or a district';
COMMENT ON COLUMN planned_outage_arrival.district IS 'which district the data is about; 0 for the whole company or a bill id';
