-- One at a time, so that two never share what was earned. One that came back shares nothing with the next: what it moved is
-- set apart in the ledger until it is the creator's again, so it need not wait for the end of another.
DROP INDEX {m}_payout_live;
CREATE UNIQUE INDEX {m}_payout_live ON {m}_payout (creator, currency) WHERE state IN (0, 1, 2, 3);
