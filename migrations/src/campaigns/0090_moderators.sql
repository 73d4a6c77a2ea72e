-- What those are called who decided on campaigns, for others who do.
CREATE TABLE {m}_moderator (
  moderator uuid PRIMARY KEY,
  name text NOT NULL
);
