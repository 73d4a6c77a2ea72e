-- The tables of campaigns. Amounts are in the campaign's currency, in its smallest unit.

-- A campaign as its creator published it.
CREATE TABLE campaigns_campaign (
  id uuid PRIMARY KEY,
  -- The last part of its address. Never changes.
  slug text NOT NULL UNIQUE,
  title text NOT NULL,
  -- What it is for, in one sentence.
  promise text NOT NULL,
  story_markdown text NOT NULL,
  -- Who runs it, as donors read it, and who that is.
  organiser text NOT NULL,
  creator uuid NOT NULL,
  -- Where it is.
  place text NOT NULL,
  currency text NOT NULL,
  goal_minor bigint NOT NULL CHECK (goal_minor > 0),
  -- keep_it_all or all_or_nothing
  model text NOT NULL,
  opens_at bigint NOT NULL,
  -- Pledges count when accepted strictly before it.
  deadline_at bigint NOT NULL,
  -- The IANA zone in which the deadline was chosen.
  zone text NOT NULL,
  minimum_minor bigint NOT NULL CHECK (minimum_minor > 0),
  -- What one unit costs and is called, for campaigns that count units: all three or none.
  unit_minor bigint CHECK (unit_minor > 0),
  unit_one text,
  unit_many text,
  -- What its cover shows, and the seed it is drawn from.
  cover_motif text NOT NULL,
  cover_seed bigint NOT NULL,
  -- live
  status text NOT NULL,
  published_at bigint NOT NULL,
  CHECK ((unit_minor IS NULL) = (unit_one IS NULL) AND (unit_minor IS NULL) = (unit_many IS NULL))
);
CREATE INDEX campaigns_campaign_listed ON campaigns_campaign (status, published_at);

-- What a creator gives back. Its stock is kept by pledges.
CREATE TABLE campaigns_reward (
  id uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  place integer NOT NULL,
  title text NOT NULL,
  description text NOT NULL,
  price_minor bigint NOT NULL CHECK (price_minor > 0),
  -- How many there are, ever; 0 is closed, NULL is as many as are asked for.
  quantity bigint CHECK (quantity >= 0),
  UNIQUE (campaign, place)
);

-- Where the money goes. The lines of a campaign add up to its goal.
CREATE TABLE campaigns_budget_line (
  campaign uuid NOT NULL,
  place integer NOT NULL,
  label text NOT NULL,
  minor bigint NOT NULL CHECK (minor > 0),
  PRIMARY KEY (campaign, place)
);

-- What came in. Read model, folded from what pledges says; rebuilt at any time.
CREATE TABLE campaigns_total (
  campaign uuid PRIMARY KEY,
  currency text NOT NULL,
  raised_minor bigint NOT NULL,
  -- Persons, not pledges.
  givers bigint NOT NULL,
  -- When the last gift began to count or was taken back.
  changed_at bigint NOT NULL
);

-- Who gave. Read model, one row for each pledge that counts for anything.
CREATE TABLE campaigns_giver (
  pledge uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  person uuid NOT NULL,
  -- NULL when they would rather not be named, or were forgotten.
  name text,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  given_at bigint NOT NULL
);
CREATE INDEX campaigns_giver_recent ON campaigns_giver (campaign, given_at);
CREATE INDEX campaigns_giver_person ON campaigns_giver (campaign, person);
