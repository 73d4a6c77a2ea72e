-- What was sent to the provider, its answers and what it told us name people. Once their end is known only ids, codes
-- and the hash of what was sent are kept; what was stored before that was so follows.
UPDATE {m}_effect SET request = '', response = NULL WHERE state IN (2, 3, 5, 6);
UPDATE {m}_webhook SET payload = '{}' WHERE state IN (1, 3);
