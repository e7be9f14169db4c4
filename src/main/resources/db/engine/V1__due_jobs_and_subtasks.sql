-- Each node asks for the jobs that are due several times a second, in the order of their moment; without this every job that
-- waits for tomorrow is read each time.
CREATE INDEX roshan_job_due ON ACT_RU_JOB (DUEDATE_);
-- The end of a task asks for its subtasks, which we do not have; without this every open task is read.
CREATE INDEX roshan_task_parent ON ACT_RU_TASK (PARENT_TASK_ID_);
