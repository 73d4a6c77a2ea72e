-- Whether a follower has no account: then they are written to at the address they said so from.
ALTER TABLE {m}_follower ADD COLUMN guest smallint NOT NULL DEFAULT 0;
