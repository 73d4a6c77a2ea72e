-- What others know that a bank is told of a disputed payment. Read model, bounded for each pledge and campaign.

-- Mails about a gift that left, as notifications says. What sort of mail it was, without whom it went to.
CREATE TABLE {m}_mailed (
  mail uuid PRIMARY KEY,
  pledge uuid NOT NULL,
  about text NOT NULL,
  sent_at bigint NOT NULL
);
CREATE INDEX {m}_mailed_pledge ON {m}_mailed (pledge, sent_at);

-- Updates that a campaign's creator posted, as campaigns says.
CREATE TABLE {m}_posted (
  update_id uuid PRIMARY KEY,
  campaign uuid NOT NULL,
  title text NOT NULL,
  posted_at bigint NOT NULL
);
CREATE INDEX {m}_posted_campaign ON {m}_posted (campaign, posted_at);
