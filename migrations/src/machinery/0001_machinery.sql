-- The machinery of one module; {m} is its name. kernel/ reads and writes these and nothing else does.
-- Instants are microseconds since 1970. JSON is text, because hashes and retries need its very bytes.

-- What the module says. Inserted once, stamped once with a dense position, never touched again.
@postgres CREATE TABLE {m}_outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  pos bigint,
  message_id uuid NOT NULL UNIQUE,
  topic text NOT NULL,
  version smallint NOT NULL,
  key text NOT NULL,
  key_seq bigint NOT NULL,
  payload text NOT NULL,
  person uuid,
  sealed bytea,
  correlation_id uuid NOT NULL,
  causation_id uuid,
  traceparent text,
  created_at bigint NOT NULL,
  UNIQUE (key, key_seq)
) WITH (fillfactor=85);
@postgres CREATE UNIQUE INDEX {m}_outbox_pos ON {m}_outbox (pos) WHERE pos IS NOT NULL;
@postgres CREATE INDEX {m}_outbox_new ON {m}_outbox (id) WHERE pos IS NULL;
@sqlite CREATE TABLE {m}_outbox (
  pos INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id BLOB NOT NULL UNIQUE,
  topic TEXT NOT NULL,
  version INTEGER NOT NULL,
  key TEXT NOT NULL,
  key_seq INTEGER NOT NULL,
  payload TEXT NOT NULL,
  person BLOB,
  sealed BLOB,
  correlation_id BLOB NOT NULL,
  causation_id BLOB,
  traceparent TEXT,
  created_at INTEGER NOT NULL,
  UNIQUE (key, key_seq)
) STRICT;

-- The last position stamped, and which log this is: a restored one is another.
CREATE TABLE {m}_outbox_head (
  one smallint PRIMARY KEY CHECK (one = 1),
  head bigint NOT NULL,
  epoch uuid NOT NULL
);
@postgres INSERT INTO {m}_outbox_head (one, head, epoch) VALUES (1, 0, gen_random_uuid());
@sqlite INSERT INTO {m}_outbox_head (one, head, epoch) VALUES (1, 0, randomblob(16));

-- Keys of the people this module's messages tell of. Deleting a row forgets the person in the log.
CREATE TABLE {m}_person_key (
  person uuid PRIMARY KEY,
  secret bytea NOT NULL,
  created_at bigint NOT NULL
);

-- How far each subscriber of this module has read each source. Moves in the transaction of the effect.
CREATE TABLE {m}_subscription (
  name text NOT NULL,
  source text NOT NULL,
  pos bigint NOT NULL,
  source_epoch uuid,
  state smallint NOT NULL,
  attempt integer NOT NULL,
  not_before bigint,
  last_error text,
  handled bigint NOT NULL,
  updated_at bigint NOT NULL,
  PRIMARY KEY (name, source)
);

-- What came from where there is no cursor: forms and webhooks. One row, one effect.
CREATE TABLE {m}_inbox (
  subscriber text NOT NULL,
  message_id text NOT NULL,
  request_hash bytea,
  status smallint NOT NULL,
  response text,
  received_at bigint NOT NULL,
  done_at bigint,
  PRIMARY KEY (subscriber, message_id)
);
CREATE INDEX {m}_inbox_old ON {m}_inbox (received_at);

-- Keys whose messages wait for a person, and the messages that wait.
CREATE TABLE {m}_parked_key (
  subscriber text NOT NULL,
  key text NOT NULL,
  since bigint NOT NULL,
  first_pos bigint NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (subscriber, key)
);
CREATE TABLE {m}_dead_letter (
  id {identity},
  subscriber text NOT NULL,
  source text NOT NULL,
  pos bigint NOT NULL,
  message_id uuid NOT NULL,
  key text NOT NULL,
  topic text NOT NULL,
  version smallint NOT NULL,
  envelope text NOT NULL,
  error_class smallint NOT NULL,
  error text NOT NULL,
  attempts integer NOT NULL,
  state smallint NOT NULL,
  created_at bigint NOT NULL,
  resolved_at bigint,
  resolved_by text,
  note text,
  CHECK (state <> 2 OR (resolved_by IS NOT NULL AND note IS NOT NULL)),
  UNIQUE (subscriber, message_id)
);
CREATE INDEX {m}_dead_open ON {m}_dead_letter (subscriber, key, pos) WHERE state = 0;

-- Work that leaves the database.
CREATE TABLE {m}_job (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  key text,
  dedupe_key text UNIQUE,
  args text NOT NULL,
  priority smallint NOT NULL,
  state smallint NOT NULL,
  attempt integer NOT NULL,
  max_attempts integer NOT NULL,
  run_at bigint NOT NULL,
  lease_until bigint,
  lease_token uuid,
  last_error text,
  correlation_id uuid NOT NULL,
  traceparent text,
  created_at bigint NOT NULL,
  finished_at bigint
);
CREATE INDEX {m}_job_ready ON {m}_job (priority, run_at, id) WHERE state = 0;
CREATE INDEX {m}_job_lease ON {m}_job (lease_until) WHERE state = 1;
CREATE UNIQUE INDEX {m}_job_key ON {m}_job (key) WHERE state = 1 AND key IS NOT NULL;

-- The intent behind every call to the outside, written before the call.
CREATE TABLE {m}_effect (
  effect_key text PRIMARY KEY,
  subject text NOT NULL,
  step text NOT NULL,
  provider text NOT NULL,
  request text NOT NULL,
  request_hash bytea NOT NULL,
  state smallint NOT NULL,
  object_id text,
  first_sent_at bigint,
  resolved_at bigint,
  response text,
  error_code text,
  undo_of text UNIQUE,
  created_at bigint NOT NULL,
  CHECK (state NOT IN (2, 5) OR object_id IS NOT NULL)
);
CREATE INDEX {m}_effect_open ON {m}_effect (state, first_sent_at) WHERE state IN (0, 1, 4);
CREATE INDEX {m}_effect_subject ON {m}_effect (subject);

-- Sagas: persisted state machines.
CREATE TABLE {m}_saga (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  kind_ver smallint NOT NULL,
  business_key text NOT NULL,
  status smallint NOT NULL,
  step integer NOT NULL,
  waiting smallint NOT NULL,
  attempt integer NOT NULL,
  data text NOT NULL,
  reason text,
  wake_at bigint,
  deadline_at bigint,
  last_progress_at bigint NOT NULL,
  started_at bigint NOT NULL,
  correlation_id uuid NOT NULL,
  abandoned_at bigint,
  abandoned_by text,
  abandon_reason text,
  CHECK (status <> 5 OR (abandoned_at IS NOT NULL AND abandoned_by IS NOT NULL AND abandon_reason IS NOT NULL)),
  UNIQUE (kind, business_key)
);
CREATE INDEX {m}_saga_due ON {m}_saga (wake_at) WHERE status IN (0, 1);
CREATE INDEX {m}_saga_stale ON {m}_saga (last_progress_at) WHERE status IN (0, 1, 4);
CREATE TABLE {m}_saga_step (
  saga_id uuid NOT NULL,
  seq integer NOT NULL,
  step text NOT NULL,
  undo boolean NOT NULL,
  state smallint NOT NULL,
  attempt integer NOT NULL,
  output text,
  error text,
  started_at bigint NOT NULL,
  finished_at bigint,
  traceparent text,
  PRIMARY KEY (saga_id, seq)
);

-- Event-sourced aggregates, one hash chain a stream.
CREATE TABLE {m}_event (
  stream text NOT NULL,
  version bigint NOT NULL,
  event_id uuid NOT NULL UNIQUE,
  type text NOT NULL,
  schema_ver smallint NOT NULL,
  payload text NOT NULL,
  recorded_at bigint NOT NULL,
  prev_hash bytea,
  hash bytea NOT NULL,
  PRIMARY KEY (stream, version)
);
CREATE TABLE {m}_snapshot (
  stream text PRIMARY KEY,
  version bigint NOT NULL,
  shape bigint NOT NULL,
  payload text NOT NULL,
  taken_at bigint NOT NULL
)
