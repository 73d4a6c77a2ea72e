use super::table;
use contracts::pledges::{Collection, GiftMatched, MatchReturned, PledgeActivated, PledgeReduced};
use kernel::{HandleError, React, Transaction};

/// Adds a sponsor's share to gifts that were collected, and takes it back from those that go back.
///
/// It hears this module's own messages, so that a match follows the same facts whatever made a gift count.
pub(crate) struct MatchGifts;

impl React<PledgeActivated> for MatchGifts {
    async fn react(&self, tx: &Transaction, gift: PledgeActivated) -> Result<(), HandleError> {
        // A saved card is no money yet.
        if gift.collection != Collection::Charge {
            return Ok(());
        }
        let Some(open) = table::open_pool(tx, gift.campaign, gift.activated_at).await? else {
            return Ok(());
        };
        let Some(pool) = table::lock(tx, open.id).await? else { return Ok(()) };
        if pool.terms.currency != gift.gift.amount.currency {
            return Ok(());
        }
        let already = table::added_to(tx, pool.id, gift.person).await?;
        let added = pool.adds_to(gift.gift.amount.minor, already);
        if added == 0 || !table::take(tx, &pool, gift.pledge, gift.person, added).await? {
            return Ok(());
        }
        let said = GiftMatched {
            pledge: gift.pledge,
            campaign: gift.campaign,
            pool: pool.id,
            sponsor: pool.terms.sponsor.clone(),
            amount: pool.money(added),
            matched_at: tx.now,
        };
        Ok(tx.send(&said).await?)
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
