-- How often somebody tried to show who they are, or had mail sent: the moment at which each bucket is full again. Buckets are
-- known by keyed hashes of an account or a network, and are the same for all processes.
CREATE TABLE {m}_throttle (
  bucket text PRIMARY KEY,
  full_at bigint NOT NULL
);
CREATE INDEX {m}_throttle_full_at ON {m}_throttle (full_at);
