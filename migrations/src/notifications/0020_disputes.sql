-- While a bank has the money of a pledge, a pledge that counts for less is no refund on its way.
ALTER TABLE {m}_pledge ADD COLUMN disputed_at bigint;
