-- What happens around campaigns: pictures, reviews, updates, comments, reports, teams, backers.

ALTER TABLE campaigns_campaign ADD COLUMN cover_alt text NOT NULL DEFAULT '';

-- Pictures as they are served: re-encoded, at a few widths, without what the camera wrote into them.
CREATE TABLE campaigns_image (
  id uuid NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  campaign uuid NOT NULL,
  -- JPEG
  bytes bytea NOT NULL,
  added_at bigint NOT NULL,
  PRIMARY KEY (id, width)
);

-- What creators and moderators write to each other while a campaign is reviewed.
CREATE TABLE campaigns_review_note (
  id uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  author uuid NOT NULL,
  author_name text NOT NULL,
  from_staff smallint NOT NULL,
  words text NOT NULL,
  at bigint NOT NULL
);
CREATE INDEX campaigns_review_note_campaign ON campaigns_review_note (campaign, at);

-- What creators tell those who follow.
CREATE TABLE campaigns_update (
  id uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  author uuid NOT NULL,
  title text NOT NULL,
  body_markdown text NOT NULL,
  -- public or backers
  audience text NOT NULL,
  -- draft, scheduled or posted
  status text NOT NULL,
  -- When it is to be posted, once that was chosen.
  due_at bigint,
  posted_at bigint,
  created_at bigint NOT NULL
);
CREATE INDEX campaigns_update_campaign ON campaigns_update (campaign, posted_at);

CREATE TABLE campaigns_comment (
  id uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  author uuid NOT NULL,
  author_name text NOT NULL,
  -- By the campaign's team.
  from_team smallint NOT NULL,
  words text NOT NULL,
  at bigint NOT NULL,
  hidden_at bigint,
  hidden_by uuid,
  hidden_reason text
);
CREATE INDEX campaigns_comment_campaign ON campaigns_comment (campaign, at);

-- Reports that a campaign is not what it should be. Addresses stay with whoever writes to them.
CREATE TABLE campaigns_report (
  id uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  reason text NOT NULL,
  words text NOT NULL,
  person uuid NOT NULL,
  received_at bigint NOT NULL,
  decided_at bigint,
  decided_by uuid,
  outcome text,
  to_reporter text,
  to_creator text
);
CREATE INDEX campaigns_report_open ON campaigns_report (decided_at, received_at);

-- What a published campaign said before each of its edits, and the latest.
CREATE TABLE campaigns_revision (
  campaign uuid NOT NULL,
  number integer NOT NULL,
  title text NOT NULL,
  promise text NOT NULL,
  story_markdown text NOT NULL,
  risks_markdown text NOT NULL,
  by_user uuid NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (campaign, number)
);

-- Who helps to run a campaign, and with what.
CREATE TABLE campaigns_member (
  campaign uuid NOT NULL,
  user_id uuid NOT NULL,
  name text NOT NULL,
  may_edit smallint NOT NULL,
  may_update smallint NOT NULL,
  may_see_money smallint NOT NULL,
  joined_at bigint NOT NULL,
  PRIMARY KEY (campaign, user_id)
);
CREATE INDEX campaigns_member_user ON campaigns_member (user_id);

-- Who was asked to. The address itself is only in the mail.
CREATE TABLE campaigns_invitation (
  id uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  -- SHA-256 of the secret in the link.
  secret_hash text NOT NULL UNIQUE,
  -- Enough of the address to be recognised: a…@example.test
  hint text NOT NULL,
  may_edit smallint NOT NULL,
  may_update smallint NOT NULL,
  may_see_money smallint NOT NULL,
  invited_by uuid NOT NULL,
  invited_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  settled_at bigint
);
CREATE INDEX campaigns_invitation_campaign ON campaigns_invitation (campaign, invited_at);

-- Who wants to be told when a campaign begins. Their addresses are not here.
CREATE TABLE campaigns_waiting (
  campaign uuid NOT NULL,
  person uuid NOT NULL,
  asked_at bigint NOT NULL,
  PRIMARY KEY (campaign, person)
);

-- Who gave what. Read model, one row for each pledge that ever counted.
CREATE TABLE campaigns_backer (
  pledge uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  person uuid NOT NULL,
  -- Their account, when they gave with one.
  donor uuid,
  -- NULL when they would rather not be named, or were forgotten.
  name text,
  reward uuid,
  currency text NOT NULL,
  -- What was promised, and what of it still counts.
  promised_minor bigint NOT NULL,
  counts_minor bigint NOT NULL,
  -- waiting, paid, card_saved, reduced or taken_back
  state text NOT NULL,
  given_at bigint NOT NULL,
  changed_at bigint NOT NULL
);
CREATE INDEX campaigns_backer_campaign ON campaigns_backer (campaign, given_at);
CREATE INDEX campaigns_backer_donor ON campaigns_backer (donor, campaign);
