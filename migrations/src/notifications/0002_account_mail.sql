-- Mails about accounts. What they say and where they go is kept only until they are sent: then email, name and
-- link are emptied. States as in notifications_mail.
CREATE TABLE {m}_account_mail (
  id uuid PRIMARY KEY,
  about text NOT NULL,
  person uuid NOT NULL,
  locale text NOT NULL,
  email text,
  name text,
  link text,
  due_at bigint NOT NULL,
  link_until bigint,
  state smallint NOT NULL,
  message_id text NOT NULL,
  error text,
  settled_at bigint
);
CREATE INDEX {m}_account_mail_person ON {m}_account_mail (person);
CREATE INDEX {m}_account_mail_open ON {m}_account_mail (due_at) WHERE state = 0
