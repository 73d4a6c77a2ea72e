-- Who wants no news any more, and the key in a mail by which its reader says so.
-- The last word counts, however often and in whatever order it is heard.
ALTER TABLE {m}_contact ADD COLUMN news_wanted smallint;
ALTER TABLE {m}_contact ADD COLUMN news_chosen_at bigint;
ALTER TABLE {m}_mail ADD COLUMN stop_key text;
CREATE UNIQUE INDEX {m}_mail_stop_key ON {m}_mail (stop_key) WHERE stop_key IS NOT NULL;
