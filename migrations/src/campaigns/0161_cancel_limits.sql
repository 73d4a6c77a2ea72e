-- Up to which sum one person who works here cancels a campaign alone, as two admins agreed: each change of each currency,
-- the latest of which counts. A currency without one has the limit of the program.
CREATE TABLE {m}_cancel_limit (
  currency text NOT NULL,
  number integer NOT NULL,
  minor bigint NOT NULL,
  reason text NOT NULL,
  proposed_by uuid NOT NULL,
  agreed_by uuid NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (currency, number),
  CHECK (minor >= 0)
);
