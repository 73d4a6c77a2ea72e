-- Campaigns before they are published, and how each came to where it stands.

-- What a creator has written so far. When it is launched, campaigns_campaign holds it from then on.
CREATE TABLE campaigns_draft (
  campaign uuid PRIMARY KEY,
  creator uuid NOT NULL,
  -- The last part of its address, once it is launched.
  slug text NOT NULL UNIQUE,
  -- See lifecycle.rs. After the launch it stays what it was then, and campaigns_campaign knows better.
  status text NOT NULL,
  -- All that was typed, as JSON.
  content text NOT NULL,
  -- Rises with every save, so that two windows do not overwrite each other unseen.
  revision bigint NOT NULL,
  -- Whoever knows it may see the draft.
  preview_token text NOT NULL UNIQUE,
  -- When it is to begin, once that was chosen.
  opens_at bigint,
  -- When the review that is under way was asked for.
  submitted_at bigint,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX campaigns_draft_creator ON campaigns_draft (creator, updated_at);
CREATE INDEX campaigns_draft_status ON campaigns_draft (status, submitted_at);

-- Every step a campaign took: who, when, why. Never changed.
CREATE TABLE campaigns_transition (
  id {identity},
  campaign uuid NOT NULL,
  step text NOT NULL,
  from_status text NOT NULL,
  to_status text NOT NULL,
  -- NULL: the clock.
  actor uuid,
  reason text NOT NULL,
  at bigint NOT NULL
);
CREATE INDEX campaigns_transition_campaign ON campaigns_transition (campaign, id);

-- campaigns_campaign.status is one of lifecycle.rs.
CREATE INDEX campaigns_campaign_creator ON campaigns_campaign (creator, published_at);

-- What else a campaign says of itself.
ALTER TABLE campaigns_campaign ADD COLUMN category text NOT NULL DEFAULT 'community';
ALTER TABLE campaigns_campaign ADD COLUMN risks_markdown text NOT NULL DEFAULT '';
-- Questions and answers, as a JSON list of {"question", "answer"}.
ALTER TABLE campaigns_campaign ADD COLUMN faq text NOT NULL DEFAULT '[]';
-- The picture that stands in place of the drawing, if there is one.
ALTER TABLE campaigns_campaign ADD COLUMN cover_image uuid;
-- Why it takes no gifts, where somebody decided so.
ALTER TABLE campaigns_campaign ADD COLUMN stopped_reason text;
