-- Campaigns that were given more time than was said, each once.
CREATE TABLE {m}_extension (
  campaign uuid PRIMARY KEY,
  before_at bigint NOT NULL,
  until_at bigint NOT NULL,
  extended_by uuid NOT NULL,
  reason text NOT NULL,
  at bigint NOT NULL
);
