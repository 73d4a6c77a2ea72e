-- What SQLite can hold of the ledger's rules by itself. Lines come before their group: a group comes in only when
-- its lines sum to nothing in each currency, and no line is added to it afterwards. PostgreSQL does the same with the
-- deferred trigger of 0001.
@sqlite CREATE TRIGGER {m}_posting_group_balances BEFORE INSERT ON {m}_posting_group BEGIN SELECT RAISE(ABORT, 'the postings of a group do not balance') WHERE NOT EXISTS (SELECT 1 FROM {m}_posting WHERE group_id = NEW.id) OR EXISTS (SELECT 1 FROM {m}_posting WHERE group_id = NEW.id GROUP BY currency HAVING SUM(minor) <> 0)\x3B END;
@sqlite CREATE TRIGGER {m}_posting_late BEFORE INSERT ON {m}_posting WHEN EXISTS (SELECT 1 FROM {m}_posting_group WHERE id = NEW.group_id) BEGIN SELECT RAISE(ABORT, 'this group is closed: reverse it')\x3B END;
@sqlite CREATE TRIGGER {m}_posting_update BEFORE UPDATE ON {m}_posting BEGIN SELECT RAISE(ABORT, 'what was posted stays: reverse it')\x3B END;
@sqlite CREATE TRIGGER {m}_posting_delete BEFORE DELETE ON {m}_posting BEGIN SELECT RAISE(ABORT, 'what was posted stays: reverse it')\x3B END;
@sqlite CREATE TRIGGER {m}_posting_group_update BEFORE UPDATE ON {m}_posting_group BEGIN SELECT RAISE(ABORT, 'what was posted stays: reverse it')\x3B END;
@sqlite CREATE TRIGGER {m}_posting_group_delete BEFORE DELETE ON {m}_posting_group BEGIN SELECT RAISE(ABORT, 'what was posted stays: reverse it')\x3B END;

-- The platform's fee as it was when the pledge was made: a rate in basis points and the version of the price list.
CREATE TABLE {m}_platform_fee (
  pledge uuid PRIMARY KEY,
  rate_bp integer NOT NULL,
  version integer NOT NULL,
  CHECK (rate_bp >= 0 AND rate_bp <= 10000)
);
-- When the payment's share became the creator's. Nothing while it is held in escrow.
ALTER TABLE {m}_payment ADD COLUMN earned_at bigint;

-- This module's own copy of what a payout must know of a campaign: who runs it, when it ends, and whether its money
-- stays. frozen: 0 no, 1 while it is suspended, 2 for good, since the money goes back.
CREATE TABLE {m}_payee (
  campaign uuid PRIMARY KEY,
  creator uuid NOT NULL,
  title text NOT NULL,
  slug text NOT NULL UNIQUE,
  currency text NOT NULL,
  deadline_at bigint NOT NULL,
  frozen smallint NOT NULL DEFAULT 0
);
CREATE INDEX {m}_payee_creator ON {m}_payee (creator);
