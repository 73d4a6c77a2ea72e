use super::{PATIENT, account, checkout::IntendOnce};
use crate::{
    apply::{ApplyError, Came, NotePayout},
    effects::{Carried, Look, carry_out},
    house::{Class, House},
    payout::{BANK_CHANGED, Payout, State},
    provider::{Ask, Made, MoneyOrder},
    saga::{Sagas, TURNED_BACK},
    tables::{account as accounts, clawback as clawbacks, payee, payout as payouts},
};
use anyhow::anyhow;
use contracts::{Money, PayoutId};
use kernel::{Command, Context, Effect, EffectRow, Job, JobError, Perform, Transaction, saga::SagaStatus};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long until it is looked again whether a part that was asked back has come.
const UNTIL_IT_IS_KNOWN: Duration = Duration::from_mins(1);

/// Does whatever is next for a payout.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct MovePayout {
    pub(crate) payout: PayoutId,
}

impl Job for MovePayout {
    const KIND: &'static str = "move_payout";
    const MAX_ATTEMPTS: i32 = PATIENT;

    fn key(&self) -> Option<String> {
        Some(format!("payout/{}", self.payout))
    }
}

impl Perform<MovePayout> for House {
    async fn perform(&self, ctx: &Context, job: MovePayout) -> Result<(), JobError> {
        let Some(payout) = payouts::find(ctx.db.read(), job.payout).await? else { return Ok(()) };
        match (payout.state, &payout.transfer, &payout.provider_id) {
            (State::Moving, ..) => transfer(self, ctx, &payout).await,
            (State::Moved, ..) => pay_out(self, ctx, &payout).await,
            (State::Sent, _, Some(id)) => look(self, ctx, &payout, id).await,
            (State::Returning, Some(transfer), _) => reverse(self, ctx, &payout, transfer).await,
            (State::Returning, None, _) => find_out(self, ctx, &payout).await,
            _ => Ok(()),
        }
    }
}

/// Reads the provider's payout and notes how it stands.
pub(super) async fn look(house: &House, ctx: &Context, payout: &Payout, id: &str) -> Result<(), JobError> {
    let seen = house.read(ctx, house.provider().find_payout(&payout.account, id)).await?;
    Ok(ctx.run(NotePayout { payout: payout.id, came: Came::Seen(seen), effect: None }).await?)
}

async fn transfer(house: &House, ctx: &Context, payout: &Payout) -> Result<(), JobError> {
    let key = payout.transfer_key();
    let ask = Ask::Transfer { order: order(payout, &key), account: payout.account.clone() };
    let call = Call { key, step: "transfer", ask, undo_of: None, after_refusal: false, pays: true };
    let group = payout.id.to_string();
    make(house, ctx, payout, call, Look::Transfer { group: &group }, Came::Transferred).await
}

async fn pay_out(house: &House, ctx: &Context, payout: &Payout) -> Result<(), JobError> {
    let key = payout.payout_key();
    let ask = Ask::Payout { order: order(payout, &key), account: payout.account.clone() };
    let call = Call { key, step: "payout", ask, undo_of: None, after_refusal: false, pays: true };
    make(house, ctx, payout, call, Look::Payout { account: &payout.account }, Came::Sent).await
}

async fn reverse(house: &House, ctx: &Context, payout: &Payout, transfer: &str) -> Result<(), JobError> {
    let (back, asked) = clawbacks::of_payout(ctx.db.read(), payout.id).await?;
    if asked > 0 {
        // What is asked back of it has an end first: together they would be more than there is.
        return Err(JobError::Later(UNTIL_IT_IS_KNOWN));
    }
    let rest = Money::new(payout.amount.minor - back, payout.amount.currency);
    if !rest.is_positive() {
        return Ok(ctx.run(NotePayout { payout: payout.id, came: Came::AllBack, effect: None }).await?);
    }
    let n = EffectRow::wanted_try(ctx.db.read(), ctx.module, &payout.reversal_key()).await?;
    let key = Effect::name_of_try(payout.reversal_key(), n);
    let order = MoneyOrder { money: rest, ..order(payout, &key) };
    let ask = Ask::Reversal { order, transfer: transfer.to_owned() };
    // An effect is taken back by one other, whether that was refused or not.
    let undo_of = (n == 1).then(|| payout.transfer_key());
    let call = Call { key, step: "reverse_transfer", ask, undo_of, after_refusal: n > 1, pays: false };
    make(house, ctx, payout, call, Look::Reversal { transfer }, Came::Reversed).await
}

/// It was called back before anybody knew whether it had left. What was never asked for has not; otherwise the end of
/// that is found out first, and what left is moved back.
async fn find_out(house: &House, ctx: &Context, payout: &Payout) -> Result<(), JobError> {
    if EffectRow::find(ctx.db.read(), ctx.module, &payout.transfer_key()).await?.is_none() {
        return Ok(ctx.run(NotePayout { payout: payout.id, came: Came::AllBack, effect: None }).await?);
    }
    transfer(house, ctx, payout).await?;
    let Some(payout) = payouts::find(ctx.db.read(), payout.id).await? else { return Ok(()) };
    match &payout.transfer {
        Some(transfer) => reverse(house, ctx, &payout, transfer).await,
        None => Ok(()),
    }
}

fn order(payout: &Payout, key: &str) -> MoneyOrder {
    MoneyOrder { effect_key: key.to_owned(), payout: payout.id, money: payout.amount }
}

/// A call about a payout.
struct Call {
    /// Its name.
    key: String,
    step: &'static str,
    ask: Ask,
    undo_of: Option<String>,
    /// The try before it was refused. It is made when a person has that tried again, and not while they are asked to.
    after_refusal: bool,
    /// It brings money nearer to the bank, so it is not begun while nothing is paid out (security SEC-6).
    pays: bool,
}

/// Writes the call down, makes it, and notes what came of it.
async fn make(
    house: &House,
    ctx: &Context,
    payout: &Payout,
    call: Call,
    look: Look<'_>,
    came: fn(String) -> Came,
) -> Result<(), JobError> {
    let (desk, Call { key, step, ask, undo_of, after_refusal, pays }) = (house.desk(), call);
    if pays && EffectRow::find(ctx.db.read(), ctx.module, &key).await?.is_none() {
        account::look_before_paying(house, ctx, &payout.account).await?;
    }
    let effect = Effect {
        key: key.clone(),
        subject: format!("payout/{}", payout.id),
        step,
        provider: desk.name(),
        request: desk.prepare(&ask).map_err(JobError::Fail)?,
        undo_of,
    };
    let still = IntendStill { payout: payout.id, state: payout.state, effect, after_refusal, pays };
    match ctx.run(still).await? {
        Intended::Yes => {}
        Intended::No => return Ok(()),
        Intended::Held => {
            let came = Came::Refused { step, code: BANK_CHANGED.to_owned() };
            return Ok(ctx.run(NotePayout { payout: payout.id, came, effect: None }).await?);
        }
    }
    let (came, body) = match carry_out(house, ctx, Class::Payout, &key, look).await? {
        Carried::Done(reply) => match reply.made {
            Made::Other { id } => (came(id), reply.body),
            other => return Err(JobError::Fail(anyhow!("{} is nothing that was asked for", other.id()))),
        },
        Carried::Known(id) => (came(id), String::new()),
        Carried::Refused { code, body } => (Came::Refused { step, code }, body),
    };
    Ok(ctx.run(NotePayout { payout: payout.id, came, effect: Some((key, body)) }).await?)
}

/// Writes a call down unless it is, as long as the payout stands where the call belongs: it may have been called back
/// since the job looked at it. Says whether it does.
struct IntendStill {
    payout: PayoutId,
    state: State,
    effect: Effect,
    after_refusal: bool,
    pays: bool,
}

/// Whether a call is written down.
enum Intended {
    Yes,
    No,
    /// It is not, because the creator's bank account was changed.
    Held,
}

impl Command for IntendStill {
    type Output = Intended;
    type Error = ApplyError;

    async fn run(&self, tx: &Transaction) -> Result<Intended, ApplyError> {
        // The saga's lock comes first, as everywhere.
        let saga = Sagas::data(tx, &self.payout.to_string()).await?;
        let payout = payouts::lock(tx, self.payout).await?;
        let Some(payout) = payout.filter(|it| it.state == self.state) else { return Ok(Intended::No) };
        if matches!(self.state, State::Moving | State::Moved) && self.must_stay(tx, &payout).await? {
            return Ok(Intended::No);
        }
        let is_wanted = saga.is_some_and(|(it, _)| it.status == SagaStatus::Compensating);
        // A call that was begun is found out about all the same.
        if EffectRow::find(tx, tx.module(), &self.effect.key).await?.is_none() {
            if self.after_refusal && !is_wanted {
                return Ok(Intended::No);
            }
            let account = accounts::find(tx, payout.creator).await?;
            if self.pays && account.is_some_and(|it| it.held_at(tx.now).is_some()) {
                return Ok(Intended::Held);
            }
        }
        IntendOnce(self.effect.clone()).run(tx).await?;
        Ok(Intended::Yes)
    }
}

impl IntendStill {
    /// Whether money that was agreed to stays all the same: its campaign was suspended since, or its money goes back to
    /// the donors, and then the payout turns back. Of a suspended one the saga asks again by itself. What was asked for
    /// before is found out about all the same.
    async fn must_stay(&self, tx: &Transaction, payout: &Payout) -> Result<bool, ApplyError> {
        let payee = payee::find(tx, payout.campaign).await?;
        let Some(payee) = payee.filter(|it| it.frozen) else { return Ok(false) };
        if EffectRow::find(tx, tx.module(), &self.effect.key).await?.is_some() {
            return Ok(false);
        }
        if payee.goes_back {
            payouts::set_failure(tx, payout.id, TURNED_BACK).await?;
            Sagas::compensate(tx, &payout.id.to_string(), "the money goes back to the donors", |_| ())
                .await?;
        }
        Ok(true)
    }
}
