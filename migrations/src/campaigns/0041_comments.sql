-- When its author took a comment back. Its words are gone then.
ALTER TABLE {m}_comment ADD COLUMN taken_back_at bigint;
-- The comment a report is about; NULL where it is about the campaign.
ALTER TABLE {m}_report ADD COLUMN comment uuid;
