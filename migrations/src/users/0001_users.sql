-- The tables of users.

-- People with an account. The address is kept trimmed and in lower case; a hash names the pepper it needs.
CREATE TABLE {m}_user (
  id uuid PRIMARY KEY,
  person uuid NOT NULL UNIQUE,
  email text NOT NULL UNIQUE,
  name text NOT NULL,
  password_hash text NOT NULL,
  pepper text NOT NULL,
  created_at bigint NOT NULL,
  disabled_at bigint,
  CHECK (email = lower(email))
);

-- What people may do beyond giving.
CREATE TABLE {m}_role (
  user_id uuid NOT NULL,
  role text NOT NULL,
  granted_at bigint NOT NULL,
  PRIMARY KEY (user_id, role)
);

-- Who is here. The web kernel reads and writes it as its session store.
CREATE TABLE {m}_session (
  id text PRIMARY KEY,
  user_id uuid,
  data bytea NOT NULL,
  expires_at bigint NOT NULL,
  created_at bigint NOT NULL
);
CREATE INDEX {m}_session_expiry ON {m}_session (expires_at);
CREATE INDEX {m}_session_user ON {m}_session (user_id) WHERE user_id IS NOT NULL
