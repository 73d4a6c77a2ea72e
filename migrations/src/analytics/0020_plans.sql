-- Gifts that follow by themselves, as creators see them in figures. Read model; no person, no name.
CREATE TABLE {m}_plan (
  plan uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  -- How many months lie between two gifts.
  months integer NOT NULL,
  amount_minor bigint NOT NULL,
  -- 0 while it is paused.
  active smallint NOT NULL
);
CREATE INDEX {m}_plan_campaign ON {m}_plan (campaign, active);
