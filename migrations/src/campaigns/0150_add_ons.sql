-- A reward may go with another one: the most that one pledge may take of it, and which rewards it goes with, as a JSON list
-- of their ids; empty for each of the campaign. Both NULL: it is a reward by itself. Digital: nothing is sent by post.
ALTER TABLE {m}_reward ADD COLUMN digital smallint NOT NULL DEFAULT 0;
ALTER TABLE {m}_reward ADD COLUMN most bigint;
ALTER TABLE {m}_reward ADD COLUMN goes_with text;

-- How many add-ons pledges have. Read model; how many are left is decided by pledges alone.
CREATE TABLE {m}_chosen_add_on (
  pledge uuid NOT NULL,
  add_on uuid NOT NULL,
  campaign uuid NOT NULL,
  many bigint NOT NULL,
  PRIMARY KEY (pledge, add_on)
);
CREATE INDEX {m}_chosen_add_on_campaign ON {m}_chosen_add_on (campaign, pledge);
