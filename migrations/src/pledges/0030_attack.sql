-- Cards that were refused, as far as it takes to see that many are being tried out. One row a refusal.
CREATE TABLE {m}_decline (
  pledge uuid NOT NULL,
  declined_at bigint NOT NULL,
  campaign uuid NOT NULL,
  PRIMARY KEY (pledge, declined_at)
);
CREATE INDEX {m}_decline_recent ON {m}_decline (declined_at);

-- Where whoever gives has to bring a proof for the time being: scope is 'site' or a campaign's id. by_rule is 1
-- when the counts said so, 0 when a person did. Before quiet_until the counts are not asked again.
CREATE TABLE {m}_attack (
  scope text PRIMARY KEY,
  begun_at bigint NOT NULL,
  until_at bigint NOT NULL,
  quiet_until bigint NOT NULL,
  by_rule smallint NOT NULL,
  reason text NOT NULL
);
