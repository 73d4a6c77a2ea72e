-- When a parked key is tried again by itself; nothing when it waits for a person, as all did before. How often the
-- message at its head could not be handled: for what passes, and for what a rule forbids.
ALTER TABLE {m}_parked_key ADD COLUMN not_before bigint;
ALTER TABLE {m}_parked_key ADD COLUMN attempt integer NOT NULL DEFAULT 0;
ALTER TABLE {m}_parked_key ADD COLUMN forbidden integer NOT NULL DEFAULT 0;
CREATE INDEX {m}_parked_due ON {m}_parked_key (subscriber, not_before) WHERE not_before IS NOT NULL
