-- How far the provider's own list of events was read, newest first. Everything from before `since` is taken. Of a pass
-- that is not through, when it began, and the last event that it took.
CREATE TABLE {m}_sweep (
  provider text PRIMARY KEY,
  since bigint NOT NULL,
  began_at bigint,
  after_event text
);
