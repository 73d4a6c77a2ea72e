-- The tables of notifications.

-- Where mail goes, as those who were told it say: one row for a pledge or an account. Erasing a person empties
-- name and email and keeps the row.
CREATE TABLE {m}_contact (
  key text PRIMARY KEY,
  person uuid NOT NULL,
  name text,
  email text,
  locale text NOT NULL,
  heard_at bigint NOT NULL
);
CREATE INDEX {m}_contact_person ON {m}_contact (person);

-- What mails say about a pledge, copied from the messages of pledges.
CREATE TABLE {m}_pledge (
  pledge uuid PRIMARY KEY,
  campaign_title text NOT NULL,
  charged smallint NOT NULL,
  active_at bigint
);
CREATE INDEX {m}_pledge_active ON {m}_pledge (active_at) WHERE active_at IS NOT NULL;

-- One row a mail. The unique key is what makes a mail go out once for each fact; facts hold no personal data.
-- States: 0 queued, 1 sent, 2 refused for good, 3 nobody left to write to.
CREATE TABLE {m}_mail (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  recipient text NOT NULL,
  subject_id text NOT NULL,
  pledge uuid,
  facts text NOT NULL,
  state smallint NOT NULL,
  message_id text NOT NULL,
  subject text,
  error text,
  queued_at bigint NOT NULL,
  settled_at bigint,
  CHECK (state <> 1 OR settled_at IS NOT NULL),
  UNIQUE (kind, recipient, subject_id)
);
CREATE INDEX {m}_mail_pledge ON {m}_mail (pledge) WHERE pledge IS NOT NULL;
CREATE INDEX {m}_mail_open ON {m}_mail (queued_at) WHERE state IN (0, 2)
