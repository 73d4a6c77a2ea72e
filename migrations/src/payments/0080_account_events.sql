-- Events of a creator's account are read while a payout to it may still come back.
CREATE INDEX {m}_payout_account ON {m}_payout (account);
