-- Warnings that nobody has decided about are counted whenever somebody who works here opens a page.
CREATE INDEX {m}_fraud_warning_open ON {m}_fraud_warning (payment) WHERE left_at IS NULL AND actionable = 1;
