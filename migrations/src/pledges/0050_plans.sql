-- Gifts that are given again and again by themselves: what was agreed, and when the next one is due.
CREATE TABLE {m}_plan (
  plan uuid PRIMARY KEY,
  first_pledge uuid NOT NULL UNIQUE,
  -- The pledge that the card was kept with.
  card_of uuid NOT NULL,
  campaign uuid NOT NULL,
  every text NOT NULL,
  state text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  tip_minor bigint NOT NULL,
  covered_fee_minor bigint NOT NULL,
  zone text NOT NULL,
  -- When the first gift was given. The others fall due from it.
  anchor_at bigint NOT NULL,
  -- The number of the next gift. The first one has the number 0.
  period integer NOT NULL,
  next_at bigint,
  -- The gift that its donor was last reminded of, and when.
  told_period integer,
  told_at bigint,
  -- What the donor agreed to, in the words that were shown, with the first pledge.
  agreed text NOT NULL,
  ended text,
  ended_at bigint,
  CHECK (state IN ('starting', 'active', 'paused', 'ended')),
  CHECK (every IN ('monthly', 'yearly')),
  CHECK ((state = 'ended') = (ended IS NOT NULL))
);
CREATE INDEX {m}_plan_due ON {m}_plan (state, next_at);
CREATE INDEX {m}_plan_campaign ON {m}_plan (campaign, state);

-- One row for each gift that fell due: whoever writes it charges it, and nobody else does.
CREATE TABLE {m}_plan_period (
  plan uuid NOT NULL,
  period integer NOT NULL,
  state text NOT NULL,
  -- The pledge of the latest try.
  pledge uuid NOT NULL,
  tries integer NOT NULL,
  -- What it is, whatever is given from the next one on.
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  tip_minor bigint NOT NULL,
  covered_fee_minor bigint NOT NULL,
  code text,
  due_at bigint NOT NULL,
  -- When the first try was refused.
  refused_at bigint,
  PRIMARY KEY (plan, period),
  CHECK (state IN ('charging', 'waiting', 'paid', 'given_up'))
);
CREATE UNIQUE INDEX {m}_plan_period_pledge ON {m}_plan_period (pledge);

ALTER TABLE {m}_pledge ADD COLUMN plan uuid;
ALTER TABLE {m}_pledge ADD COLUMN plan_period integer;
-- Whose kept card is charged for it, nothing when the donor pays it.
ALTER TABLE {m}_pledge ADD COLUMN plan_card uuid;
CREATE INDEX {m}_pledge_plan ON {m}_pledge (plan, plan_period);

-- How often payments was asked for something about the pledge, and the page where another card is saved.
ALTER TABLE {m}_pledge ADD COLUMN attempts integer NOT NULL DEFAULT 1;
ALTER TABLE {m}_pledge ADD COLUMN card_url text;
ALTER TABLE {m}_pledge ADD COLUMN card_asked_at bigint;
