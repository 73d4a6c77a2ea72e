use super::{PledgeSagaData, lapse};
use crate::{
    add_ons,
    pledge::{Hold, PledgeEvent},
    record::Record,
    tables::stock,
};
use kernel::{HandleError, Transaction, saga::Progress};

/// Done by whoever starts the saga, in the same transaction: a reward that is sold out must never make a pledge.
#[expect(clippy::unused_async, reason = "steps are asynchronous")]
pub(super) async fn run(_: &Transaction, _: &mut PledgeSagaData) -> Result<Progress, HandleError> {
    Ok(Progress::Done)
}

/// The reward is free again. Only one that is still kept is given back, so it returns exactly once.
pub(super) async fn undo(tx: &Transaction, data: &mut PledgeSagaData) -> Result<Progress, HandleError> {
    let mut record = Record::load(tx, data.pledge).await?;
    // A page that never opened has no undo of its own to say it.
    lapse(tx, &mut record, data).await?;
    let held = record.state().hold == Hold::Reserved;
    if let Some(terms) = record.state().terms.clone().filter(|_| held) {
        for (reward, count) in terms.held() {
            stock::release_reserved(tx, reward, count).await?;
        }
        record.append(tx, PledgeEvent::RewardReleased).await?;
        if !terms.add_ons.is_empty() {
            add_ons::say(tx, data.pledge, terms.campaign, Vec::new()).await?;
        }
    }
    Ok(Progress::Done)
}
