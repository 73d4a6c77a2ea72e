-- How much of the platform's own money has to lie at the provider, as it was reckoned last, and how much finance says lies
-- there.
CREATE TABLE {m}_own (
  currency text PRIMARY KEY,
  minor bigint NOT NULL,
  known_minor bigint NOT NULL,
  -- Since when it is more than a tenth above what lies there.
  grown_at bigint
);
