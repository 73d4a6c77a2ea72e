-- Jobs that gave up are counted whenever somebody who works here opens a page.
CREATE INDEX {m}_job_dead ON {m}_job (finished_at) WHERE state = 3;
