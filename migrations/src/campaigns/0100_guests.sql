-- Who follows a campaign by a mail address alone, once they have said so from that address. The address itself is here
-- only until then; after that its hash is, so that the follow is theirs when they open an account.
CREATE TABLE {m}_guest (
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
  followed_at bigint,
  UNIQUE (form, address_hash)
);
CREATE INDEX {m}_guest_address ON {m}_guest (address_hash, campaign);
