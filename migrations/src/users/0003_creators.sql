-- Who owns a campaign or helps to run one: their sessions are shorter. Whoever was one once stays one.
CREATE TABLE {m}_creator (
  user_id uuid PRIMARY KEY,
  since bigint NOT NULL
)
