-- When the provider was told to take the card of a lost dispute no more, and its name for that.
ALTER TABLE {m}_dispute ADD COLUMN card_blocked_at bigint;
ALTER TABLE {m}_dispute ADD COLUMN card_blocked text;
