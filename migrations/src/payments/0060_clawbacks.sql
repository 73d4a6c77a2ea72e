-- What is asked back of a creator's account at the provider, because more went back to donors than was left to pay out.
CREATE TABLE {m}_clawback (
  id uuid PRIMARY KEY,
  payout uuid NOT NULL,
  creator uuid NOT NULL,
  campaign uuid NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  -- 0 asked for, 1 it is back, 2 the provider could not
  state smallint NOT NULL,
  reversal_id text,
  failure text,
  asked_at bigint NOT NULL,
  ended_at bigint
);
CREATE INDEX {m}_clawback_payout ON {m}_clawback (payout);
CREATE INDEX {m}_clawback_creator ON {m}_clawback (creator, state);
