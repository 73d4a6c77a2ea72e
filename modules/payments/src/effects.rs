//! Making a call that changes something, exactly once, whatever becomes of us or of the line.

use crate::{
    house::{Class, House},
    provider::{Among, CheckoutStatus, DisputeStatus, Reply, Trouble},
};
use contracts::Timestamp;
use kernel::{Command, Context, EffectOutcome, EffectRow, EffectState, JobError, Transaction};
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
    /// It never happened, and its key is spent.
    Absent,
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
}

/// Makes the call written down under `key`: sends what is stored, under the same name, until its end is known.
pub(crate) async fn carry_out(
    house: &House,
    ctx: &Context,
    class: Class,
    key: &str,
    look: Look<'_>,
) -> Result<Carried, JobError> {
    let row = EffectRow::find(ctx.db.read(), ctx.module, key).await?;
    let row = row.ok_or_else(|| JobError::Fail(anyhow::anyhow!("{key} was never written down")))?;
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
    let sent_at = row.first_sent_at.unwrap_or(now);
    if now.since(sent_at) >= TOO_OLD {
        return find(house, ctx, key, sent_at, look).await;
    }
    let trouble = match house.send(ctx, class, key, &row.request).await? {
        Ok(reply) => return Ok(Carried::Done(reply)),
        Err(trouble) => trouble,
    };
    match trouble {
        Trouble::Refused { code, body } => Ok(Carried::Refused { code, body }),
        Trouble::Missing => Ok(Carried::Refused { code: "resource_missing".to_owned(), body: String::new() }),
        Trouble::RateLimited { retry_after } => Err(JobError::Later(retry_after)),
        Trouble::Unknown { replayed: true, .. } => find(house, ctx, key, sent_at, look).await,
        Trouble::Unknown { ref cause, .. } => {
            ctx.run(NoteUnknown { key: key.to_owned(), cause: cause.clone() }).await?;
            Err(JobError::Retry(trouble.into()))
        }
    }
}

/// The code of a call that provably never happened and whose key is spent.
const ABSENT: &str = "absent";

/// The name under which something is to be done: `name`, or with a number after it where every call before it provably
/// never happened.
pub(crate) async fn next_name(ctx: &Context, name: &str) -> Result<String, JobError> {
    let mut next = name.to_owned();
    for number in 1.. {
        let row = EffectRow::find(ctx.db.read(), ctx.module, &next).await?;
        if row.is_none_or(|it| it.error_code.as_deref() != Some(ABSENT)) {
            break;
        }
        next = format!("{name}/{number}");
    }
    Ok(next)
}

/// The call named `key` never happened: the same is done under the next name soon.
pub(crate) async fn anew(ctx: &Context, key: String) -> JobError {
    match ctx.run(NoteAbsent { key }).await {
        Ok(()) => JobError::Later(LOOK_AGAIN),
        Err(error) => JobError::Retry(error.into()),
    }
}

struct NoteAbsent {
    key: String,
}

impl Command for NoteAbsent {
    type Output = ();
    type Error = sea_orm::DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), sea_orm::DbErr> {
        let outcome = EffectOutcome::Failed { code: ABSENT.to_owned(), response: String::new() };
        tx.resolve(&self.key, &outcome).await.map(drop)
    }
}

/// Notes that nobody knows how a call ended.
struct NoteUnknown {
    key: String,
    cause: String,
}

impl Command for NoteUnknown {
    type Output = ();
    type Error = sea_orm::DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), sea_orm::DbErr> {
        tx.resolve(&self.key, &EffectOutcome::Unknown { cause: self.cause.clone() }).await.map(drop)
    }
}

/// Looks for what the call made instead of making it again.
async fn find(
    house: &House,
    ctx: &Context,
    key: &str,
    sent_at: Timestamp,
    look: Look<'_>,
) -> Result<Carried, JobError> {
    let provider = house.provider();
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
        None if ctx.clock.now().since(sent_at) < TRACELESS => Err(JobError::Later(LOOK_AGAIN)),
        None => {
            tracing::warn!(key, "a call to the payment provider left no trace and is given up");
            Ok(Carried::Absent)
        }
    }
}
