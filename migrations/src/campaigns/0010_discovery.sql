-- How people find campaigns. All of it follows from campaigns_campaign and from what pledges says.

-- The language a campaign is written in (BCP 47), and the last part of its place, by which places are listed.
ALTER TABLE campaigns_campaign ADD COLUMN language text NOT NULL DEFAULT 'en';
ALTER TABLE campaigns_campaign ADD COLUMN country text NOT NULL DEFAULT '';
CREATE INDEX campaigns_campaign_ending ON campaigns_campaign (status, deadline_at, id);
CREATE INDEX campaigns_campaign_newest ON campaigns_campaign (status, published_at, id);
CREATE INDEX campaigns_campaign_category ON campaigns_campaign (category, deadline_at, id);
CREATE INDEX campaigns_campaign_country ON campaigns_campaign (country, deadline_at, id);

-- The places there are campaigns in.
CREATE TABLE campaigns_place (
  slug text PRIMARY KEY,
  name text NOT NULL
);

-- Which words a campaign has, and what each says about it: its title says more than its story.
@postgres CREATE TABLE campaigns_word (
  campaign uuid NOT NULL,
  word text COLLATE "C" NOT NULL,
  weight integer NOT NULL,
  PRIMARY KEY (campaign, word)
);
@sqlite CREATE TABLE campaigns_word (
  campaign BLOB NOT NULL,
  word TEXT NOT NULL,
  weight INTEGER NOT NULL,
  PRIMARY KEY (campaign, word)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaigns_word_best ON campaigns_word (word, weight, campaign);

-- Every word that any campaign has or had, and the runs of three letters it is made of: for words typed wrongly.
@postgres CREATE TABLE campaigns_term (word text COLLATE "C" PRIMARY KEY);
@sqlite CREATE TABLE campaigns_term (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
@postgres CREATE TABLE campaigns_trigram (
  trigram text COLLATE "C" NOT NULL,
  word text COLLATE "C" NOT NULL,
  PRIMARY KEY (trigram, word)
);
@sqlite CREATE TABLE campaigns_trigram (
  trigram TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (trigram, word)
) STRICT, WITHOUT ROWID;

-- How far each campaign has come, in thousandths of its goal. Read model `progress`.
CREATE TABLE campaigns_progress (
  campaign uuid PRIMARY KEY,
  -- NULL until it is heard that it was published.
  goal_minor bigint,
  raised_minor bigint NOT NULL,
  gifts bigint NOT NULL,
  permille bigint NOT NULL
);
CREATE INDEX campaigns_progress_permille ON campaigns_progress (permille, campaign);
CREATE INDEX campaigns_progress_gifts ON campaigns_progress (gifts, campaign);
