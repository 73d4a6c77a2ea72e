-- By which formula an event was hashed: 1 leaves out when it was recorded, 2 has it.
ALTER TABLE {m}_event ADD COLUMN hash_ver smallint NOT NULL DEFAULT 1
