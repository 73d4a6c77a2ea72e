-- To whom a gift is dedicated, beside who gave it.
ALTER TABLE {m}_backer ADD COLUMN dedication text;
ALTER TABLE {m}_backer ADD COLUMN dedicated_to text;
