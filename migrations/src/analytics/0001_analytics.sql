-- The tables of analytics: read models only, folded from messages and rebuilt at any time.

-- The campaigns that figures are shown of.
CREATE TABLE analytics_campaign (
  campaign uuid PRIMARY KEY,
  slug text NOT NULL,
  title text NOT NULL,
  currency text NOT NULL,
  published_at bigint NOT NULL
);

-- What was given to a campaign in each hour (UTC), and what was taken back in it. Hours without either have no row.
CREATE TABLE analytics_gift_hour (
  campaign uuid NOT NULL,
  -- The instant the hour began.
  hour_start bigint NOT NULL,
  currency text NOT NULL,
  gifts bigint NOT NULL,
  raised_minor bigint NOT NULL,
  reduced_minor bigint NOT NULL,
  PRIMARY KEY (campaign, hour_start)
);
CREATE INDEX analytics_gift_hour_when ON analytics_gift_hour (hour_start);
