-- Gifts of people who have an account: whether they count, and when they were taken back. What somebody said before that is
-- not shown. Read model `member_gifts`.
CREATE TABLE campaigns_member_gift (
  pledge uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  donor uuid NOT NULL,
  counts smallint NOT NULL DEFAULT 0,
  cancelled_at bigint
);
CREATE INDEX campaigns_member_gift_donor ON campaigns_member_gift (campaign, donor);
