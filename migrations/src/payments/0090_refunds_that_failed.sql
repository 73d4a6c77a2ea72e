-- Refunds that failed are counted whenever somebody who works here opens a page.
CREATE INDEX {m}_refund_failed ON {m}_refund (due_at) WHERE status = 3;
