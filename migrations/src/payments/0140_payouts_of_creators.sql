-- Each refund of what was earned asks whether money left for its creator since.
CREATE INDEX {m}_payout_creator ON {m}_payout (creator, currency, proposed_at);
