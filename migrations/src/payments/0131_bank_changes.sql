-- The bank account that a creator is paid out to, as the provider last said, and until when nothing is paid out because it
-- was changed.
ALTER TABLE {m}_account ADD COLUMN bank text;
ALTER TABLE {m}_account ADD COLUMN bank_last4 text;
ALTER TABLE {m}_account ADD COLUMN held_until bigint;
