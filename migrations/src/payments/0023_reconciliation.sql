-- One comparison of our books with the provider's. Amounts are what moved there in either direction, in minor units
-- of all currencies together: only their ratio means something.
CREATE TABLE {m}_reconciliation (
  day bigint PRIMARY KEY,
  theirs_count bigint NOT NULL,
  theirs_minor bigint NOT NULL,
  explained_minor bigint NOT NULL,
  at bigint NOT NULL
);

-- Something that one of the two has and the other has not, or has otherwise. kind: theirs_not_ours, ours_not_theirs,
-- amount_differs, currency_differs.
CREATE TABLE {m}_case (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  what text NOT NULL,
  object text NOT NULL,
  currency text NOT NULL,
  ours_minor bigint,
  theirs_minor bigint,
  opened_at bigint NOT NULL,
  closed_at bigint,
  closed_by uuid,
  note text,
  UNIQUE (kind, what, object)
);
CREATE INDEX {m}_case_open ON {m}_case (opened_at) WHERE closed_at IS NULL;
