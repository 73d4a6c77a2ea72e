-- What stayed behind of a payout and can leave: it waits for somebody to propose it.
CREATE TABLE {m}_rest (
  creator uuid NOT NULL,
  currency text NOT NULL,
  -- The campaign that it is proposed with.
  campaign uuid NOT NULL,
  noted_at bigint NOT NULL,
  PRIMARY KEY (creator, currency)
);
