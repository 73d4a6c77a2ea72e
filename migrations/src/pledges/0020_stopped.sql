-- Campaigns that take no gifts although their deadline has not passed: suspended or cancelled, and why.
ALTER TABLE {m}_campaign ADD COLUMN stopped text;
ALTER TABLE {m}_campaign ADD COLUMN stopped_reason text;
