-- What was collected of each promise to a campaign that succeeded. Read model.
CREATE TABLE {m}_collected (
  pledge uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  amount_minor bigint NOT NULL
);
CREATE INDEX {m}_collected_campaign ON {m}_collected (campaign);
