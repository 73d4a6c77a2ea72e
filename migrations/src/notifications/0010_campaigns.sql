-- Mails about campaigns.
ALTER TABLE {m}_pledge ADD COLUMN campaign uuid;
-- When all of it was taken back.
ALTER TABLE {m}_pledge ADD COLUMN gone_at bigint;
CREATE INDEX {m}_pledge_campaign ON {m}_pledge (campaign, pledge) WHERE campaign IS NOT NULL;
CREATE INDEX {m}_contact_address ON {m}_contact (lower(email));

-- Who asked to be told when a campaign begins.
CREATE TABLE {m}_waiting (
  campaign uuid NOT NULL,
  contact text NOT NULL,
  PRIMARY KEY (campaign, contact)
);
