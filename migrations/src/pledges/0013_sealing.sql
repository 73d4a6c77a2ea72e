-- What was promised to a campaign by its deadline. One row a campaign, written once.
CREATE TABLE {m}_seal (
  campaign uuid PRIMARY KEY,
  total_minor bigint NOT NULL,
  promises bigint NOT NULL,
  sealed_at bigint NOT NULL
);
