-- Until when it was said that pledges were over without this module having let go of every card of theirs: cards are let
-- go of since 0027_cards.sql. One row where pledges were heard before this migration, none where there was nothing to hear.
CREATE TABLE {m}_old_cards (until_at bigint NOT NULL);
INSERT INTO {m}_old_cards (until_at)
  SELECT updated_at FROM {m}_subscription WHERE name = 'pledges' AND source = 'pledges';
