use super::{PledgeSagaData, lapse};
use crate::{
    add_ons, outage,
    pledge::{Pledge, Terms},
    record::Record,
    tables,
};
use anyhow::Context as _;
use contracts::{
    Timestamp,
    pledges::{PledgeReserved, Recurring},
};
use kernel::{HandleError, Transaction, saga::Progress};

/// Says that there is a pledge, which makes payments open a page for it.
pub(super) async fn run(tx: &Transaction, data: &mut PledgeSagaData) -> Result<Progress, HandleError> {
    let record = Record::load(tx, data.pledge).await?;
    let Some(terms) = &record.state().terms else { return Ok(Progress::Fail("unpaid".into())) };
    if tx.now >= kept_until(tx, terms).await? {
        return Ok(Progress::Fail("unpaid".into()));
    }
    if !data.announced {
        tx.send(&reserved(tx, data, record.state()).await?).await?;
        if !terms.add_ons.is_empty() {
            add_ons::say(tx, data.pledge, terms.campaign, terms.add_ons.clone()).await?;
        }
        data.announced = true;
    }
    Ok(Progress::Wait)
}

/// As long as there is no page, the donor cannot pay: the time that is theirs for it has not begun.
async fn kept_until(tx: &Transaction, terms: &Terms) -> Result<Timestamp, HandleError> {
    let campaign = tables::campaign::Campaign::by_id(tx, terms.campaign).await?;
    let campaign = campaign.context("a pledge to an unknown campaign")?;
    Ok(outage::kept_until(terms.accepted_at, terms.reserved_until, campaign.deadline_at))
}

/// Says that the pledge came to nothing, which makes payments close the page. A pledge that was paid, whose card was saved
/// or whose donor's bank is at it has no page left to close.
pub(super) async fn undo(tx: &Transaction, data: &mut PledgeSagaData) -> Result<Progress, HandleError> {
    let mut record = Record::load(tx, data.pledge).await?;
    lapse(tx, &mut record, data).await?;
    let pledge = record.state();
    let taken = pledge.collected.is_some() || pledge.card_saved || pledge.is_debit();
    let no_page = pledge.activated || pledge.closed || taken;
    Ok(if no_page { Progress::Done } else { Progress::Wait })
}

async fn reserved(
    tx: &Transaction,
    data: &PledgeSagaData,
    pledge: &Pledge,
) -> Result<PledgeReserved, HandleError> {
    let terms = pledge.terms.clone().context("a saga about a pledge that was never made")?;
    let campaign = tables::campaign::Campaign::by_id(tx, terms.campaign).await?;
    let campaign = campaign.context("a pledge to an unknown campaign")?;
    let row = tables::pledge::find(tx, data.pledge).await?.context("a pledge without its row")?;
    let contact = tables::contact::find(tx, data.pledge).await?.context("a pledge of nobody")?;
    Ok(PledgeReserved {
        pledge: data.pledge,
        campaign: terms.campaign,
        campaign_title: campaign.title,
        campaign_slug: campaign.slug,
        person: contact.person,
        donor: row.donor,
        gift: terms.gift,
        reward: terms.reward,
        collection: terms.collection,
        recurring: row.plan.map(|part| match part.card {
            Some(card_of) => Recurring::Renews { plan: part.plan, card_of },
            None => Recurring::Keeps { plan: part.plan },
        }),
        reserved_until: terms.reserved_until,
        accepted_at: terms.accepted_at,
        locale: contact.locale,
        name: contact.name,
        email: contact.email,
    })
}
