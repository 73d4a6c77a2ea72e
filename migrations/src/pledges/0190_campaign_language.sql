-- The language a campaign is written in (BCP 47), so that its words are read aloud as what they are; empty when nobody said.
ALTER TABLE {m}_campaign ADD COLUMN language text NOT NULL DEFAULT '';
