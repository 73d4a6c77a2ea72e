-- When a campaign was stopped, and when it last went on: while it is suspended, the week in which a refused card can be
-- put right stands still.
ALTER TABLE {m}_campaign ADD COLUMN stopped_at bigint;
ALTER TABLE {m}_campaign ADD COLUMN restored_at bigint;
