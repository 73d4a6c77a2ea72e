-- The account at the provider of whoever runs campaigns.
CREATE TABLE {m}_account (
  creator uuid PRIMARY KEY,
  provider_id text UNIQUE,
  payouts_enabled smallint NOT NULL,
  details_submitted smallint NOT NULL,
  due text NOT NULL,
  deadline_at bigint,
  link_url text,
  link_expires_at bigint,
  asked_at bigint NOT NULL,
  looked_at bigint
);

-- One decision to pay out what was earned.
-- state: 0 proposed, 1 moving to the account, 2 in the account, 3 on its way to the bank, 4 arrived,
-- 5 came to nothing before it left, 6 failed and is back, 7 on its way back.
CREATE TABLE {m}_payout (
  id uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  creator uuid NOT NULL,
  account text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  state smallint NOT NULL,
  transfer_id text UNIQUE,
  provider_id text UNIQUE,
  reversal_id text UNIQUE,
  failure text,
  proposed_at bigint NOT NULL,
  ended_at bigint,
  CHECK (amount_minor > 0)
);
CREATE INDEX {m}_payout_campaign ON {m}_payout (campaign, proposed_at);
-- One at a time, so that two never share what was earned.
CREATE UNIQUE INDEX {m}_payout_live ON {m}_payout (creator, currency) WHERE state IN (0, 1, 2, 3, 7);
