-- Something that one person proposes and another decides. state: 0 open, 1 done, 2 declined, 3 expired.
CREATE TABLE {m}_proposal (
  id uuid PRIMARY KEY,
  action text NOT NULL,
  subject text NOT NULL,
  payload text NOT NULL,
  hash text NOT NULL,
  proposer uuid NOT NULL,
  beneficiary uuid,
  proposed_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  state smallint NOT NULL,
  decided_by uuid,
  decided_at bigint,
  reason text
);
CREATE INDEX {m}_proposal_open ON {m}_proposal (action, proposed_at) WHERE state = 0;
CREATE UNIQUE INDEX {m}_proposal_one ON {m}_proposal (action, subject) WHERE state = 0;
