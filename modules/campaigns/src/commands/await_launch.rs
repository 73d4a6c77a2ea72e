use crate::{
    commands::{follow_by_mail::GOOD_FOR, team::hash},
    error::CampaignError,
    jobs::ForgetLaunchAsked,
    lifecycle::Status,
    tables::{
        draft::{self, Drafted},
        launch_asked::{self, Asked},
        waiting,
    },
};
use contracts::{
    PersonId,
    campaigns::{LaunchAsked, LaunchAwaited},
};
use kernel::{Command, Transaction};
use uuid::Uuid;

/// Somebody wants to be told when a campaign begins: whoever reads mail at the address is asked whether it was them. The
/// same is done for every address.
#[derive(Clone, Debug)]
pub(crate) struct AskToAwait {
    pub(crate) slug: String,
    /// Minted when the form was shown.
    pub(crate) form: Uuid,
    pub(crate) email: String,
    pub(crate) locale: String,
    /// The holder of the address.
    pub(crate) person: PersonId,
    /// What the link carries. Only its hash is kept.
    pub(crate) secret: String,
}

impl Command for AskToAwait {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let drafted = draft::scheduled_at(tx, &self.slug).await?.ok_or(CampaignError::Unknown)?;
        let asked = Asked {
            person: self.person,
            campaign: drafted.campaign,
            email: Some(self.email.clone()),
            locale: self.locale.clone(),
            expires_at: tx.now.after(GOOD_FOR),
            confirmed_at: None,
        };
        if !launch_asked::insert(tx, &asked, self.form, &self.email, &hash(&self.secret)).await? {
            return Ok(());
        }
        tx.enqueue_at(&ForgetLaunchAsked { person: self.person }, asked.expires_at).await?;
        let said = LaunchAsked {
            campaign: drafted.campaign,
            title: drafted.draft.title,
            person: self.person,
            locale: self.locale.clone(),
            asked_at: tx.now,
            link: Some(format!("/launches/{}", self.secret)),
            email: Some(self.email.clone()),
        };
        Ok(tx.send(&said).await?)
    }
}

/// They said from their mail that it was them. Their address goes to whoever writes mails, sealed.
#[derive(Clone, Debug)]
pub(crate) struct AwaitLaunch {
    pub(crate) secret: String,
}

impl Command for AwaitLaunch {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let found = launch_asked::by_secret(tx, &hash(&self.secret)).await?;
        let it = found.ok_or(CampaignError::Unknown)?;
        if it.confirmed_at.is_some() {
            return Ok(());
        }
        let drafted = draft::find(tx, it.campaign).await?.filter(|it| it.status == Status::Scheduled);
        let Some(Drafted { campaign, draft, opens_at: Some(opens_at), .. }) = drafted else {
            return Err(CampaignError::Unknown);
        };
        if it.expires_at <= tx.now {
            return Err(CampaignError::Unknown);
        }
        if !launch_asked::confirm(tx, it.person, tx.now).await? {
            return Ok(());
        }
        waiting::insert(tx, campaign, it.person, tx.now).await?;
        let Asked { person, locale, email, .. } = it;
        let (slug, title, asked_at) = (draft.slug, draft.title, tx.now);
        let said = LaunchAwaited { campaign, slug, title, opens_at, person, locale, asked_at, email };
        Ok(tx.send(&said).await?)
    }
}

/// Their link has ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ForgetAwaiting(pub(crate) PersonId);

impl Command for ForgetAwaiting {
    type Output = ();
    type Error = sea_orm::DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), sea_orm::DbErr> {
        launch_asked::forget(tx, self.0).await
    }
}
