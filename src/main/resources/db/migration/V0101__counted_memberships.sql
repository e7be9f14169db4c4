-- How many requests stand in each open outage is counted in this index alone: the list of everybody and the cards ask it all day.
DROP INDEX ix_outage_membership_outage_id;
CREATE INDEX ix_outage_membership_outage_id ON outage_membership (outage_id, current_request_id, left_because);
