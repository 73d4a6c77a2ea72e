-- By whose clocks a campaign counts, so that mails tell its hours as its page does.
CREATE TABLE {m}_zone (
  campaign uuid PRIMARY KEY,
  -- As the tz database calls it.
  zone text NOT NULL
);
