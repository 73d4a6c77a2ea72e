-- Each page of the back office counts the campaigns of which nobody has proposed a payout yet.
CREATE INDEX {m}_payment_unearned ON {m}_payment (campaign) WHERE status = 3 AND earned_at IS NULL;
