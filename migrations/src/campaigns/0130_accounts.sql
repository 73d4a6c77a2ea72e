-- Whom the payment provider lets be charged for, as payments says: their campaigns can begin.
CREATE TABLE {m}_account (
  creator uuid PRIMARY KEY,
  charges_enabled smallint NOT NULL
);
