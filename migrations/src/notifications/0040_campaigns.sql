-- What campaigns are called, for mails about their money.
CREATE TABLE {m}_campaign (
  campaign uuid PRIMARY KEY,
  title text NOT NULL
);
