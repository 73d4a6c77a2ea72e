-- What two people of finance wrote into the ledger by hand: why, and what it explains. Its postings are those of the group
-- that is booked as `booked_as`.
CREATE TABLE {m}_adjustment (
  id uuid PRIMARY KEY,
  booked_as text NOT NULL UNIQUE,
  reason text NOT NULL,
  -- The difference between the two books that it explains, and what the comparison counts it to.
  case_id uuid,
  what text,
  object text,
  -- The one that it takes back, each once.
  reverses uuid UNIQUE,
  proposed_by uuid NOT NULL,
  agreed_by uuid NOT NULL,
  at bigint NOT NULL
);
CREATE INDEX {m}_adjustment_object ON {m}_adjustment (object);
@sqlite CREATE TRIGGER {m}_adjustment_update BEFORE UPDATE ON {m}_adjustment BEGIN SELECT RAISE(ABORT, 'what was posted stays: reverse it')\x3B END;
@sqlite CREATE TRIGGER {m}_adjustment_delete BEFORE DELETE ON {m}_adjustment BEGIN SELECT RAISE(ABORT, 'what was posted stays: reverse it')\x3B END;
@postgres CREATE TRIGGER {m}_adjustment_stays BEFORE UPDATE OR DELETE ON {m}_adjustment FOR EACH ROW EXECUTE FUNCTION {m}_posting_stays();
