-- Rewards that their creators say are on their way, and by what. Nothing is an empty text.
CREATE TABLE {m}_sent_reward (
  pledge uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  carrier text NOT NULL,
  tracking text NOT NULL,
  sent_at bigint NOT NULL
);
