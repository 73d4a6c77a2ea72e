-- How often a rule forbade the message that is next, counted apart from failures that pass by themselves. A
-- message that is being tried while this is added begins its five tries anew.
ALTER TABLE {m}_subscription ADD COLUMN forbidden integer NOT NULL DEFAULT 0
