use crate::{
    access::Grants,
    error::CampaignError,
    tables::{
        campaign, draft,
        invitation::{self, Invitation},
        member::{self, Member},
    },
};
use contracts::{
    CampaignId, PersonId, UserId,
    campaigns::{TeamInvited, TeamJoined},
};
use kernel::{
    Command, Transaction,
    audit::{Actor, Audit},
    web::Text,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::time::Duration;
use uuid::Uuid;

/// How long an invitation is good for.
const GOOD_FOR: Duration = Duration::from_hours(7 * 24);
/// How many may be open at a time.
const MOST_OPEN: usize = 20;
/// How many one person sends within [`DAY`], taken back or not: each is a mail, in their words, to whomever they name.
const MOST_A_DAY: i64 = 20;
const DAY: Duration = Duration::from_hours(24);

/// The hash under which an invitation's secret is kept.
pub(crate) fn hash(secret: &str) -> String {
    Sha256::digest(secret).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// A creator asks somebody to help, by mail.
#[derive(Clone, Debug)]
pub(crate) struct InviteMember {
    pub(crate) id: Uuid,
    pub(crate) campaign: CampaignId,
    pub(crate) grants: Grants,
    pub(crate) email: String,
    /// What the link carries. Only its hash is kept.
    pub(crate) secret: String,
    /// The holder of the address.
    pub(crate) person: PersonId,
    pub(crate) by: UserId,
    pub(crate) by_name: String,
}

impl Command for InviteMember {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let title = match campaign::find(tx, self.campaign).await? {
            Some(it) => it.title,
            None => draft::find(tx, self.campaign).await?.ok_or(CampaignError::Unknown)?.draft.title,
        };
        if invitation::open(tx, self.campaign, tx.now).await?.len() >= MOST_OPEN {
            let text = Text::of("refused-invitations").with("open", MOST_OPEN);
            return Err(CampaignError::Refused(text));
        }
        if invitation::sent_since(tx, self.by, tx.now.before(DAY)).await? >= MOST_A_DAY {
            let text = Text::of("refused-invitations-often").with("most", MOST_A_DAY);
            return Err(CampaignError::Refused(text));
        }
        let invitation = Invitation {
            id: self.id,
            campaign: self.campaign,
            hint: hint(&self.email),
            grants: self.grants,
            invited_at: tx.now,
            expires_at: tx.now.after(GOOD_FOR),
        };
        if !invitation::insert(tx, &invitation, &hash(&self.secret), self.by).await? {
            return Ok(());
        }
        let entry = Audit::new(Actor::User(self.by), "team.invite", format!("campaign/{}", self.campaign));
        tx.audit(entry.to(json!({ "invitation": self.id }))).await?;
        let said = TeamInvited {
            campaign: self.campaign,
            title,
            person: self.person,
            invited_at: tx.now,
            inviter: Some(self.by_name.clone()),
            link: Some(format!("/invitations/{}", self.secret)),
            email: Some(self.email.clone()),
        };
        Ok(tx.send(&said).await?)
    }
}

/// Enough of an address to be recognised by whoever wrote it: `a…@example.test`.
fn hint(email: &str) -> String {
    let (name, host) = email.rsplit_once('@').unwrap_or((email, ""));
    let first: String = name.chars().take(1).collect();
    format!("{first}…@{host}")
}

/// Somebody accepts.
#[derive(Clone, Debug)]
pub(crate) struct AcceptInvitation {
    pub(crate) secret: String,
    pub(crate) user: UserId,
    pub(crate) name: String,
}

impl Command for AcceptInvitation {
    type Output = CampaignId;
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<CampaignId, CampaignError> {
        let it = invitation::by_secret(tx, &hash(&self.secret), tx.now).await?;
        let it = it.ok_or(CampaignError::Unknown)?;
        if !invitation::settle(tx, it.campaign, it.id, tx.now).await? {
            return Err(CampaignError::Unknown);
        }
        let member =
            Member { user: self.user, name: self.name.clone(), grants: it.grants, joined_at: tx.now };
        member::keep(tx, it.campaign, &member).await?;
        let entry = Audit::new(Actor::User(self.user), "team.join", format!("campaign/{}", it.campaign));
        tx.audit(entry.to(json!({ "invitation": it.id }))).await?;
        tx.send(&TeamJoined { campaign: it.campaign, member: self.user, joined_at: tx.now }).await?;
        Ok(it.campaign)
    }
}

/// A creator takes an invitation back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RevokeInvitation {
    pub(crate) campaign: CampaignId,
    pub(crate) invitation: Uuid,
    pub(crate) by: UserId,
}

impl Command for RevokeInvitation {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        if invitation::settle(tx, self.campaign, self.invitation, tx.now).await? {
            let subject = format!("campaign/{}", self.campaign);
            let entry = Audit::new(Actor::User(self.by), "team.revoke", subject);
            tx.audit(entry.to(json!({ "invitation": self.invitation }))).await?;
        }
        Ok(())
    }
}

/// A creator takes somebody off the team, or somebody leaves it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RemoveMember {
    pub(crate) campaign: CampaignId,
    pub(crate) user: UserId,
    pub(crate) by: UserId,
}

impl Command for RemoveMember {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        member::remove(tx, self.campaign, self.user).await?;
        let entry = Audit::new(Actor::User(self.by), "team.remove", format!("campaign/{}", self.campaign));
        tx.audit(entry.to(json!({ "user": self.user }))).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_shows_little_of_the_address() {
        assert_eq!(hint("anneke@example.test"), "a…@example.test");
        assert_eq!(hint("é@example.test"), "é…@example.test");
        assert_eq!(hint("nothing"), "n…@");
    }
}
