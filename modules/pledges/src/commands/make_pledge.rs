use crate::{
    add_ons::{self, Asked},
    error::PledgeError,
    plan::{self, Agreed},
    pledge::{PledgeEvent, REWARD_HELD, Terms},
    pricing::{is_chargeable, most},
    record::Record,
    reference::reference,
    saga::{PledgeSagaData, Sagas, TO_PAY, business_key},
    sealing::is_unsealed,
    tables::{
        campaign::Campaign,
        contact,
        contact::Contact,
        dedication::{self, Dedicated},
        pledge, reward,
        reward::Reward,
    },
};
use contracts::{
    CampaignId, PersonId, PledgeId, RewardId, Timestamp, UserId,
    pledges::{ChosenAddOn, Gift, PledgeReferred},
};
use kernel::{Command, Transaction};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::time::Duration;

/// A donor promises money. Takes the reward, writes the pledge and begins its saga, all or nothing.
///
/// One that waits to be confirmed is kept as JSON for an hour.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct MakePledge {
    /// Minted when the form was shown, so that the same form sent twice is one pledge.
    pub(crate) id: PledgeId,
    /// The campaign's address.
    pub(crate) slug: String,
    pub(crate) gift: Gift,
    pub(crate) reward: Option<RewardId>,
    /// How many of which add-on. None in what waits since before there were any.
    #[serde(default)]
    pub(crate) add_ons: Asked,
    /// The holder of the personal data, should neither they nor their address be known yet.
    pub(crate) person: PersonId,
    /// Their account, when they are signed in.
    pub(crate) donor: Option<UserId>,
    pub(crate) name: Option<String>,
    pub(crate) email: String,
    pub(crate) anonymous: bool,
    /// How much it is is not shown beside the name.
    pub(crate) hides_amount: bool,
    /// To whom it is dedicated, when it is.
    pub(crate) dedicated: Option<Dedicated>,
    pub(crate) locale: String,
    /// What the link said that the donor came by. No part of what makes two forms the same.
    pub(crate) referral: Option<String>,
    /// That the same is to be given again, when it is.
    pub(crate) again: Option<Agreed>,
}

impl Command for MakePledge {
    type Output = PledgeId;
    type Error = PledgeError;

    async fn run(&self, tx: &Transaction) -> Result<PledgeId, PledgeError> {
        let campaign = Campaign::by_slug(tx, &self.slug).await?.ok_or(PledgeError::UnknownCampaign)?;
        let hash = self.hash(campaign.id);
        // A double click finds what the first one made, whatever has become of the campaign meanwhile.
        if let Some(row) = pledge::find(tx, self.id).await? {
            return self.same(&row, &hash);
        }
        let accepted_at = tx.accepted_at().await?;
        let reward = reward_for(tx, &campaign, self.reward, &self.gift).await?;
        let chosen = add_ons_for(tx, &campaign, reward.as_ref(), self).await?;
        // Of what there are only so many one is kept, and no longer than that.
        let limited = reward.as_ref().is_some_and(|it| it.quantity.is_some());
        let few = limited || add_ons::are_few(tx, &chosen).await?;
        let terms = self.terms(&campaign, chosen, accepted_at, if few { REWARD_HELD } else { TO_PAY })?;
        if self.again.as_ref().is_some_and(|it| !plan::is_offered(&campaign, it.every, accepted_at)) {
            return Err(PledgeError::NotAgain);
        }
        if !is_unsealed(tx, &campaign, accepted_at).await? {
            return Err(PledgeError::CampaignEnded);
        }
        if !self.insert(tx, &terms, &hash).await? {
            let row = pledge::find(tx, self.id).await?.ok_or(PledgeError::SentBefore)?;
            return self.same(&row, &hash);
        }
        for (reward, count) in terms.held() {
            add_ons::take(tx, reward, count).await?;
        }
        if let Some(agreed) = &self.again {
            plan::begin(tx, self.id, &campaign, agreed, self.gift).await?;
        }
        self.say_where_from(tx, campaign.id, accepted_at).await?;
        Record::load(tx, self.id).await?.append(tx, PledgeEvent::Reserved(terms)).await?;
        Sagas::start(tx, &business_key(self.id), &PledgeSagaData::of(self.id)).await?;
        Ok(self.id)
    }
}

impl MakePledge {
    async fn say_where_from(
        &self,
        tx: &Transaction,
        campaign: CampaignId,
        referred_at: Timestamp,
    ) -> Result<(), PledgeError> {
        let Some(source) = self.referral.clone() else { return Ok(()) };
        tx.send(&PledgeReferred { pledge: self.id, campaign, source, referred_at }).await?;
        Ok(())
    }

    fn same(&self, row: &pledge::PledgeRow, hash: &[u8]) -> Result<PledgeId, PledgeError> {
        if row.request_hash == hash { Ok(self.id) } else { Err(PledgeError::SentBefore) }
    }

    fn terms(
        &self,
        campaign: &Campaign,
        add_ons: Vec<ChosenAddOn>,
        accepted_at: Timestamp,
        kept: Duration,
    ) -> Result<Terms, PledgeError> {
        if !campaign.is_open(accepted_at) {
            return Err(PledgeError::CampaignEnded);
        }
        if campaign.stopped.is_some() {
            return Err(PledgeError::CampaignStopped);
        }
        check_gift(&self.gift, campaign)?;
        Ok(Terms {
            campaign: campaign.id,
            reward: self.reward,
            gift: self.gift,
            collection: campaign.collection(),
            accepted_at,
            reserved_until: accepted_at.after(kept),
            add_ons,
        })
    }

    async fn insert(&self, tx: &Transaction, terms: &Terms, hash: &[u8]) -> Result<bool, PledgeError> {
        // Whoever gives a second time is one backer (rule R10), whose share of a match is counted together.
        let known = contact::person_of(tx, self.donor, &self.email).await?;
        let person = known.unwrap_or(self.person);
        let row = pledge::NewPledge {
            id: self.id,
            reference: reference(self.id),
            person,
            donor: self.donor,
            terms,
            request_hash: hash,
        };
        if !pledge::insert_once(tx, &row).await? {
            return Ok(false);
        }
        let contact = Contact {
            person,
            name: self.name.clone(),
            email: Some(self.email.clone()),
            locale: self.locale.clone(),
            anonymous: self.anonymous,
            hides_amount: self.hides_amount,
        };
        contact::insert(tx, self.id, &contact).await?;
        if let Some(dedicated) = &self.dedicated {
            dedication::insert(tx, self.id, dedicated).await?;
        }
        Ok(true)
    }

    /// Of all that the donor chose. Not of the account or the person, which one form does not change.
    pub(super) fn hash(&self, campaign: CampaignId) -> Vec<u8> {
        let said = (campaign, self.gift, self.reward, &self.name, &self.email, self.anonymous);
        let mut all = serde_json::to_vec(&said).unwrap_or_default();
        if let Some(agreed) = &self.again {
            all.extend(serde_json::to_vec(&agreed.every).unwrap_or_default());
        }
        if !self.add_ons.is_empty() {
            all.extend(serde_json::to_vec(&self.add_ons).unwrap_or_default());
        }
        if self.hides_amount {
            all.extend(b"hides its amount");
        }
        if let Some(dedicated) = &self.dedicated {
            all.extend(serde_json::to_vec(dedicated).unwrap_or_default());
        }
        Sha256::digest(all).to_vec()
    }
}

/// The reward that is asked for, when `gift` is enough for it.
pub(super) async fn reward_for(
    tx: &Transaction,
    campaign: &Campaign,
    asked: Option<RewardId>,
    gift: &Gift,
) -> Result<Option<Reward>, PledgeError> {
    let Some(id) = asked else { return Ok(None) };
    let reward = reward::find(tx, id).await?.filter(|it| it.campaign == campaign.id && it.add_on.is_none());
    let reward = reward.ok_or(PledgeError::UnknownReward)?;
    if gift.amount.minor < reward.price.minor {
        return Err(PledgeError::RewardNeedsMore(reward.price));
    }
    Ok(Some(reward))
}

/// The add-ons that `asked` is for, when they may be taken with it.
pub(super) async fn add_ons_for(
    tx: &Transaction,
    campaign: &Campaign,
    reward: Option<&Reward>,
    asked: &MakePledge,
) -> Result<Vec<ChosenAddOn>, PledgeError> {
    if asked.again.is_some() && !asked.add_ons.is_empty() {
        return Err(PledgeError::AddOnsOnce);
    }
    add_ons::chosen(tx, campaign, reward, &asked.add_ons, &asked.gift, None).await
}

/// Whether a card can be charged `gift` for `campaign`.
pub(crate) fn check_gift(gift: &Gift, campaign: &Campaign) -> Result<(), PledgeError> {
    let lines = [gift.amount, gift.tip, gift.covered_fee];
    if lines.iter().any(|it| it.currency != campaign.currency || it.is_negative()) {
        return Err(PledgeError::OtherCurrency);
    }
    if gift.amount.minor < campaign.minimum.minor.max(1) {
        return Err(PledgeError::BelowMinimum(campaign.minimum));
    }
    let (sum, most) =
        (lines.iter().try_fold(0_i64, |sum, it| sum.checked_add(it.minor)), most(campaign.currency));
    if sum.is_none_or(|it| it > most.minor) {
        return Err(PledgeError::AboveMaximum(most));
    }
    if let Some(line) = lines.into_iter().find(|it| !is_chargeable(*it)) {
        return Err(PledgeError::NotChargeable(line));
    }
    Ok(())
}
