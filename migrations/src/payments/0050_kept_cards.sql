-- Whether the card that paid an attempt is kept for the gifts of a plan that follow.
ALTER TABLE {m}_payment ADD COLUMN keeps_card smallint NOT NULL DEFAULT 0;
