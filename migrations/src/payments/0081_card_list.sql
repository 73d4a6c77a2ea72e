-- A card that the provider takes no more, by the provider's name of its place on the list. Several disputes about one card
-- share it. state: 0 it stands there, 1 somebody wants it taken off, 2 it was taken off.
CREATE TABLE {m}_blocked_card (
  item text PRIMARY KEY,
  brand text,
  last4 text,
  state smallint NOT NULL,
  blocked_at bigint NOT NULL,
  -- How often somebody wanted it taken off, who did last, and why.
  asked integer NOT NULL DEFAULT 0,
  asked_by uuid,
  reason text,
  ended_at bigint
);
INSERT INTO {m}_blocked_card (item, state, blocked_at)
  SELECT card_blocked, 0, MIN(card_blocked_at) FROM {m}_dispute WHERE card_blocked IS NOT NULL GROUP BY card_blocked;
CREATE INDEX {m}_dispute_card ON {m}_dispute (card_blocked);
