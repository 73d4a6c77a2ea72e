-- How many keys of a call were spent on tries that provably never happened, and since when the one in use is.
ALTER TABLE {m}_effect ADD COLUMN keys_spent integer NOT NULL DEFAULT 0;
ALTER TABLE {m}_effect ADD COLUMN key_sent_at bigint
