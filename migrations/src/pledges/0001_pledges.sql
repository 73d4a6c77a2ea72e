-- The tables of pledges.

-- Campaigns as pledges knows them: the latest campaigns.campaign_published of each.
CREATE TABLE {m}_campaign (
  campaign uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  title text NOT NULL,
  organiser text NOT NULL,
  currency text NOT NULL,
  model text NOT NULL,
  goal_minor bigint NOT NULL,
  deadline_at bigint NOT NULL,
  zone text NOT NULL,
  minimum_minor bigint NOT NULL,
  unit_minor bigint,
  unit_one text,
  unit_many text,
  published_at bigint NOT NULL
);

-- Rewards as pledges knows them: the latest campaigns.reward_published of each.
CREATE TABLE {m}_reward (
  reward uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  title text NOT NULL,
  description text NOT NULL,
  price_minor bigint NOT NULL,
  published_at bigint NOT NULL
);
CREATE INDEX {m}_reward_campaign ON {m}_reward (campaign);

-- How many of each reward are promised. quantity NULL: as many as are asked for. The last CHECK is the promise
-- that nothing is given out twice.
CREATE TABLE {m}_reward_stock (
  reward uuid PRIMARY KEY,
  quantity bigint,
  closed smallint NOT NULL,
  reserved bigint NOT NULL,
  sold bigint NOT NULL,
  note text,
  CHECK (reserved >= 0),
  CHECK (sold >= 0),
  CHECK (quantity IS NULL OR reserved + sold <= quantity)
);

-- Each pledge as it stands: what its events add up to, for pages and queries.
CREATE TABLE {m}_pledge (
  pledge uuid PRIMARY KEY,
  reference text NOT NULL,
  campaign uuid NOT NULL,
  person uuid NOT NULL,
  donor uuid,
  reward uuid,
  status text NOT NULL,
  hold smallint NOT NULL,
  collection text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  tip_minor bigint NOT NULL,
  covered_fee_minor bigint NOT NULL,
  counts_minor bigint NOT NULL,
  collected_minor bigint NOT NULL,
  refunded_minor bigint NOT NULL,
  checkout_url text,
  request_hash bytea NOT NULL,
  accepted_at bigint NOT NULL,
  reserved_until bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX {m}_pledge_reference ON {m}_pledge (reference);
CREATE INDEX {m}_pledge_campaign ON {m}_pledge (campaign, accepted_at);
CREATE INDEX {m}_pledge_recent ON {m}_pledge (accepted_at);
CREATE INDEX {m}_pledge_reward ON {m}_pledge (reward) WHERE reward IS NOT NULL;

-- Who pledged. The only place here with personal data.
CREATE TABLE {m}_contact (
  pledge uuid PRIMARY KEY,
  person uuid NOT NULL,
  name text,
  email text,
  locale text NOT NULL,
  anonymous smallint NOT NULL
);
CREATE INDEX {m}_contact_email ON {m}_contact (lower(email));
CREATE INDEX {m}_contact_person ON {m}_contact (person);

-- Decisions to give money back. One row, one refund.
CREATE TABLE {m}_refund (
  refund uuid PRIMARY KEY,
  pledge uuid NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  tip_minor bigint NOT NULL,
  covered_fee_minor bigint NOT NULL,
  reason text NOT NULL,
  decided_by uuid,
  note text NOT NULL,
  state text NOT NULL,
  decided_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  CHECK (amount_minor >= 0 AND tip_minor >= 0 AND covered_fee_minor >= 0)
);
CREATE INDEX {m}_refund_pledge ON {m}_refund (pledge)
