-- Money that came by a bank debit: its donor can have it taken back for weeks.
ALTER TABLE {m}_payment ADD COLUMN is_debit smallint NOT NULL DEFAULT 0;
-- Until when a refund of such money waits, when nobody decided it by hand. Nothing once it is let go.
ALTER TABLE {m}_refund ADD COLUMN held_until bigint;
