-- How each promise to a campaign that succeeded becomes money. One row a pledge whose card was saved.
CREATE TABLE {m}_settlement (
  pledge uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  state text NOT NULL,
  attempt integer NOT NULL,
  in_flight smallint NOT NULL,
  code text,
  repair_since bigint,
  began_at bigint NOT NULL,
  ended_at bigint,
  CHECK (state IN ('charging', 'repair', 'collected', 'dropped'))
);
CREATE INDEX {m}_settlement_campaign ON {m}_settlement (campaign, state);
