use super::{PATIENT, charge, charge::ChargeCard, key};
use crate::{
    apply::{ApplyError, NoteCheckout, end_unpaid},
    effects::{Carried, Look, carry_out},
    house::{Class, House},
    orders,
    payment::{Kind, Payment, Status, subject},
    provider::{Ask, Checkout, CheckoutStatus, Made},
    tables::payment as payments,
};
use contracts::{PaymentId, PledgeId};
use kernel::{
    Command, Context, Effect, EffectOutcome, EffectRow, EffectState, Job, JobError, Perform, Transaction,
    job::is_paused,
};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A page that cannot be closed closes by itself; it is looked at this often meanwhile.
const UNTIL_IT_CLOSES: Duration = Duration::from_mins(5);

/// Opens the provider's page for an attempt.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct OpenCheckout {
    pub(crate) payment: PaymentId,
    pub(crate) pledge: PledgeId,
}

/// Closes the provider's page of an attempt whose pledge came to nothing.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CloseCheckout {
    pub(crate) payment: PaymentId,
    pub(crate) pledge: PledgeId,
}

/// Closes the provider's page of an attempt whose time is up, and learns whether it was used. Its pledge has not come to
/// nothing: what was paid or saved on it counts.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ExpireCheckout {
    pub(crate) payment: PaymentId,
    pub(crate) pledge: PledgeId,
}

impl Job for OpenCheckout {
    const KIND: &'static str = "open_checkout";
    const MAX_ATTEMPTS: i32 = PATIENT;

    fn key(&self) -> Option<String> {
        Some(key(self.pledge))
    }
}

impl Job for CloseCheckout {
    const KIND: &'static str = "close_checkout";
    const MAX_ATTEMPTS: i32 = PATIENT;

    fn key(&self) -> Option<String> {
        Some(key(self.pledge))
    }
}

impl Job for ExpireCheckout {
    const KIND: &'static str = "expire_checkout";
    const MAX_ATTEMPTS: i32 = PATIENT;

    fn key(&self) -> Option<String> {
        Some(key(self.pledge))
    }
}

impl Perform<OpenCheckout> for House {
    async fn perform(&self, ctx: &Context, job: OpenCheckout) -> Result<(), JobError> {
        advance(self, ctx, job.payment).await
    }
}

impl Perform<CloseCheckout> for House {
    async fn perform(&self, ctx: &Context, job: CloseCheckout) -> Result<(), JobError> {
        advance(self, ctx, job.payment).await
    }
}

impl Perform<ExpireCheckout> for House {
    async fn perform(&self, ctx: &Context, job: ExpireCheckout) -> Result<(), JobError> {
        let payment = payments::find(ctx.db.read(), job.payment).await?;
        let payment = payment.ok_or_else(|| JobError::Fail(ApplyError::Gone.into()))?;
        match &payment.session {
            Some(session) if !payment.status.is_over() => close(self, ctx, &payment, session).await,
            _ => Ok(()),
        }
    }
}

/// Does whatever is next for an attempt: opens its page, closes it, or looks at it.
pub(super) async fn advance(house: &House, ctx: &Context, id: PaymentId) -> Result<(), JobError> {
    let payment = payments::find(ctx.db.read(), id).await?;
    let payment = payment.ok_or_else(|| JobError::Fail(ApplyError::Gone.into()))?;
    if payment.status == Status::Opening && payment.close_asked && !was_sent(ctx, &payment).await? {
        return Ok(ctx.run(NeverOpen { payment: id }).await?);
    }
    // A look does what was not done yet, unless somebody told it to wait.
    let kind = if payment.kind == Kind::OffSession { ChargeCard::KIND } else { OpenCheckout::KIND };
    if payment.status == Status::Opening && is_paused(ctx, kind).await? {
        return Ok(());
    }
    if payment.kind == Kind::OffSession {
        return charge::advance(house, ctx, id).await;
    }
    match (payment.status, &payment.session) {
        (Status::Opening, None) => open(house, ctx, &payment).await,
        (_, Some(session)) if payment.close_asked && !payment.status.is_over() => {
            close(house, ctx, &payment, session).await
        }
        (_, Some(session)) if !payment.is_settled() => look(house, ctx, id, session).await,
        _ => Ok(()),
    }
}

/// Reads the provider's page and notes what it shows.
pub(super) async fn look(
    house: &House,
    ctx: &Context,
    payment: PaymentId,
    session: &str,
) -> Result<(), JobError> {
    let seen = house.read(ctx, house.provider().find_checkout(session)).await?;
    Ok(ctx.run(NoteCheckout { payment, seen, effect: None }).await?)
}

async fn was_sent(ctx: &Context, payment: &Payment) -> Result<bool, JobError> {
    let row = EffectRow::find(ctx.db.read(), ctx.module, &payment.checkout_key()).await?;
    Ok(row.is_some_and(|it| it.state != EffectState::Intended))
}

async fn open(house: &House, ctx: &Context, payment: &Payment) -> Result<(), JobError> {
    if payment.needs_customer() && !prepare_customer(house, ctx, payment).await? {
        return Ok(());
    }
    let key = payment.checkout_key();
    match carry_out(house, ctx, Class::Checkout, &key, Look::Checkout).await? {
        Carried::Done(reply) => {
            let outcome = done(reply.made.id(), reply.body);
            note(ctx, payment.id, page(reply.made)?, Some((key, outcome))).await
        }
        Carried::Known(session) => look(house, ctx, payment.id, &session).await,
        Carried::Refused { code, body } => refused(ctx, payment.id, key, code, body).await,
    }
}

/// A card is kept with a customer, so that is made first. False when the provider refused to.
async fn prepare_customer(house: &House, ctx: &Context, payment: &Payment) -> Result<bool, JobError> {
    let (mut customer, locale) = payments::customer_and_locale(ctx.db.read(), payment.id).await?;
    if customer.is_none() {
        let key = payment.customer_key();
        let (id, body) = match carry_out(house, ctx, Class::Checkout, &key, Look::Customer).await? {
            Carried::Done(reply) => (reply.made.id().to_owned(), reply.body),
            Carried::Known(id) => (id, String::new()),
            Carried::Refused { code, body } => {
                refused(ctx, payment.id, key, code, body).await?;
                return Ok(false);
            }
        };
        ctx.run(KeepCustomer { payment: payment.id, key, customer: id.clone(), body }).await?;
        customer = Some(id);
    }
    let order = orders::checkout(house.desk(), ctx.db.read(), payment, customer, None, locale).await?;
    let request = house.desk().prepare(&Ask::Checkout(Box::new(order))).map_err(JobError::Fail)?;
    let effect = Effect {
        key: payment.checkout_key(),
        subject: subject(payment.pledge),
        step: "open_checkout",
        provider: house.desk().name(),
        request,
        undo_of: None,
    };
    ctx.run(IntendOnce(effect)).await?;
    Ok(true)
}

async fn close(house: &House, ctx: &Context, payment: &Payment, session: &str) -> Result<(), JobError> {
    let seen = house.read(ctx, house.provider().find_checkout(session)).await?;
    if seen.status != CheckoutStatus::Open {
        return note(ctx, payment.id, seen, None).await;
    }
    let key = payment.expire_key();
    let ask = Ask::ExpireCheckout { session: session.to_owned() };
    let effect = Effect {
        key: key.clone(),
        subject: subject(payment.pledge),
        step: "expire_checkout",
        provider: house.desk().name(),
        request: house.desk().prepare(&ask).map_err(JobError::Fail)?,
        undo_of: Some(payment.checkout_key()),
    };
    ctx.run(IntendOnce(effect)).await?;
    match carry_out(house, ctx, Class::Release, &key, Look::Expire { session }).await? {
        Carried::Done(reply) => {
            let outcome = done(reply.made.id(), reply.body);
            note(ctx, payment.id, page(reply.made)?, Some((key, outcome))).await
        }
        Carried::Known(session) => look(house, ctx, payment.id, &session).await,
        // It was completed in that very moment, most often: the page itself says.
        Carried::Refused { code, body } => {
            let seen = house.read(ctx, house.provider().find_checkout(session)).await?;
            let outcome = EffectOutcome::Failed { code, response: body };
            let still_open = seen.status == CheckoutStatus::Open;
            note(ctx, payment.id, seen, Some((key, outcome))).await?;
            if still_open { Err(JobError::Later(UNTIL_IT_CLOSES)) } else { Ok(()) }
        }
    }
}

async fn note(
    ctx: &Context,
    payment: PaymentId,
    seen: Checkout,
    effect: Option<(String, EffectOutcome)>,
) -> Result<(), JobError> {
    Ok(ctx.run(NoteCheckout { payment, seen, effect }).await?)
}

async fn refused(
    ctx: &Context,
    payment: PaymentId,
    key: String,
    code: String,
    body: String,
) -> Result<(), JobError> {
    Ok(ctx.run(NoteRefusal { payment, key, code, body }).await?)
}

fn done(id: &str, body: String) -> EffectOutcome {
    EffectOutcome::Succeeded { object_id: id.to_owned(), response: body }
}

fn page(made: Made) -> Result<Checkout, JobError> {
    match made {
        Made::Checkout(checkout) => Ok(*checkout),
        other => Err(JobError::Fail(anyhow::anyhow!("{} is no page", other.id()))),
    }
}

/// Writes an effect down unless it is: the first request written is the one that counts.
pub(super) struct IntendOnce(pub(super) Effect);

impl Command for IntendOnce {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        match EffectRow::find(tx, tx.module(), &self.0.key).await? {
            Some(_) => Ok(()),
            None => tx.intend(&self.0).await.map(drop),
        }
    }
}

/// Keeps the provider's id of the customer.
struct KeepCustomer {
    payment: PaymentId,
    key: String,
    customer: String,
    body: String,
}

impl Command for KeepCustomer {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        tx.resolve(&self.key, &done(&self.customer, self.body.clone())).await?;
        payments::set_customer(tx, self.payment, &self.customer).await
    }
}

/// Notes that the provider refused to open a page.
struct NoteRefusal {
    payment: PaymentId,
    key: String,
    code: String,
    body: String,
}

impl Command for NoteRefusal {
    type Output = ();
    type Error = ApplyError;

    async fn run(&self, tx: &Transaction) -> Result<(), ApplyError> {
        let outcome = EffectOutcome::Failed { code: self.code.clone(), response: self.body.clone() };
        tx.resolve(&self.key, &outcome).await?;
        let payment = payments::lock(tx, self.payment).await?.ok_or(ApplyError::Gone)?;
        if payment.status != Status::Opening {
            return Ok(());
        }
        end_unpaid(tx, &payment, self.code.clone()).await
    }
}

/// Gives up opening a page that was not asked for yet.
struct NeverOpen {
    payment: PaymentId,
}

impl Command for NeverOpen {
    type Output = ();
    type Error = ApplyError;

    async fn run(&self, tx: &Transaction) -> Result<(), ApplyError> {
        let payment = payments::lock(tx, self.payment).await?.ok_or(ApplyError::Gone)?;
        if payment.status != Status::Opening {
            return Ok(());
        }
        let outcome = EffectOutcome::Failed { code: "not_sent".to_owned(), response: String::new() };
        tx.resolve(&payment.checkout_key(), &outcome).await?;
        tx.resolve(&payment.customer_key(), &outcome).await?;
        end_unpaid(tx, &payment, "not_sent".to_owned()).await
    }
}
