use super::table;
use crate::tables::{contact, pledge};
use contracts::{
    CampaignId, PersonId, PledgeId, Timestamp,
    pledges::{Collection, Gift, GiftMatched, MatchReturned, PledgeActivated, PledgeReduced, PledgeSettled},
};
use kernel::{HandleError, React, Transaction};
use sea_orm::DbErr;

/// Adds a sponsor's share to gifts that were collected, and takes it back from those that go back.
///
/// It hears this module's own messages, so that a match follows the same facts whatever made a gift count.
pub(crate) struct MatchGifts;

impl React<PledgeActivated> for MatchGifts {
    async fn react(&self, tx: &Transaction, it: PledgeActivated) -> Result<(), HandleError> {
        // A saved card is no money yet.
        if it.collection != Collection::Charge {
            return Ok(());
        }
        let given_at = given_at(tx, it.pledge, it.activated_at).await?;
        let (pledge, campaign, person, gift) = (it.pledge, it.campaign, it.person, it.gift);
        Ok(Collected { pledge, campaign, person, gift, given_at }.share(tx).await?)
    }
}

/// The card that was saved is charged now.
impl React<PledgeSettled> for MatchGifts {
    async fn react(&self, tx: &Transaction, it: PledgeSettled) -> Result<(), HandleError> {
        let Some(contact) = contact::find(tx, it.pledge).await? else { return Ok(()) };
        let given_at = given_at(tx, it.pledge, it.settled_at).await?;
        let (pledge, campaign, person, gift) = (it.pledge, it.campaign, contact.person, it.gift);
        Ok(Collected { pledge, campaign, person, gift, given_at }.share(tx).await?)
    }
}

/// When the donor gave it, which is when they read what a sponsor adds; the money may come weeks later. `known_at`, when
/// nothing is known of that.
async fn given_at(tx: &Transaction, id: PledgeId, known_at: Timestamp) -> Result<Timestamp, DbErr> {
    Ok(pledge::find(tx, id).await?.map_or(known_at, |it| it.accepted_at))
}

/// A gift whose money is here.
struct Collected {
    pledge: PledgeId,
    campaign: CampaignId,
    person: PersonId,
    gift: Gift,
    given_at: Timestamp,
}

impl Collected {
    /// Adds the sponsor's share, once.
    async fn share(&self, tx: &Transaction) -> Result<(), DbErr> {
        let Some(open) = table::open_pool(tx, self.campaign, self.given_at).await? else { return Ok(()) };
        let Some(pool) = table::lock(tx, open.id).await? else { return Ok(()) };
        if pool.terms.currency != self.gift.amount.currency {
            return Ok(());
        }
        let already = table::added_to(tx, pool.id, self.person).await?;
        let added = pool.adds_to(self.gift.amount.minor, already);
        if added == 0 || !table::take(tx, &pool, self.pledge, self.person, added).await? {
            return Ok(());
        }
        tx.send(&GiftMatched {
            pledge: self.pledge,
            campaign: self.campaign,
            pool: pool.id,
            sponsor: pool.terms.sponsor.clone(),
            amount: pool.money(added),
            matched_at: tx.now,
        })
        .await?;
        Ok(())
    }
}

impl React<PledgeReduced> for MatchGifts {
    async fn react(&self, tx: &Transaction, gift: PledgeReduced) -> Result<(), HandleError> {
        let Some(matched) = table::of_pledge(tx, gift.pledge).await? else { return Ok(()) };
        let Some(pool) = table::lock(tx, matched.pool).await? else { return Ok(()) };
        let stays = pool.terms.share_of(gift.remaining.minor).min(matched.amount.minor);
        let back = matched.amount.minor - stays;
        if back == 0 {
            return Ok(());
        }
        table::give_back(tx, pool.id, gift.pledge, back).await?;
        let said = MatchReturned {
            pledge: gift.pledge,
            campaign: matched.campaign,
            pool: pool.id,
            amount: pool.money(back),
            returned_at: tx.now,
        };
        Ok(tx.send(&said).await?)
    }
}
