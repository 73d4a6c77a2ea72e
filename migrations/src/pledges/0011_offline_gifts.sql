-- Gifts that came by hand or by bank, not through the provider (rule R24).

CREATE TABLE {m}_offline_gift (
  gift uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  -- The holder of the giver's personal data.
  person uuid NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  -- cash, cheque or bank
  method text NOT NULL,
  -- As it may be shown; NULL when nobody is to be named.
  name text,
  received_on text NOT NULL,
  -- Where it was written down first, and under which number there. One number of one source is one gift.
  source text NOT NULL,
  external_id text NOT NULL,
  -- entered, confirmed, rejected, refund_due, refunded
  state text NOT NULL,
  entered_by uuid NOT NULL,
  entered_at bigint NOT NULL,
  -- Who confirmed or rejected it: never who entered it.
  decided_by uuid,
  decided_at bigint,
  -- Who is to hand the money back, and why.
  refund_by uuid,
  refund_note text,
  refunded_at bigint,
  UNIQUE (source, external_id),
  CHECK (decided_by IS NULL OR decided_by <> entered_by)
);
CREATE INDEX {m}_offline_gift_open ON {m}_offline_gift (state, entered_at);
CREATE INDEX {m}_offline_gift_campaign ON {m}_offline_gift (campaign, state);
