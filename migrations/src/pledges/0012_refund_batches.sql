-- Refunds for everybody who gave to a campaign (rule R5): one batch, a line for each pledge with a state of its own.

CREATE TABLE {m}_refund_batch (
  batch uuid PRIMARY KEY,
  -- One campaign is given back once.
  campaign uuid NOT NULL UNIQUE,
  reason text NOT NULL,
  -- running, paused, done
  state text NOT NULL,
  started_by uuid NOT NULL,
  started_at bigint NOT NULL,
  finished_at bigint
);

CREATE TABLE {m}_refund_batch_line (
  batch uuid NOT NULL,
  pledge uuid NOT NULL,
  -- waiting, on_its_way, refunded, released, nothing, failed
  state text NOT NULL,
  refund uuid,
  note text,
  changed_at bigint NOT NULL,
  PRIMARY KEY (batch, pledge)
);
CREATE INDEX {m}_refund_batch_line_state ON {m}_refund_batch_line (batch, state, pledge);
CREATE INDEX {m}_refund_batch_line_refund ON {m}_refund_batch_line (refund);
