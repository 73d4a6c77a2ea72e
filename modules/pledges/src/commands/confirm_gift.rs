use super::{
    MakePledge,
    make_pledge::{add_ons_for, reward_for},
};
use crate::{
    add_ons,
    confirmation::{self, EndConfirmation, LIFE, MOST},
    error::{ConfirmError, PledgeError},
    tables::{
        campaign::Campaign,
        confirmation::{self as table, New},
    },
};
use contracts::{PersonId, PledgeId, pledges::ConfirmationDue};
use kernel::{Command, Transaction};
use sea_orm::DbErr;

/// Keeps a gift until its donor opens the link that is mailed to them. Of the reward it wants nothing is held: what
/// costs nobody anything must not keep it from those who pay.
///
/// Whether a mail goes out is not told: an address that somebody types must not tell how often it was typed.
#[derive(Clone, Debug)]
pub(crate) struct AskToConfirm {
    pub(crate) gift: MakePledge,
    /// What the link carries. Only its hash is kept.
    pub(crate) secret: String,
    /// Whose key seals the mail.
    pub(crate) person: PersonId,
}

impl AskToConfirm {
    /// With a link and a key of its own.
    pub(crate) fn of(gift: MakePledge) -> Self {
        Self { gift, secret: confirmation::secret(), person: PersonId::fresh() }
    }
}

impl Command for AskToConfirm {
    type Output = ();
    type Error = PledgeError;

    async fn run(&self, tx: &Transaction) -> Result<(), PledgeError> {
        let gift = &self.gift;
        let campaign = Campaign::by_slug(tx, &gift.slug).await?.ok_or(PledgeError::UnknownCampaign)?;
        // What would be refused anyway is refused before a mail is written. The pledge has the last word.
        let reward = reward_for(tx, &campaign, gift.reward, &gift.gift).await?;
        if reward.as_ref().is_some_and(|it| !it.is_available()) {
            return Err(PledgeError::SoldOut);
        }
        let chosen = add_ons_for(tx, &campaign, reward.as_ref(), gift).await?;
        add_ons::are_left(tx, &chosen).await?;
        let (asked_at, request_hash) = (tx.accepted_at().await?, gift.hash(campaign.id));
        if table::is_asked(tx, gift.id, &request_hash, asked_at).await? {
            // A double click.
            return Ok(());
        }
        let link_until = asked_at.after(LIFE);
        let kept = serde_json::to_string(gift).map_err(|error| DbErr::Json(error.to_string()))?;
        let secret_hash = confirmation::hash(&self.secret);
        let new = New {
            secret_hash: &secret_hash,
            pledge: gift.id,
            person: self.person,
            request_hash: &request_hash,
            gift: &kept,
            until_at: link_until,
        };
        let address = tx.fingerprint(&confirmation::inbox(&gift.email));
        if !table::insert(tx, &address, MOST, &new, asked_at).await? {
            tracing::info!(campaign = %campaign.id, "an address gets no further link to confirm a gift for now");
            return Ok(());
        }
        table::replace(tx, gift.id, self.person).await?;
        let due = ConfirmationDue {
            pledge: gift.id,
            campaign: campaign.id,
            campaign_title: campaign.title,
            person: self.person,
            gift: gift.gift,
            locale: gift.locale.clone(),
            due_at: tx.now,
            link_until,
            email: Some(gift.email.clone()),
            link: Some(format!("/c/{}/confirm/{}", gift.slug, self.secret)),
        };
        tx.send(&due).await?;
        Ok(tx.enqueue_at(&EndConfirmation { person: self.person }, link_until).await?)
    }
}

/// The donor opened the link that was mailed to them: the pledge is made now. Once, however often they come.
#[derive(Clone, Debug)]
pub(crate) struct ConfirmGift {
    pub(crate) secret: String,
}

impl Command for ConfirmGift {
    type Output = PledgeId;
    type Error = ConfirmError;

    async fn run(&self, tx: &Transaction) -> Result<PledgeId, ConfirmError> {
        let (now, hash) = (tx.accepted_at().await?, confirmation::hash(&self.secret));
        let waiting = table::find(tx, &hash).await?.ok_or(ConfirmError::Ended)?;
        let Some(kept) = waiting.gift else {
            return if waiting.used { Ok(waiting.pledge) } else { Err(ConfirmError::Ended) };
        };
        if !table::consume(tx, &hash, now).await? {
            // Its time is over, or it was pressed twice at once and the other one was first.
            let used = table::find(tx, &hash).await?.is_some_and(|it| it.used);
            return if used { Ok(waiting.pledge) } else { Err(ConfirmError::Ended) };
        }
        let gift: MakePledge = serde_json::from_str(&kept).map_err(|error| DbErr::Json(error.to_string()))?;
        Ok(gift.run(tx).await?)
    }
}
