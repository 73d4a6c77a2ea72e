-- When the donor's bank was first seen to ask the donor whether it is they who pay. Said once for an attempt.
ALTER TABLE {m}_payment ADD COLUMN authentication_at bigint;
