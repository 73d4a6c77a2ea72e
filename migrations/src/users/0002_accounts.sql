-- Accounts that people open themselves: mailed links, second factors, sessions they can see and end.

-- verified_at: since when the address is known to be theirs. An empty password_hash: they sign in by link only.
ALTER TABLE {m}_user ADD COLUMN verified_at bigint;
ALTER TABLE {m}_user ADD COLUMN locale text NOT NULL DEFAULT 'en';
ALTER TABLE {m}_user ADD COLUMN news smallint NOT NULL DEFAULT 0;
ALTER TABLE {m}_user ADD COLUMN closed_at bigint;

-- created_at is when the person signed in, in microseconds, whatever id the session has had since. handle names
-- it on pages. level: 0 nobody, 1 signed in, 2 with a second factor.
ALTER TABLE {m}_session ADD COLUMN last_seen bigint NOT NULL DEFAULT 0;
ALTER TABLE {m}_session ADD COLUMN handle uuid;
ALTER TABLE {m}_session ADD COLUMN network text NOT NULL DEFAULT '';
ALTER TABLE {m}_session ADD COLUMN agent text NOT NULL DEFAULT '';
ALTER TABLE {m}_session ADD COLUMN level smallint NOT NULL DEFAULT 0;

-- Links that were asked for. A row is written for every request alike; whether there is anybody to mail is found
-- out later, by a job, so that nobody learns it from the answer or from its time. The token is in the mail only.
CREATE TABLE {m}_link (
  id uuid PRIMARY KEY,
  purpose text NOT NULL,
  email text NOT NULL,
  user_id uuid,
  person uuid,
  name text,
  password_hash text,
  pepper text,
  browser bytea NOT NULL,
  next text NOT NULL,
  locale text NOT NULL,
  token_hash bytea UNIQUE,
  asked_at bigint NOT NULL,
  expires_at bigint,
  used_at bigint
);
CREATE INDEX {m}_link_asked ON {m}_link (asked_at);
CREATE INDEX {m}_link_user ON {m}_link (user_id) WHERE user_id IS NOT NULL;

-- Second factors. data: a sealed TOTP secret, or a passkey as JSON. last_step: the last time step whose code was
-- used, so that each code is good for one sign-in.
CREATE TABLE {m}_factor (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  data bytea NOT NULL,
  key_id text NOT NULL,
  credential bytea UNIQUE,
  last_step bigint NOT NULL,
  created_at bigint NOT NULL,
  last_used_at bigint
);
CREATE INDEX {m}_factor_user ON {m}_factor (user_id);

-- Recovery codes, hashed. Each is good once.
CREATE TABLE {m}_recovery_code (
  user_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  made_at bigint NOT NULL,
  used_at bigint,
  PRIMARY KEY (user_id, code_hash)
)
