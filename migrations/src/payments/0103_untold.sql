-- 1 for what was found by reading the provider's own list before any webhook told of it.
ALTER TABLE {m}_webhook ADD COLUMN untold smallint NOT NULL DEFAULT 0;
CREATE INDEX {m}_webhook_told ON {m}_webhook (received_at, untold);
