-- Up to where a comparison went: the next one begins there, however long ago that is. What was compared before this was
-- kept began its last reading within six hours of noting it.
ALTER TABLE {m}_reconciliation ADD COLUMN through bigint;
UPDATE {m}_reconciliation SET through = at - 21600000000;
