-- What the provider told us of and was given up is counted whenever somebody looks at what is stuck.
CREATE INDEX {m}_webhook_given_up ON {m}_webhook (received_at) WHERE state = 3;
