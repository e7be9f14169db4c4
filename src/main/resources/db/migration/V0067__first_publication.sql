-- When the plan of a day came first: later lists of that day replace what is covered, and with it their moment. From these one
-- tells by when the plan of a day usually comes.
CREATE TABLE plan_first_publication (
    scope        varchar(80) NOT NULL,
    plan_day     date        NOT NULL,
    published_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_plan_first_publication PRIMARY KEY (scope, plan_day)
);
COMMENT ON TABLE plan_first_publication IS 'of days that were announced before they began';
COMMENT ON COLUMN plan_first_publication.scope IS 'empty for the whole company, or the number of a district';
COMMENT ON COLUMN plan_first_publication.plan_day IS 'in Tehran';
