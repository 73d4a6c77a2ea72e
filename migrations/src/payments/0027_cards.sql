-- When nobody would charge a saved card any more: its pledge had come to nothing, or counted for nothing.
ALTER TABLE {m}_payment ADD COLUMN released_at bigint;
-- Two pledges may share a card.
CREATE INDEX {m}_payment_method ON {m}_payment (method_id) WHERE method_id IS NOT NULL;
