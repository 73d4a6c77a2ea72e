-- What gifts of some sizes do, in the creator's words: a JSON list of {"amount", "words"}.
ALTER TABLE {m}_campaign ADD COLUMN impacts text NOT NULL DEFAULT '[]';
