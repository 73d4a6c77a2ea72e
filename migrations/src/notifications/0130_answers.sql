-- Who does not want to be told of answers to their comments any more: said of an address, apart from news.
ALTER TABLE {m}_contact ADD COLUMN answers_wanted smallint;
