-- Rewards on their way to donors, as campaigns says.
CREATE TABLE {m}_sent_reward (
  pledge uuid PRIMARY KEY,
  title text NOT NULL,
  carrier text,
  tracking text,
  sent_at bigint NOT NULL
);
