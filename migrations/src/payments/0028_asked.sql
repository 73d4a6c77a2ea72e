-- When a refund was last asked for by whoever decided it: what is heard twice was asked once.
ALTER TABLE {m}_refund ADD COLUMN asked_at bigint NOT NULL DEFAULT 0;
UPDATE {m}_refund SET asked_at = due_at;
