-- A bank that took a payment back. The provider's id is its name: one dispute is one fact, whatever order it is told in.
-- state: 0 awaits evidence, 1 with the bank, 2 won, 3 lost.
CREATE TABLE {m}_dispute (
  id text PRIMARY KEY,
  payment uuid NOT NULL,
  pledge uuid NOT NULL,
  campaign uuid NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  fee_minor bigint NOT NULL,
  reason text NOT NULL,
  state smallint NOT NULL,
  due_by bigint,
  evidence_at bigint,
  reminded_at bigint,
  opened_at bigint NOT NULL,
  closed_at bigint,
  -- What was lost of the gift, line by line.
  lost_amount_minor bigint NOT NULL DEFAULT 0,
  lost_tip_minor bigint NOT NULL DEFAULT 0,
  lost_covered_fee_minor bigint NOT NULL DEFAULT 0,
  CHECK (amount_minor > 0 AND fee_minor >= 0)
);
CREATE INDEX {m}_dispute_payment ON {m}_dispute (payment);
CREATE INDEX {m}_dispute_open ON {m}_dispute (due_by) WHERE state IN (0, 1);
