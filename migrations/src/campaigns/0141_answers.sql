-- The comment that this one answers; NULL where it answers none, and for those that were written before this was kept.
ALTER TABLE {m}_comment ADD COLUMN answers uuid;
CREATE INDEX {m}_comment_answers ON {m}_comment (answers, at);
