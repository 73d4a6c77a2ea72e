-- Every time this log became another one, by being restored from a copy: which log it is since, and the last
-- position that the copy had. What a subscriber heard beyond that position is no longer in the log.
CREATE TABLE {m}_outbox_epoch (
  epoch uuid PRIMARY KEY,
  after_pos bigint NOT NULL,
  since bigint NOT NULL
)
