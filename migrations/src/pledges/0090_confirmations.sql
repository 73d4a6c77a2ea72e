-- Gifts that wait, while cards are tested, until whoever began them opens the link that was mailed to them. Nothing is
-- held for them. An address (a keyed hash of it) has a few slots, and a slot is free again when its link has ended: so
-- there is no way to have more than that sent to it. gift is the whole form as JSON, with name and address; it goes
-- when it is confirmed, when a newer one takes its place, and when the link ends. Of the secret in the link only a
-- hash is kept. person is whose key seals the mail.
CREATE TABLE {m}_confirmation (
  address text NOT NULL,
  slot smallint NOT NULL,
  secret_hash text NOT NULL,
  pledge uuid NOT NULL,
  person uuid NOT NULL,
  request_hash bytea NOT NULL,
  gift text,
  until_at bigint NOT NULL,
  used_at bigint,
  PRIMARY KEY (address, slot)
);
CREATE UNIQUE INDEX {m}_confirmation_secret ON {m}_confirmation (secret_hash);
CREATE INDEX {m}_confirmation_pledge ON {m}_confirmation (pledge);
CREATE INDEX {m}_confirmation_person ON {m}_confirmation (person);
