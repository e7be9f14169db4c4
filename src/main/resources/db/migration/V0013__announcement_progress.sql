-- How far the results of an outage have come (A3.5): the outages whose requests were answered lately are found by this.
CREATE INDEX ix_outage_membership_left_at ON outage_membership (left_at);
