-- Who of those who answer for money sees to a gift by hand: whoever confirmed it, decided that it goes back, or took it on.
-- Of gifts from before nobody does until somebody takes them on.
ALTER TABLE {m}_offline_gift ADD COLUMN keeper uuid;
ALTER TABLE {m}_offline_gift ADD COLUMN keeper_name text;
CREATE INDEX {m}_offline_gift_keeper ON {m}_offline_gift (decided_at) WHERE keeper IS NOT NULL
