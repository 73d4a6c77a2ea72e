-- half: the hash of the second half of the session's cookie. Sessions from before have none and open no more.
ALTER TABLE {m}_session ADD COLUMN half text NOT NULL DEFAULT ''
