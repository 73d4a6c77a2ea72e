-- Kinds of jobs that somebody told to wait.
CREATE TABLE {m}_job_switch (
  kind text PRIMARY KEY,
  paused_at bigint NOT NULL,
  paused_by text NOT NULL,
  reason text NOT NULL
);
