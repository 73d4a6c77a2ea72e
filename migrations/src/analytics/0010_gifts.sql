-- What creators see of their own campaigns. Read models only.

-- Whose campaign it is and what it hopes for.
CREATE TABLE analytics_aim (
  campaign uuid PRIMARY KEY,
  creator uuid NOT NULL,
  goal_minor bigint NOT NULL,
  -- When it was first heard of; the latest message moves only the rest.
  began_at bigint NOT NULL,
  deadline_at bigint NOT NULL
);

-- Each gift: where it came from, what was given and what of it was taken back. No person, no name.
CREATE TABLE analytics_gift (
  -- The pledge, or the gift by hand.
  gift uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  -- What the link said; empty when none did, `offline` for gifts by hand.
  source text NOT NULL,
  -- 0 until it counts.
  given_minor bigint NOT NULL,
  taken_back_minor bigint NOT NULL
);
CREATE INDEX analytics_gift_campaign ON analytics_gift (campaign, source);
