-- Who was asked by mail whether they want to be told when a campaign begins. The address is here until they said so or
-- the link has ended, at most three days; the row goes then.
CREATE TABLE {m}_launch_asked (
  -- The holder of the address.
  person uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  -- The form that was sent: sent twice, it asks once.
  form uuid NOT NULL,
  -- SHA-256 of the address in lower case.
  address_hash text NOT NULL,
  -- SHA-256 of the secret in the link.
  secret_hash text NOT NULL UNIQUE,
  email text,
  locale text NOT NULL,
  expires_at bigint NOT NULL,
  confirmed_at bigint,
  UNIQUE (form, address_hash)
);
