-- The dashboard and Prometheus ask how many jobs were given up; without this every timer that waits is read for it.
CREATE INDEX roshan_job_retries ON ACT_RU_JOB (RETRIES_);
