//! Until when the cards are good that are charged later: donors are told before one expires that is still needed
//! (rule R13).

use crate::{
    plan::{self, State as Stands},
    record::Record,
    saga::{Sagas, business_key},
    settlement,
    tables::{campaign::Campaign, pledge},
};
use contracts::{
    PaymentId, PledgeId, Timestamp, campaigns::DeadlineExtended, payments::CardKept, pledges::CardExpires,
};
use kernel::{Command, Context, HandleError, Job, JobError, Perform, React, Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long before its card expires a donor is told.
pub(crate) const NOTICE: Duration = Duration::from_hours(24 * 30);
/// After its deadline a campaign that succeeded takes so long to charge its cards, at most.
pub(crate) const WAVE: Duration = Duration::from_hours(24 * 5);

/// Tells a donor that the card of `payment` expires, when it is needed after that.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct TellOfExpiry {
    pub(crate) pledge: PledgeId,
    pub(crate) payment: PaymentId,
    /// It was good for long enough until its campaign was given more time.
    #[serde(default)]
    pub(crate) extended: bool,
}

impl Job for TellOfExpiry {
    const KIND: &'static str = "tell_of_expiry";

    fn key(&self) -> Option<String> {
        Some(self.pledge.to_string())
    }

    fn dedupe_key(&self) -> Option<String> {
        let again = if self.extended { "/extended" } else { "" };
        Some(format!("expiry/{}{again}", self.payment))
    }
}

/// Keeps until when cards are good, and tells of those that are not for long.
#[derive(Clone, Copy)]
pub(crate) struct Expiry;

impl React<CardKept> for Expiry {
    async fn react(&self, tx: &Transaction, it: CardKept) -> Result<(), HandleError> {
        let sql = "INSERT INTO pledges_card (pledge, payment, valid_until, kept_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (pledge) DO UPDATE SET payment = $2, valid_until = $3, kept_at = $4 \
             WHERE pledges_card.kept_at <= $4";
        let CardKept { pledge, payment, valid_until, kept_at } = it;
        let values = vec![pledge.0.into(), payment.0.into(), valid_until.0.into(), kept_at.0.into()];
        tx.exec(sql, values).await?;
        let tell = TellOfExpiry { pledge, payment, extended: false };
        Ok(tx.enqueue_at(&tell, valid_until.before(NOTICE)).await?)
    }
}

/// Cards that would have been good for long enough, and are not now that their campaign ends later.
impl React<DeadlineExtended> for Expiry {
    async fn react(&self, tx: &Transaction, it: DeadlineExtended) -> Result<(), HandleError> {
        let sql = "SELECT c.pledge, c.payment, c.valid_until FROM pledges_card c \
             JOIN pledges_pledge p ON p.pledge = c.pledge \
             WHERE p.campaign = $1 AND c.valid_until >= $2 AND c.valid_until < $3 ORDER BY c.pledge";
        let (from, to) = (it.before.after(WAVE), it.deadline_at.after(WAVE));
        for row in tx.all(sql, vec![it.campaign.0.into(), from.0.into(), to.0.into()]).await? {
            let (pledge, payment) =
                (PledgeId(row.try_get("", "pledge")?), PaymentId(row.try_get("", "payment")?));
            let valid_until = Timestamp(row.try_get("", "valid_until")?);
            let tell = TellOfExpiry { pledge, payment, extended: true };
            tx.enqueue_at(&tell, valid_until.before(NOTICE)).await?;
        }
        Ok(())
    }
}

impl Perform<TellOfExpiry> for Expiry {
    async fn perform(&self, ctx: &Context, job: TellOfExpiry) -> Result<(), JobError> {
        ctx.run(job).await.map_err(|error| JobError::Retry(error.into()))
    }
}

impl Command for TellOfExpiry {
    type Output = ();
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<(), HandleError> {
        // The saga's lock comes first, as everywhere.
        Sagas::data(tx, &business_key(self.pledge)).await?;
        let Some((payment, valid_until)) = kept(tx, self.pledge).await? else { return Ok(()) };
        let Some(row) = pledge::find(tx, self.pledge).await? else { return Ok(()) };
        let Some(campaign) = Campaign::by_id(tx, row.campaign).await? else { return Ok(()) };
        if payment != self.payment || !is_short(valid_until, &campaign) {
            return Ok(());
        }
        let plan = match row.plan {
            Some(part) => plan::find(tx, part.plan).await?,
            None => None,
        };
        let wanted = if let Some(it) = &plan {
            it.card_of == row.id && it.state != Stands::Ended
        } else {
            let promise = Record::load(tx, row.id).await?.state().is_promise();
            promise && settlement::find(tx, row.id).await?.is_none()
        };
        if wanted {
            let told = CardExpires {
                pledge: row.id,
                plan: plan.as_ref().map(|it| it.id),
                campaign: campaign.id,
                // A plan writes to the donor of its first gift.
                first: plan.map_or(row.id, |it| it.first),
                valid_until,
                told_at: tx.now,
            };
            tx.send(&told).await?;
        }
        Ok(())
    }
}

/// Until when the card of `pledge` is good that is still needed after that; `None` when it is good for long enough, or
/// nobody knows.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn expires_early(
    db: &impl ConnectionTrait,
    pledge: PledgeId,
    campaign: &Campaign,
) -> Result<Option<Timestamp>, DbErr> {
    let kept = kept(db, pledge).await?;
    Ok(kept.map(|(_, valid_until)| valid_until).filter(|it| is_short(*it, campaign)))
}

/// Whether a card that is good until `valid_until` may be needed after that. What is promised is charged after the
/// deadline, and gifts of a plan until then.
pub(crate) fn is_short(valid_until: Timestamp, campaign: &Campaign) -> bool {
    valid_until < campaign.deadline_at.after(WAVE)
}

async fn kept(db: &impl ConnectionTrait, pledge: PledgeId) -> Result<Option<(PaymentId, Timestamp)>, DbErr> {
    let sql = "SELECT payment, valid_until FROM pledges_card WHERE pledge = $1";
    let row = db.one(sql, vec![pledge.0.into()]).await?;
    let read = |row: sea_orm::QueryResult| {
        Ok((PaymentId(row.try_get("", "payment")?), Timestamp(row.try_get("", "valid_until")?)))
    };
    row.map(read).transpose()
}
