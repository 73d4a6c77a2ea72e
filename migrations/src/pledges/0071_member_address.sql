-- Whose account a guest's gift belongs to is asked for each gift.
CREATE INDEX {m}_member_email ON {m}_member (lower(email));
