//! What users does on hearing others.

use crate::{
    email,
    tables::{campaign, creator, user},
};
use contracts::{
    campaigns::{
        CampaignCancelled, CampaignFailed, CampaignPublished, CampaignStarted, CampaignSubmitted,
        GuestFollowed, TeamJoined,
    },
    terms,
    users::AddressVerified,
};
use kernel::{HandleError, React, Reactor, Subscription, Transaction};

/// Whoever says from their mail that they follow a campaign shows that they read mail there. Where an account has that
/// address, it is proved to be theirs once more: so what they follow is their account's at once, and not when they sign
/// in by a link the next time.
pub(crate) fn guests() -> Subscription {
    Reactor::named("prove_addresses").on::<GuestFollowed>(ProveAddresses).build()
}

struct ProveAddresses;

impl React<GuestFollowed> for ProveAddresses {
    async fn react(&self, tx: &Transaction, it: GuestFollowed) -> Result<(), HandleError> {
        // Whoever was forgotten since has no address any more.
        let Some(email) = it.email.as_deref().and_then(email::normal) else { return Ok(()) };
        let owner = user::by_email(tx, &email).await?;
        let Some(owner) = owner.filter(|it| !it.disabled && it.verified_at.is_some()) else { return Ok(()) };
        let (user, person, verified_at) = (owner.id, owner.person, it.followed_at);
        Ok(tx.send(&AddressVerified { user, person, verified_at, email: Some(owner.email) }).await?)
    }
}

/// Whoever owns a campaign, or helps to run one, is signed in for as long as creators are (SEC-8), and no longer: from
/// the moment this is heard, whatever session they have.
pub(crate) fn creators() -> Subscription {
    Reactor::named("note_creators")
        .on::<CampaignStarted>(NoteCreators)
        .on::<CampaignSubmitted>(NoteCreators)
        .on::<CampaignPublished>(NoteCreators)
        .on::<TeamJoined>(NoteCreators)
        .build()
}

struct NoteCreators;

impl React<CampaignStarted> for NoteCreators {
    async fn react(&self, tx: &Transaction, it: CampaignStarted) -> Result<(), HandleError> {
        Ok(creator::note(tx, it.creator, it.started_at).await?)
    }
}

// Drafts that were begun before anybody said so are heard of when they are sent in.
impl React<CampaignSubmitted> for NoteCreators {
    async fn react(&self, tx: &Transaction, it: CampaignSubmitted) -> Result<(), HandleError> {
        Ok(creator::note(tx, it.creator, it.submitted_at).await?)
    }
}

impl React<CampaignPublished> for NoteCreators {
    async fn react(&self, tx: &Transaction, it: CampaignPublished) -> Result<(), HandleError> {
        Ok(creator::note(tx, it.creator, tx.now).await?)
    }
}

impl React<TeamJoined> for NoteCreators {
    async fn react(&self, tx: &Transaction, it: TeamJoined) -> Result<(), HandleError> {
        Ok(creator::note(tx, it.member, it.joined_at).await?)
    }
}

/// Whoever runs a campaign closes no account as long as it collects, or what it collected may move: until the last of it is
/// paid out at the earliest, counted from the deadline. What was cancelled, or failed, goes back without them.
pub(crate) fn campaigns() -> Subscription {
    Reactor::named("note_campaigns")
        .on::<CampaignPublished>(NoteCampaigns)
        .on::<CampaignCancelled>(NoteCampaigns)
        .on::<CampaignFailed>(NoteCampaigns)
        .build()
}

struct NoteCampaigns;

// Said again when a campaign is given more time.
impl React<CampaignPublished> for NoteCampaigns {
    async fn react(&self, tx: &Transaction, it: CampaignPublished) -> Result<(), HandleError> {
        let until = it.deadline_at.after(terms::PAYOUT_HOLD + terms::RESERVE_FOR);
        Ok(campaign::keep(tx, it.campaign, it.creator, until).await?)
    }
}

impl React<CampaignCancelled> for NoteCampaigns {
    async fn react(&self, tx: &Transaction, it: CampaignCancelled) -> Result<(), HandleError> {
        Ok(campaign::forget(tx, it.campaign).await?)
    }
}

impl React<CampaignFailed> for NoteCampaigns {
    async fn react(&self, tx: &Transaction, it: CampaignFailed) -> Result<(), HandleError> {
        Ok(campaign::forget(tx, it.campaign).await?)
    }
}
