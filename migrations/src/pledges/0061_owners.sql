-- Who runs which campaign.
CREATE TABLE {m}_owner (
  campaign uuid PRIMARY KEY,
  creator uuid NOT NULL
);
