-- Matching gifts: what sponsors promise to add to the gifts of others, and what was added to each (rule R23).

-- A sponsor's promise. The last CHECK is the promise that no pool is spent twice.
CREATE TABLE {m}_match_pool (
  pool uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  sponsor text NOT NULL,
  currency text NOT NULL,
  -- Added to each gift, in percent of it: 100 doubles it.
  percent integer NOT NULL CHECK (percent > 0 AND percent <= 1000),
  cap_minor bigint NOT NULL CHECK (cap_minor > 0),
  -- NULL: no limit but the pool's own.
  per_gift_minor bigint CHECK (per_gift_minor > 0),
  per_donor_minor bigint CHECK (per_donor_minor > 0),
  -- Gifts that began to count from opens_at on and before closes_at are matched.
  opens_at bigint NOT NULL,
  closes_at bigint NOT NULL,
  used_minor bigint NOT NULL,
  created_by uuid NOT NULL,
  created_at bigint NOT NULL,
  CHECK (closes_at > opens_at),
  CHECK (used_minor >= 0 AND used_minor <= cap_minor)
);
CREATE INDEX {m}_match_pool_campaign ON {m}_match_pool (campaign, opens_at);

-- What a pool adds to a pledge. One pool serves a pledge, once.
CREATE TABLE {m}_match (
  pledge uuid PRIMARY KEY,
  pool uuid NOT NULL,
  campaign uuid NOT NULL,
  person uuid NOT NULL,
  matched_minor bigint NOT NULL CHECK (matched_minor >= 0),
  matched_at bigint NOT NULL,
  changed_at bigint NOT NULL
);
CREATE INDEX {m}_match_person ON {m}_match (pool, person);
