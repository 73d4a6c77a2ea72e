//! Making a call that changes something, exactly once, whatever becomes of us or of the line.

use crate::{
    house::{Class, House},
    provider::{Among, CheckoutStatus, DisputeStatus, Reply, Trouble},
};
use contracts::Timestamp;
use kernel::{Command, Context, EffectOutcome, EffectRow, EffectState, JobError, Transaction, in_references};
use std::time::Duration;

/// From this age on a key may be forgotten by the provider soon (after a day, Stripe says), and the same
/// request would be done a second time: it is looked for instead.
const TOO_OLD: Duration = Duration::from_hours(20);
/// A call that left no trace this long after it was sent never happened.
const TRACELESS: Duration = Duration::from_mins(10);
const LOOK_AGAIN: Duration = Duration::from_mins(1);

/// How a call ended.
pub(crate) enum Carried {
    /// The provider did it just now.
    Done(Reply),
    /// It had done it before; this is its object.
    Known(String),
    /// It refused. Nothing happened.
    Refused { code: String, body: String },
}

/// Where to look for what a call of unknown end may have made.
pub(crate) enum Look<'a> {
    Customer,
    Checkout,
    Charge { customer: &'a str },
    Expire { session: &'a str },
    Card { method: &'a str },
    Refund { intent: &'a str },
    Evidence { dispute: &'a str },
    Account,
    Transfer { group: &'a str },
    Payout { account: &'a str },
    Reversal { transfer: &'a str },
    BlockedCard { list: &'a str, card: &'a str },
    UnblockedCard { item: &'a str },
}

/// Makes the call written down under `name`: sends what is stored, under the same key, until its end is known. What
/// provably never happened, although the provider remembers its key, is done under another.
pub(crate) async fn carry_out(
    house: &House,
    ctx: &Context,
    class: Class,
    name: &str,
    look: Look<'_>,
) -> Result<Carried, JobError> {
    let row = EffectRow::find(ctx.db.read(), ctx.module, name).await?;
    let row = row.ok_or_else(|| JobError::Fail(anyhow::anyhow!("{name} was never written down")))?;
    match row.state {
        EffectState::Succeeded | EffectState::Undone => {
            return Ok(Carried::Known(row.object_id.unwrap_or_default()));
        }
        EffectState::Failed => {
            let (code, body) = (row.error_code.unwrap_or_default(), row.response.unwrap_or_default());
            return Ok(Carried::Refused { code, body });
        }
        EffectState::Intended | EffectState::Sent | EffectState::Unknown => (),
    }
    let now = ctx.clock.now();
    let sent = Sent { at: row.key_sent_at.unwrap_or(now), first_at: row.first_sent_at.unwrap_or(now) };
    if now.since(sent.at) >= TOO_OLD {
        return find(house, ctx, row, sent, look).await;
    }
    let trouble = match house.send(ctx, class, &row).await? {
        Ok(reply) => return Ok(Carried::Done(reply)),
        Err(trouble) => trouble,
    };
    match trouble {
        Trouble::Refused { code, body } => Ok(Carried::Refused { code, body }),
        Trouble::Missing => Ok(Carried::Refused { code: "resource_missing".to_owned(), body: String::new() }),
        Trouble::RateLimited { retry_after } => Err(JobError::Later(retry_after)),
        Trouble::Unknown { replayed: true, .. } => find(house, ctx, row, sent, look).await,
        Trouble::Unknown { ref cause, .. } => {
            ctx.run(NoteUnknown { name: name.to_owned(), cause: cause.clone() }).await?;
            Err(JobError::Retry(trouble.into()))
        }
    }
}

/// When a call was sent.
struct Sent {
    /// Under the key in use.
    at: Timestamp,
    /// Under its first.
    first_at: Timestamp,
}

/// Notes that nobody knows how a call ended.
struct NoteUnknown {
    name: String,
    cause: String,
}

impl Command for NoteUnknown {
    type Output = ();
    type Error = sea_orm::DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), sea_orm::DbErr> {
        tx.resolve(&self.name, &EffectOutcome::Unknown { cause: self.cause.clone() }).await.map(drop)
    }
}

/// Notes that a call never happened, whatever the provider answers under its key.
struct Renew(EffectRow);

impl Command for Renew {
    type Output = ();
    type Error = sea_orm::DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), sea_orm::DbErr> {
        tx.renew(&self.0).await.map(drop)
    }
}

/// Looks for what the call made instead of making it again.
async fn find(
    house: &House,
    ctx: &Context,
    row: EffectRow,
    sent: Sent,
    look: Look<'_>,
) -> Result<Carried, JobError> {
    let (provider, key, sent_at) = (house.provider(), row.key.as_str(), sent.first_at);
    let found = match look {
        Look::Customer => house.read(ctx, provider.find_customer_by_key(key, sent_at)).await?,
        Look::Checkout => house.read(ctx, provider.find_checkout_by_key(key, sent_at)).await?.map(|it| it.id),
        Look::Charge { customer } => {
            house.read(ctx, provider.find_charge_by_key(customer, key)).await?.map(|it| it.intent.id)
        }
        Look::Expire { session } => {
            let seen = house.read(ctx, provider.find_checkout(session)).await?;
            (seen.status != CheckoutStatus::Open).then_some(seen.id)
        }
        Look::Card { method } => {
            (!house.read(ctx, provider.is_kept(method)).await?).then(|| method.to_owned())
        }
        Look::Account => house.read(ctx, provider.find_moved(key, Among::Accounts)).await?,
        Look::Transfer { group } => {
            house.read(ctx, provider.find_moved(key, Among::Transfers { group })).await?
        }
        Look::Payout { account } => {
            house.read(ctx, provider.find_moved(key, Among::Payouts { account })).await?
        }
        Look::Reversal { transfer } => {
            house.read(ctx, provider.find_moved(key, Among::Reversals { transfer })).await?
        }
        Look::BlockedCard { list, card } => house.read(ctx, provider.find_blocked(list, card)).await?,
        Look::UnblockedCard { item } => {
            (!house.read(ctx, provider.is_blocked(item)).await?).then(|| item.to_owned())
        }
        Look::Evidence { dispute } => {
            let seen = house.read(ctx, provider.find_dispute(dispute)).await?;
            (seen.status != DisputeStatus::NeedsResponse).then_some(seen.id)
        }
        Look::Refund { intent } => {
            let all = house.read(ctx, provider.refunds_of(intent)).await?;
            all.into_iter().find(|it| it.effect_key == key).map(|it| it.id)
        }
    };
    match found {
        Some(id) => Ok(Carried::Known(id)),
        None if ctx.clock.now().since(sent.at) < TRACELESS => Err(JobError::Later(LOOK_AGAIN)),
        None => {
            let key = in_references(key);
            tracing::warn!(key, "a call to the payment provider left no trace and is made under another key");
            ctx.run(Renew(row)).await?;
            Err(JobError::Later(Duration::ZERO))
        }
    }
}
