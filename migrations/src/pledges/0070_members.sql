-- What is known of those who have an account, so that they need not write it again.
CREATE TABLE {m}_member (
  donor uuid PRIMARY KEY,
  person uuid NOT NULL,
  name text,
  -- Only an address that was proved to be theirs.
  email text,
  named_at bigint NOT NULL DEFAULT 0
);
-- To whom gifts are dedicated.
CREATE TABLE {m}_dedication (
  pledge uuid PRIMARY KEY,
  dedication text NOT NULL,
  dedicated_to text NOT NULL
);
-- Whose amount is not to be read by everybody.
ALTER TABLE {m}_contact ADD COLUMN hides_amount smallint NOT NULL DEFAULT 0;
