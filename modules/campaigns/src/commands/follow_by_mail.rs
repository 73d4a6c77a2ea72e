use crate::{
    commands::team::hash,
    error::CampaignError,
    jobs::ForgetAsked,
    tables::{
        campaign,
        guest::{self, Guest},
    },
};
use contracts::{
    CampaignId, PersonId,
    campaigns::{FollowAsked, GuestFollowed},
};
use kernel::{Command, Transaction};
use std::time::Duration;
use uuid::Uuid;

/// How long the link is good for.
pub(crate) const GOOD_FOR: Duration = Duration::from_hours(3 * 24);

/// Somebody without an account wants to hear of a campaign: whoever reads mail at the address is asked whether it was
/// them. The same is done for every address.
#[derive(Clone, Debug)]
pub(crate) struct AskToFollow {
    pub(crate) campaign: CampaignId,
    /// Minted when the form was shown.
    pub(crate) form: Uuid,
    pub(crate) email: String,
    pub(crate) locale: String,
    /// The holder of the address.
    pub(crate) person: PersonId,
    /// What the link carries. Only its hash is kept.
    pub(crate) secret: String,
}

impl Command for AskToFollow {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let found = campaign::find(tx, self.campaign).await?.filter(|it| it.status.is_public());
        let campaign = found.ok_or(CampaignError::Unknown)?;
        let asked = Guest {
            person: self.person,
            campaign: self.campaign,
            email: Some(self.email.clone()),
            locale: self.locale.clone(),
            expires_at: tx.now.after(GOOD_FOR),
            followed_at: None,
        };
        if !guest::insert(tx, &asked, self.form, &self.email, &hash(&self.secret)).await? {
            return Ok(());
        }
        tx.enqueue_at(&ForgetAsked { person: self.person }, asked.expires_at).await?;
        let said = FollowAsked {
            campaign: self.campaign,
            title: campaign.title,
            person: self.person,
            locale: self.locale.clone(),
            asked_at: tx.now,
            link: Some(format!("/follows/{}", self.secret)),
            email: Some(self.email.clone()),
        };
        Ok(tx.send(&said).await?)
    }
}

/// They said from their mail that it was them.
#[derive(Clone, Debug)]
pub(crate) struct ConfirmFollow {
    pub(crate) secret: String,
}

impl Command for ConfirmFollow {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let found = guest::by_secret(tx, &hash(&self.secret)).await?;
        let it = found.ok_or(CampaignError::Unknown)?;
        if it.followed_at.is_some() {
            return Ok(());
        }
        if it.expires_at <= tx.now {
            return Err(CampaignError::Unknown);
        }
        if guest::confirm(tx, it.person, tx.now).await? {
            let Guest { person, campaign, email, locale, .. } = it;
            tx.send(&GuestFollowed { campaign, person, locale, followed_at: tx.now, email }).await?;
        }
        Ok(())
    }
}

/// Nobody said so while they could.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ForgetFollower(pub(crate) PersonId);

impl Command for ForgetFollower {
    type Output = ();
    type Error = sea_orm::DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), sea_orm::DbErr> {
        guest::forget_asked(tx, self.0).await
    }
}
