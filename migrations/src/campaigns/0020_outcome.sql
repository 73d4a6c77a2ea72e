-- How each campaign ended. One row a campaign, written once, in the transaction that says so.
CREATE TABLE campaigns_outcome (
  campaign uuid PRIMARY KEY,
  -- What was promised by the deadline, and by how many promises. Locked.
  currency text NOT NULL,
  total_minor bigint NOT NULL,
  promises bigint NOT NULL,
  goal_minor bigint NOT NULL,
  succeeded smallint NOT NULL,
  decided_at bigint NOT NULL
);
