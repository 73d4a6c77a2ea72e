-- Whether the provider lets the account be charged for. Of accounts from before, it is learnt at the next look.
ALTER TABLE {m}_account ADD COLUMN charges_enabled smallint NOT NULL DEFAULT 0;
