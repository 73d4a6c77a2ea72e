-- What each seal is the sum of: one row for each promise or gift by hand that counted, written with the seal.
CREATE TABLE {m}_sealed_promise (
  campaign uuid NOT NULL,
  promise uuid NOT NULL,
  counts_minor bigint NOT NULL,
  PRIMARY KEY (campaign, promise),
  CHECK (counts_minor > 0)
);

-- Whether they were written: seals of before have none.
ALTER TABLE {m}_seal ADD COLUMN listed smallint NOT NULL DEFAULT 0;
