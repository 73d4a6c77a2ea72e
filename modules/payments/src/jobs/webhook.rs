use super::{PATIENT, account, charge, checkout, dispute, payout, refund, warning};
use crate::{
    house::{Class, House},
    payment::{Kind, Payment},
    payout::Payout,
    provider::{Event, Trouble},
    tables::{
        account as accounts, payment as payments, payout as payouts, refund as refunds,
        webhook::{self, State, Webhook},
    },
};
use contracts::{PaymentId, RefundId, UserId};
use kernel::{Actor, Audit, Command, Context, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::time::Duration;

/// How long something unknown is waited for (rules R4): a webhook may be earlier than our own commit.
const WAIT_FOR: Duration = Duration::from_hours(72);
const FIRST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_hours(6);

/// Looks at what the provider told us of.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct HandleWebhook {
    pub(crate) event: String,
    /// How often it had been looked into when staff asked for one look more; nothing when it was just told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) replay: Option<i32>,
}

impl HandleWebhook {
    /// Looks into what was just told.
    pub(crate) fn told(event: &str) -> Self {
        Self { event: event.to_owned(), replay: None }
    }
}

impl Job for HandleWebhook {
    const KIND: &'static str = "handle_webhook";
    // What was told of is read at the provider, who may be away for hours. What can never be read fails at once.
    const MAX_ATTEMPTS: i32 = PATIENT;

    fn dedupe_key(&self) -> Option<String> {
        Some(match self.replay {
            None => format!("webhook/{}", self.event),
            Some(n) => format!("webhook/{}/replay/{n}", self.event),
        })
    }
}

/// Events of a creator's account with this beginning tell of the bank account that it is paid out to.
const OF_A_BANK: &str = "account.external_account.";

/// Whether this module wants to know of such an event. Of a creator's account only how it stands, where its money goes and
/// what became of its payouts: what else happens there, such as the other side of our own transfers, and the platform's
/// payouts to its own bank are about nothing that is known here.
pub(crate) fn is_heard(it: &Event) -> bool {
    let about = it.kind.split('.').next();
    if it.account.is_some() {
        return it.kind == "account.updated" || it.kind.starts_with(OF_A_BANK) || about == Some("payout");
    }
    matches!(about, Some("checkout" | "payment_intent" | "setup_intent" | "charge" | "refund"))
        || it.kind.starts_with("radar.early_fraud_warning.")
}

/// What an event turned out to be about.
enum About {
    Payment { payment: PaymentId, session: String },
    Charge { payment: PaymentId, intent: String },
    Refund { refund: RefundId, object: String },
    Dispute(String),
    Warning(String),
    Payout(Box<Payout>),
    Account(String),
    Bank(String),
    Nobody,
}

impl Perform<HandleWebhook> for House {
    async fn perform(&self, ctx: &Context, job: HandleWebhook) -> Result<(), JobError> {
        let name = self.desk().name();
        let Some(told) = webhook::find(ctx.db.read(), name, &job.event).await? else { return Ok(()) };
        if told.is_given_up {
            // Somebody put the job back: it is looked into as if nobody had given it up.
            ctx.run(Reopen { provider: name, event: job.event.clone() }).await?;
        } else if !told.is_open {
            return Ok(());
        }
        let looked = look_into(self, ctx, &job.event, &told).await;
        if matches!(looked, Err(JobError::Fail(_))) {
            // Nobody looks again by themselves, so it must not stand among those that are looked at.
            note(ctx, name, &job.event, State::Dead, Some("it could not be looked into")).await?;
        }
        looked
    }
}

async fn look_into(house: &House, ctx: &Context, event: &str, told: &Webhook) -> Result<(), JobError> {
    let known = match about(house, ctx, told).await? {
        About::Payment { payment, session } => {
            checkout::look(house, ctx, payment, &session).await?;
            true
        }
        About::Charge { payment, intent } => {
            charge::look(house, ctx, payment, &intent).await?;
            true
        }
        About::Refund { refund, object } => {
            refund::look(house, ctx, refund, &object).await?;
            true
        }
        About::Payout(it) => {
            payout::look(house, ctx, &it, &told.object).await?;
            true
        }
        About::Account(id) => {
            account::look(house, ctx, &id, false).await?;
            true
        }
        About::Bank(id) => {
            account::look(house, ctx, &id, true).await?;
            true
        }
        About::Dispute(id) => dispute::look(house, ctx, &id).await?,
        About::Warning(id) => warning::look(house, ctx, &id).await?,
        About::Nobody => false,
    };
    if known {
        note(ctx, house.desk().name(), event, State::Done, None).await
    } else {
        wait(house, ctx, event, told).await
    }
}

async fn about(house: &House, ctx: &Context, told: &Webhook) -> Result<About, JobError> {
    let payload: Value = serde_json::from_str(&told.payload).map_err(|error| JobError::Fail(error.into()))?;
    let object = &payload["data"]["object"];
    if told.kind.starts_with(OF_A_BANK) {
        let owner = object["account"].as_str().unwrap_or_default();
        let found = accounts::of_provider(ctx.db.read(), owner).await?;
        return Ok(found.map_or(About::Nobody, |_| About::Bank(owner.to_owned())));
    }
    if object["object"] == "payout" {
        let found = payouts::of_provider(ctx.db.read(), &told.object).await?;
        return Ok(found.map_or(About::Nobody, |it| About::Payout(Box::new(it))));
    }
    if object["object"] == "account" {
        let found = accounts::of_provider(ctx.db.read(), &told.object).await?;
        return Ok(found.map_or(About::Nobody, |_| About::Account(told.object.clone())));
    }
    if object["object"] == "dispute" {
        return Ok(About::Dispute(told.object.clone()));
    }
    if object["object"] == "radar.early_fraud_warning" {
        return Ok(About::Warning(told.object.clone()));
    }
    if object["object"] == "refund" {
        return Ok(of_refund(ctx, &told.object, object).await?);
    }
    let found = if told.kind.starts_with("checkout.session.") {
        of_checkout(ctx, &told.object, object).await?
    } else {
        let intent = match object["object"].as_str() {
            Some("payment_intent" | "setup_intent") => told.object.as_str(),
            _ => object["payment_intent"].as_str().unwrap_or_default(),
        };
        of_intent(house, ctx, intent).await?
    };
    Ok(match found {
        None => About::Nobody,
        Some((it, intent)) if it.kind == Kind::OffSession => About::Charge { payment: it.id, intent },
        Some((it, session)) => About::Payment { payment: it.id, session },
    })
}

/// The page names its attempt; our own row may not know the page yet.
async fn of_checkout(
    ctx: &Context,
    session: &str,
    object: &Value,
) -> Result<Option<(Payment, String)>, DbErr> {
    let db = ctx.db.read();
    let mut found = payments::of_session(db, session).await?;
    if found.is_none()
        && let Some(id) = id(&object["metadata"]["payment_id"])
    {
        found = payments::find(db, PaymentId(id)).await?.filter(|it| it.session.is_none());
    }
    Ok(found.map(|it| (it, session.to_owned())))
}

/// The intent's attempt and its page, or the intent itself where there is no page; by our own row or by what the provider itself keeps with the intent; never by what
/// the event says.
async fn of_intent(
    house: &House,
    ctx: &Context,
    intent: &str,
) -> Result<Option<(Payment, String)>, JobError> {
    if intent.is_empty() {
        return Ok(None);
    }
    let mut found = payments::of_intent(ctx.db.read(), intent).await?;
    if found.is_none() {
        let named = match house.call(ctx, Class::Read, house.provider().payment_of_intent(intent)).await? {
            Err(Trouble::Missing) => return Ok(None),
            other => other?,
        };
        if let Ok(id) = named.parse::<PaymentId>() {
            found = payments::find(ctx.db.read(), id).await?;
        }
    }
    Ok(found.and_then(|it| match it.kind {
        Kind::OffSession => Some((it, intent.to_owned())),
        _ => it.session.clone().map(|session| (it, session)),
    }))
}

async fn of_refund(ctx: &Context, object_id: &str, object: &Value) -> Result<About, DbErr> {
    let db = ctx.db.read();
    let mut found = refunds::of_provider(db, object_id).await?;
    if found.is_none()
        && let Some(id) = id(&object["metadata"]["refund_id"])
    {
        found = refunds::find(db, RefundId(id)).await?;
    }
    Ok(found.map_or(About::Nobody, |it| About::Refund { refund: it.id, object: object_id.to_owned() }))
}

fn id(value: &Value) -> Option<uuid::Uuid> {
    value.as_str()?.parse().ok()
}

/// Keeps what is about nobody known, and looks again later; after three days a person does.
async fn wait(house: &House, ctx: &Context, event: &str, told: &Webhook) -> Result<(), JobError> {
    let name = house.desk().name();
    if ctx.clock.now().since(told.received_at) >= WAIT_FOR {
        return note(ctx, name, event, State::Dead, Some("it is about something unknown here")).await;
    }
    note(ctx, name, event, State::Parked, Some("it is about something unknown so far")).await?;
    let pause = FIRST_PAUSE.saturating_mul(1 << told.attempts.clamp(0, 20));
    Err(JobError::Later(pause.min(LONGEST_PAUSE)))
}

async fn note(
    ctx: &Context,
    provider: &'static str,
    event: &str,
    state: State,
    words: Option<&'static str>,
) -> Result<(), JobError> {
    Ok(ctx.run(Note { provider, event: event.to_owned(), state, words }).await?)
}

/// Notes what became of what the provider told us.
struct Note {
    provider: &'static str,
    event: String,
    state: State,
    words: Option<&'static str>,
}

impl Command for Note {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        webhook::set_state(tx, self.provider, &self.event, self.state, self.words).await
    }
}

/// Has an event that was given up looked into again.
struct Reopen {
    provider: &'static str,
    event: String,
}

impl Command for Reopen {
    type Output = bool;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<bool, DbErr> {
        webhook::reopen(tx, self.provider, &self.event).await
    }
}

/// Staff have an event looked into once more that was given up: what it is about may be known by now. False when it is
/// not given up.
pub(crate) struct ReplayWebhook {
    pub(crate) provider: &'static str,
    pub(crate) event: String,
    pub(crate) by: UserId,
}

impl Command for ReplayWebhook {
    type Output = bool;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<bool, DbErr> {
        let Some(told) = webhook::find(tx, self.provider, &self.event).await? else { return Ok(false) };
        if !webhook::reopen(tx, self.provider, &self.event).await? {
            return Ok(false);
        }
        let subject = format!("webhook/{}", self.event);
        tx.audit(Audit::new(Actor::User(self.by), "webhook.replay", subject)).await?;
        tx.enqueue(&HandleWebhook { event: self.event.clone(), replay: Some(told.attempts) }).await?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(kind: &str, account: Option<&str>) -> Event {
        let (id, object) = ("evt_1".to_owned(), "po_1".to_owned());
        let account = account.map(str::to_owned);
        Event { id, kind: kind.to_owned(), object, account, payload: String::new() }
    }

    #[test]
    fn of_a_creator_s_account_its_payouts_its_bank_and_how_it_stands_are_heard_and_nothing_else() {
        let heard = |kind: &str| is_heard(&event(kind, Some("acct_1")));
        assert!(heard("account.updated") && heard("payout.failed"));
        for change in ["created", "updated", "deleted"] {
            assert!(heard(&format!("account.external_account.{change}")), "{change}");
        }
        for other in ["account.application.deauthorized", "charge.refunded", "payment.created"] {
            assert!(!heard(other), "{other}");
        }
    }

    #[test]
    fn of_the_platform_s_own_what_donors_pay_is_heard_and_not_its_payouts() {
        let heard = |kind| is_heard(&event(kind, None));
        assert!(heard("charge.dispute.created") && heard("radar.early_fraud_warning.created"));
        assert!(!heard("payout.paid") && !heard("account.updated"));
    }
}
