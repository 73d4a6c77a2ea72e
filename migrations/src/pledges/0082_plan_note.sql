-- Why staff ended a plan, in their words.
ALTER TABLE {m}_plan ADD COLUMN ended_note text;
