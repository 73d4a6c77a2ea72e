-- What the payment provider said it holds of ours in each currency, and when it was asked.
CREATE TABLE {m}_balance (
  currency text PRIMARY KEY,
  -- What could leave then.
  available_minor bigint NOT NULL,
  -- What it had taken, and could not leave yet.
  pending_minor bigint NOT NULL,
  asked_at bigint NOT NULL
);
