-- Until when the card is good that a pledge keeps to be charged later.
CREATE TABLE {m}_card (
  pledge uuid PRIMARY KEY,
  -- The attempt that kept it.
  payment uuid NOT NULL,
  valid_until bigint NOT NULL,
  kept_at bigint NOT NULL
);
