-- The tables of payments. Instants are microseconds since 1970, money is minor units of `currency`.

-- This module's own copy of what it must know of a campaign.
CREATE TABLE {m}_campaign (
  id uuid PRIMARY KEY,
  title text NOT NULL,
  slug text NOT NULL,
  currency text NOT NULL
);

-- One attempt to collect what a pledge promises, or to save its card.
CREATE TABLE {m}_payment (
  id uuid PRIMARY KEY,
  pledge uuid NOT NULL,
  campaign uuid NOT NULL,
  attempt_no integer NOT NULL,
  kind smallint NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  tip_minor bigint NOT NULL,
  covered_fee_minor bigint NOT NULL,
  locale text NOT NULL,
  status smallint NOT NULL,
  customer_id text,
  session_id text UNIQUE,
  session_url text,
  intent_id text UNIQUE,
  charge_id text UNIQUE,
  method_id text,
  expires_at bigint NOT NULL,
  close_asked smallint NOT NULL,
  refunded_minor bigint NOT NULL,
  fee_transaction text UNIQUE,
  fee_minor bigint,
  fee_currency text,
  last_decline text,
  failure text,
  created_at bigint NOT NULL,
  collected_at bigint,
  settled_at bigint,
  CHECK (amount_minor >= 0 AND tip_minor >= 0 AND covered_fee_minor >= 0),
  CHECK (refunded_minor >= 0 AND refunded_minor <= amount_minor + tip_minor + covered_fee_minor),
  CHECK (status <> 3 OR (intent_id IS NOT NULL AND charge_id IS NOT NULL)),
  UNIQUE (pledge, attempt_no)
);
CREATE INDEX {m}_payment_campaign ON {m}_payment (campaign);
CREATE INDEX {m}_payment_open ON {m}_payment (created_at) WHERE status IN (0, 1, 2);

-- One decision to give money back.
CREATE TABLE {m}_refund (
  id uuid PRIMARY KEY,
  payment uuid NOT NULL,
  pledge uuid NOT NULL,
  campaign uuid NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  tip_minor bigint NOT NULL,
  covered_fee_minor bigint NOT NULL,
  status smallint NOT NULL,
  effect_no integer NOT NULL,
  provider_id text UNIQUE,
  failure text,
  due_at bigint NOT NULL,
  finished_at bigint,
  CHECK (amount_minor >= 0 AND tip_minor >= 0 AND covered_fee_minor >= 0)
);
CREATE INDEX {m}_refund_payment ON {m}_refund (payment);
CREATE INDEX {m}_refund_open ON {m}_refund (due_at) WHERE status IN (0, 1);

-- What the provider told us. A hint to look, never the truth itself.
CREATE TABLE {m}_webhook (
  provider text NOT NULL,
  event_id text NOT NULL,
  type text NOT NULL,
  object_id text NOT NULL,
  payload text NOT NULL,
  state smallint NOT NULL,
  attempts integer NOT NULL,
  note text,
  received_at bigint NOT NULL,
  handled_at bigint,
  PRIMARY KEY (provider, event_id)
);
CREATE INDEX {m}_webhook_open ON {m}_webhook (received_at) WHERE state IN (0, 2);

-- The ledger. Append only: a mistake is corrected by a group that reverses it.
CREATE TABLE {m}_posting_group (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  provider_object text NOT NULL,
  payment uuid NOT NULL,
  pledge uuid NOT NULL,
  campaign uuid NOT NULL,
  at bigint NOT NULL,
  UNIQUE (provider_object, kind)
);
CREATE INDEX {m}_posting_group_campaign ON {m}_posting_group (campaign, at);
CREATE INDEX {m}_posting_group_payment ON {m}_posting_group (payment);
-- A debit is positive, a credit negative.
CREATE TABLE {m}_posting (
  group_id uuid NOT NULL,
  line smallint NOT NULL,
  account text NOT NULL,
  currency text NOT NULL,
  minor bigint NOT NULL,
  PRIMARY KEY (group_id, line),
  CHECK (minor <> 0)
);
CREATE INDEX {m}_posting_account ON {m}_posting (account, currency);

-- PostgreSQL itself refuses a group that does not balance, and any change to what was posted. A semicolon ends a
-- migration's statement, so inside a function it is written as the escape \x3B.
@postgres CREATE FUNCTION {m}_posting_balances() RETURNS trigger LANGUAGE plpgsql AS E'BEGIN IF EXISTS (SELECT 1 FROM {m}_posting WHERE group_id = NEW.group_id GROUP BY currency HAVING SUM(minor) <> 0) THEN RAISE EXCEPTION \'the postings of group % do not balance\', NEW.group_id\x3B END IF\x3B RETURN NULL\x3B END';
@postgres CREATE CONSTRAINT TRIGGER {m}_posting_balances AFTER INSERT ON {m}_posting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {m}_posting_balances();
@postgres CREATE FUNCTION {m}_posting_stays() RETURNS trigger LANGUAGE plpgsql AS E'BEGIN RAISE EXCEPTION \'what was posted stays: reverse it\'\x3B END';
@postgres CREATE TRIGGER {m}_posting_stays BEFORE UPDATE OR DELETE ON {m}_posting FOR EACH ROW EXECUTE FUNCTION {m}_posting_stays();
@postgres CREATE TRIGGER {m}_posting_group_stays BEFORE UPDATE OR DELETE ON {m}_posting_group FOR EACH ROW EXECUTE FUNCTION {m}_posting_stays();
