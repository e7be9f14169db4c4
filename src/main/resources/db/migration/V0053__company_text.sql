-- The company's own announcement, as it is pasted (A3.3): kept until somebody has confirmed what was read in it. The next one
-- of the same day and scope replaces it, so that which windows it has named is kept as well.
CREATE TABLE pasted_announcement (
    pasted_id    varchar(36)    NOT NULL,
    account      varchar(64)    NOT NULL,
    pasted_at    timestamp with time zone NOT NULL,
    pasted_text  varchar(65536) NOT NULL,
    confirmed_at timestamp with time zone,
    CONSTRAINT pk_pasted_announcement PRIMARY KEY (pasted_id)
);
COMMENT ON TABLE pasted_announcement IS 'nothing of it is in force until it is confirmed; for a day, and then it goes';
CREATE INDEX ix_pasted_announcement_pasted_at ON pasted_announcement (pasted_at);

CREATE TABLE plan_text_window (
    planned_outage_id bigint      NOT NULL,
    of_day            date        NOT NULL,
    scope             varchar(13) NOT NULL,
    CONSTRAINT pk_plan_text_window PRIMARY KEY (planned_outage_id),
    CONSTRAINT fk_plan_text_window_planned_outage FOREIGN KEY (planned_outage_id) REFERENCES planned_outage (planned_outage_id)
);
COMMENT ON TABLE plan_text_window IS 'windows that a COMPANY_TEXT has named: the next of that day and scope replaces them';
COMMENT ON COLUMN plan_text_window.of_day IS 'in Tehran, of which the text speaks; a window may end on the next';
COMMENT ON COLUMN plan_text_window.scope IS 'as in plan_coverage: empty for the whole company, or the number of a district';
CREATE INDEX ix_plan_text_window_of_day ON plan_text_window (of_day, scope);
