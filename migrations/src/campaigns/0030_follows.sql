-- Which accounts want to hear of which campaign.
CREATE TABLE {m}_follow (
  campaign uuid NOT NULL,
  follower uuid NOT NULL,
  followed_at bigint NOT NULL,
  PRIMARY KEY (follower, campaign)
);
-- To whom a gift is dedicated, as its donor wants it shown.
ALTER TABLE {m}_giver ADD COLUMN dedication text;
ALTER TABLE {m}_giver ADD COLUMN dedicated_to text;
-- Whether the page says how much it was.
ALTER TABLE {m}_giver ADD COLUMN amount_hidden smallint NOT NULL DEFAULT 0;
