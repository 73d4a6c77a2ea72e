-- Signed roots of the audit log that are mailed to whoever keeps them. States as in notifications_mail.
CREATE TABLE {m}_audit_root (
  -- The SHA-256 of its line.
  hash text PRIMARY KEY,
  module text NOT NULL,
  line text NOT NULL,
  signed_at bigint NOT NULL,
  state smallint NOT NULL,
  error text,
  settled_at bigint
)
