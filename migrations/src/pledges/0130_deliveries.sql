-- Where the reward of a pledge goes, as its donor says. Personal data.
CREATE TABLE {m}_delivery (
  pledge uuid PRIMARY KEY,
  name text NOT NULL,
  address text NOT NULL
);
