-- A bank warns that a payment may be fraud, before anybody takes it back. Nothing follows by itself.
CREATE TABLE {m}_fraud_warning (
  id text PRIMARY KEY,
  payment uuid NOT NULL,
  pledge uuid NOT NULL,
  kind text NOT NULL,
  -- Whether the provider says that something can still be done about it.
  actionable smallint NOT NULL,
  warned_at bigint NOT NULL,
  -- When somebody decided to leave it, who, and why.
  left_at bigint,
  left_by uuid,
  reason text
);
CREATE INDEX {m}_fraud_warning_at ON {m}_fraud_warning (warned_at);
