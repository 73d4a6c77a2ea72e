-- Where rewards go, for those who send them. Read model. Personal data.
CREATE TABLE {m}_delivery (
  pledge uuid PRIMARY KEY,
  name text NOT NULL,
  address text NOT NULL
);
