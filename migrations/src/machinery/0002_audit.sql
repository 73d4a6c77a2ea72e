-- Who did what, written in the transaction of what was done. Never changed and never removed: the triggers
-- below refuse it, and the chain of seals shows it where somebody goes around them. `\;` is a `;` inside a
-- statement.
CREATE TABLE {m}_audit (
  id uuid PRIMARY KEY,
  at bigint NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  reason text,
  was text,
  became text,
  correlation_id uuid NOT NULL
);
CREATE INDEX {m}_audit_at ON {m}_audit (at);
CREATE INDEX {m}_audit_subject ON {m}_audit (subject, at);
-- Entries that have no seal yet.
CREATE TABLE {m}_audit_new (
  entry uuid PRIMARY KEY
);
-- The one order of all entries, each hashed together with the hash before it.
CREATE TABLE {m}_audit_seal (
  seq bigint PRIMARY KEY,
  entry uuid NOT NULL UNIQUE,
  hash bytea NOT NULL
);
@postgres CREATE FUNCTION {m}_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'the audit log is only ever added to'\;
END $$;
@postgres CREATE TRIGGER {m}_audit_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {m}_audit
  FOR EACH STATEMENT EXECUTE FUNCTION {m}_audit_refuse();
@postgres CREATE TRIGGER {m}_audit_seal_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {m}_audit_seal
  FOR EACH STATEMENT EXECUTE FUNCTION {m}_audit_refuse();
@sqlite CREATE TRIGGER {m}_audit_unchanged BEFORE UPDATE ON {m}_audit BEGIN
  SELECT RAISE(ABORT, 'the audit log is only ever added to')\;
END;
@sqlite CREATE TRIGGER {m}_audit_kept BEFORE DELETE ON {m}_audit BEGIN
  SELECT RAISE(ABORT, 'the audit log is only ever added to')\;
END;
@sqlite CREATE TRIGGER {m}_audit_seal_unchanged BEFORE UPDATE ON {m}_audit_seal BEGIN
  SELECT RAISE(ABORT, 'the audit log is only ever added to')\;
END;
@sqlite CREATE TRIGGER {m}_audit_seal_kept BEFORE DELETE ON {m}_audit_seal BEGIN
  SELECT RAISE(ABORT, 'the audit log is only ever added to')\;
END
