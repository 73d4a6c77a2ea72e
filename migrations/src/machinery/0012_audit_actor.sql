-- People look up what they did themselves.
CREATE INDEX {m}_audit_actor ON {m}_audit (actor, at)
