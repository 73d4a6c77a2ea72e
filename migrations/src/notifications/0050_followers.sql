-- Who is told of the updates of which campaign without having given to it.
CREATE TABLE {m}_follower (
  campaign uuid NOT NULL,
  follower uuid NOT NULL,
  PRIMARY KEY (campaign, follower)
);
CREATE INDEX {m}_follower_follower ON {m}_follower (follower);
