use super::{PATIENT, checkout::IntendOnce};
use crate::{
    effects::{Carried, Look, carry_out},
    house::{Class, House},
    payout::BANK_HOLD,
    provider::{Ask, Bank, Made, ProviderAccount, Trouble},
    tables::account::{self, Account},
};
use anyhow::anyhow;
use contracts::{
    CampaignId, Timestamp, UserId,
    payments::{BankAccountChanged, CreatorAccountChanged, CreatorAsked},
};
use kernel::{Actor, Audit, Command, Context, Effect, EffectOutcome, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::time::Duration;

/// How long until an account is looked at, should no webhook tell of it; then ever longer.
const FIRST_LOOK: Duration = Duration::from_mins(5);
/// After so many looks a webhook or the creator's next visit must tell.
const MOST_LOOKS: u32 = 12;

/// Opens the provider's page where a creator says who they are and where the money goes.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct OpenOnboarding {
    pub(crate) creator: UserId,
    /// Whose page they come back to; without one, to that of their account.
    pub(crate) campaign: Option<CampaignId>,
}

impl Job for OpenOnboarding {
    const KIND: &'static str = "open_onboarding";
    const MAX_ATTEMPTS: i32 = PATIENT;

    fn key(&self) -> Option<String> {
        Some(format!("account/{}", self.creator))
    }
}

/// Looks how an account stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LookAtAccount {
    pub(crate) account: String,
    pub(crate) n: u32,
}

impl Job for LookAtAccount {
    const KIND: &'static str = "look_at_account";
}

/// A creator wants to be paid.
pub(crate) struct AskToBePaid {
    pub(crate) creator: UserId,
    /// On whose page they said so, if on one.
    pub(crate) campaign: Option<CampaignId>,
}

impl Command for AskToBePaid {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        account::ask(tx, self.creator).await?;
        tx.enqueue(&OpenOnboarding { creator: self.creator, campaign: self.campaign }).await
    }
}

impl Perform<OpenOnboarding> for House {
    async fn perform(&self, ctx: &Context, job: OpenOnboarding) -> Result<(), JobError> {
        let Some(known) = account::find(ctx.db.read(), job.creator).await? else { return Ok(()) };
        let id = match known.provider_id {
            Some(id) => id,
            None => make(self, ctx, job.creator).await?,
        };
        let page = match job.campaign {
            Some(campaign) => format!("campaigns/{campaign}/money"),
            None => "payout-account/returned".to_owned(),
        };
        let back = format!("{}/dashboard/{page}", self.desk().public_url());
        let link = self.provider().onboarding(&id, &back);
        let (url, expires_at) = self.call(ctx, Class::Payout, link).await??;
        Ok(ctx.run(NoteLink { creator: job.creator, id, url, expires_at }).await?)
    }
}

async fn make(house: &House, ctx: &Context, creator: UserId) -> Result<String, JobError> {
    let key = format!("account/{creator}");
    let desk = house.desk();
    let ask = Ask::Account { effect_key: key.clone(), creator };
    let effect = Effect {
        key: key.clone(),
        subject: format!("account/{creator}"),
        step: "make_account",
        provider: desk.name(),
        request: desk.prepare(&ask).map_err(JobError::Fail)?,
        undo_of: None,
    };
    ctx.run(IntendOnce(effect)).await?;
    let id = match carry_out(house, ctx, Class::Payout, &key, Look::Account).await? {
        Carried::Done(reply) => match reply.made {
            Made::Account(it) => it.id,
            other => return Err(JobError::Fail(anyhow!("{} is no account", other.id()))),
        },
        Carried::Known(id) => id,
        Carried::Refused { code, .. } => return Err(JobError::Fail(anyhow!("no account was made: {code}"))),
    };
    ctx.run(NoteAccount { creator, key, id: id.clone() }).await?;
    Ok(id)
}

struct NoteAccount {
    creator: UserId,
    key: String,
    id: String,
}

impl Command for NoteAccount {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let outcome = EffectOutcome::Succeeded { object_id: self.id.clone(), response: String::new() };
        tx.resolve(&self.key, &outcome).await?;
        account::identify(tx, self.creator, &self.id).await
    }
}

struct NoteLink {
    creator: UserId,
    id: String,
    url: String,
    expires_at: Timestamp,
}

impl Command for NoteLink {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        account::set_link(tx, self.creator, &self.url, self.expires_at).await?;
        let look = LookAtAccount { account: self.id.clone(), n: 0 };
        tx.enqueue_at(&look, tx.now.after(FIRST_LOOK)).await
    }
}

/// Reads an account at the provider and notes how it stands; `of_bank`, when it was told that its bank account changed.
pub(super) async fn look(house: &House, ctx: &Context, id: &str, of_bank: bool) -> Result<(), JobError> {
    let seen = house.read(ctx, house.provider().find_account(id)).await?;
    Ok(ctx.run(Learn { seen, of_bank }).await?)
}

/// The same before money goes there: no webhook may have told that its bank account was changed. An account that cannot be
/// read for good is told of by whatever is asked for it next.
pub(super) async fn look_before_paying(house: &House, ctx: &Context, id: &str) -> Result<(), JobError> {
    match house.call(ctx, Class::Read, house.provider().find_account(id)).await? {
        Ok(seen) => Ok(ctx.run(Learn { seen, of_bank: false }).await?),
        Err(Trouble::Refused { .. } | Trouble::Missing) => Ok(()),
        Err(trouble) => Err(trouble.into()),
    }
}

impl Perform<LookAtAccount> for House {
    async fn perform(&self, ctx: &Context, job: LookAtAccount) -> Result<(), JobError> {
        look(self, ctx, &job.account, false).await?;
        let known = account::of_provider(ctx.db.read(), &job.account).await?;
        if job.n >= MOST_LOOKS || known.is_none_or(|it| it.payouts_enabled && it.charges_enabled) {
            return Ok(());
        }
        Ok(ctx.run(LookAgain(LookAtAccount { n: job.n + 1, ..job })).await?)
    }
}

struct LookAgain(LookAtAccount);

impl Command for LookAgain {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        tx.enqueue_at(&self.0, tx.now.after(FIRST_LOOK.saturating_mul(1 << self.0.n.min(MOST_LOOKS)))).await
    }
}

/// Notes how an account stands, and holds what is paid out when its bank account is another than before (security SEC-6).
struct Learn {
    seen: ProviderAccount,
    of_bank: bool,
}

impl Command for Learn {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let Some(known) = account::lock_of_provider(tx, &self.seen.id).await? else { return Ok(()) };
        account::learn(tx, &self.seen).await?;
        let (creator, charges_enabled) = (known.creator, self.seen.charges_enabled);
        if known.charges_enabled != charges_enabled {
            tx.send(&CreatorAccountChanged { creator, charges_enabled, changed_at: tx.now }).await?;
        }
        if is_asked(&known, &self.seen) {
            tx.send(&self.asked(creator, tx.now)).await?;
        }
        match &self.seen.bank {
            Some(bank) if known.bank.as_ref() != Some(bank) => self.note_bank(tx, &known, bank).await,
            // One that was taken away is remembered: what takes its place is another one.
            _ => Ok(()),
        }
    }
}

impl Learn {
    fn asked(&self, creator: UserId, asked_at: Timestamp) -> CreatorAsked {
        let wants = !self.seen.due.is_empty();
        let by = self.seen.deadline_at.filter(|_| wants);
        CreatorAsked { creator, wants, by, paid: self.seen.payouts_enabled, asked_at }
    }

    async fn note_bank(&self, tx: &Transaction, known: &Account, bank: &Bank) -> Result<(), DbErr> {
        let creator = known.creator;
        account::set_bank(tx, creator, bank).await?;
        // The first one changes nothing. An account that could be paid before banks were remembered had one, too.
        if known.bank.is_none() && !(self.of_bank && known.payouts_enabled) {
            return Ok(());
        }
        let held_until = tx.now.after(BANK_HOLD);
        account::hold(tx, creator, held_until).await?;
        let entry = Audit::new(Actor::Rule("bank_account_changed"), "payout.hold", format!("user/{creator}"));
        tx.audit(entry.to(json!({ "account": self.seen.id, "held_until": held_until }))).await?;
        tx.send(&BankAccountChanged { creator, held_until, changed_at: tx.now }).await
    }
}

/// Whether an account that was `before` how we knew it and is as it was `seen` now is one that its creator must be written
/// to about (rule R11): it is paid out no more; something is wanted by a day that it was not wanted by; or, where all was
/// given and nothing is paid yet, something more is wanted. Who has not filled in the provider's form yet knows what is
/// wanted.
fn is_asked(before: &Account, seen: &ProviderAccount) -> bool {
    let stopped = before.payouts_enabled && !seen.payouts_enabled;
    let day = |due: &[String], at: Option<Timestamp>| at.filter(|_| !due.is_empty());
    let known_day = day(&before.due, before.deadline_at).filter(|_| before.details_submitted);
    let new_day = day(&seen.due, seen.deadline_at).is_some_and(|it| known_day != Some(it));
    let more = before.details_submitted && before.due.is_empty() && !seen.due.is_empty();
    stopped || (seen.details_submitted && (new_day || (more && !seen.payouts_enabled)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Option<Timestamp> = Some(Timestamp(1_772_366_400_000_000));
    const LATER: Option<Timestamp> = Some(Timestamp(1_774_958_400_000_000));
    const PAPERS: &[&str] = &["individual.verification.document"];

    fn seen(paid: bool, filled_in: bool, due: &[&str], deadline_at: Option<Timestamp>) -> ProviderAccount {
        ProviderAccount {
            id: "acct_1".into(),
            effect_key: String::new(),
            charges_enabled: true,
            payouts_enabled: paid,
            details_submitted: filled_in,
            due: due.iter().map(|it| (*it).to_owned()).collect(),
            deadline_at,
            bank: None,
        }
    }

    fn known(it: &ProviderAccount) -> Account {
        Account {
            creator: UserId::fresh(),
            provider_id: Some(it.id.clone()),
            charges_enabled: it.charges_enabled,
            payouts_enabled: it.payouts_enabled,
            details_submitted: it.details_submitted,
            due: it.due.clone(),
            deadline_at: it.deadline_at,
            link: None,
            bank: None,
            held_until: None,
        }
    }

    #[test]
    fn a_creator_is_asked_when_something_new_is_wanted_of_them_or_nothing_is_paid_any_more() {
        let (ready, soon) = (seen(true, true, &[], None), seen(true, true, PAPERS, DAY));
        let (none, half) = (seen(false, false, PAPERS, DAY), seen(false, true, PAPERS, DAY));
        let (checked, wanting) = (seen(false, true, &[], None), seen(false, true, PAPERS, None));
        let later = seen(true, true, PAPERS, LATER);
        for (before, after, asked, what) in [
            (&ready, &soon, true, "something is wanted by a day"),
            (&soon, &soon, false, "the same was heard again"),
            (&soon, &later, true, "by another day"),
            (&soon, &half, true, "the day is over and nothing is paid any more"),
            (&ready, &checked, true, "nothing is paid any more, and nothing is wanted"),
            (&half, &half, false, "the same was heard again"),
            (&half, &ready, false, "all is well again"),
            (&none, &none, false, "the form is not filled in"),
            (&none, &half, true, "it is filled in, and that was not all"),
            (&none, &wanting, false, "it was just sent, and its page says what is missing"),
            (&checked, &wanting, true, "what was given was not enough"),
            (&wanting, &wanting, false, "the same was heard again"),
        ] {
            assert_eq!(is_asked(&known(before), after), asked, "{what}");
        }
    }
}
