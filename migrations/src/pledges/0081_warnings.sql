-- A bank warns that the payment of a pledge may be fraud: told to staff on its page.
CREATE TABLE {m}_warning (
  id text PRIMARY KEY,
  pledge uuid NOT NULL,
  kind text NOT NULL,
  warned_at bigint NOT NULL
);
CREATE INDEX {m}_warning_pledge ON {m}_warning (pledge, warned_at);
