-- Who runs a campaign, so that they are told when a bank takes a gift to it back.
CREATE TABLE {m}_creator (
  campaign uuid PRIMARY KEY,
  creator uuid NOT NULL
);
