-- Which pledges hold a reward. Read model; how many are left is decided by pledges alone.
CREATE TABLE campaigns_claim (
  pledge uuid PRIMARY KEY,
  reward uuid NOT NULL
);
CREATE INDEX campaigns_claim_reward ON campaigns_claim (reward);
