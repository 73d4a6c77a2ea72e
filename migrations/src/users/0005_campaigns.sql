-- Who runs which campaign, and until when it cannot do without them: while it collects, and while what it collected may
-- still move.
CREATE TABLE {m}_campaign (
  campaign uuid PRIMARY KEY,
  creator uuid NOT NULL,
  needed_until bigint NOT NULL
);
CREATE INDEX {m}_campaign_creator ON {m}_campaign (creator)
