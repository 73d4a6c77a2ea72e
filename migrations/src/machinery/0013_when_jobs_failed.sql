-- When what is kept as the last error of a job went wrong. Nobody knows it of jobs that went wrong before and wait.
ALTER TABLE {m}_job ADD COLUMN failed_at bigint
