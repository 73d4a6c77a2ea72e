-- The charge that a refund or a dispute is about which only the provider has, as far as it says: it leads to its pledge.
ALTER TABLE {m}_case ADD COLUMN charge text
