//! What pledges says of gifts that are given again by themselves, told to those who give them.

use super::{Mails, News};
use crate::notice::NoticeKind;
use contracts::{
    PlanId, PledgeId, Timestamp,
    pledges::{
        CardTrouble, Gift, Interval, PlanChange, PlanChanged, PlanEnd, PlanEnded, PlanRenewalFailed,
        PlanRenewalNear, PlanStarted,
    },
};
use kernel::{HandleError, React, Reactor, Subscription, Transaction};
use std::sync::Arc;

/// The mails that plans give rise to.
pub(super) fn plans(host: Arc<str>) -> Subscription {
    let mails = Mails { host };
    Reactor::named("write_about_plans")
        .on::<PlanStarted>(mails.clone())
        .on::<PlanChanged>(mails.clone())
        .on::<PlanRenewalNear>(mails.clone())
        .on::<PlanRenewalFailed>(mails.clone())
        .on::<PlanEnded>(mails)
        .build()
}

/// What is said to the donor of a plan.
struct Said {
    kind: NoticeKind,
    heading: String,
    words: String,
}

/// The same as a fact about the plan that `first` began.
fn news(plan: PlanId, first: PledgeId, at: Timestamp, it: Said) -> News {
    let Said { kind, heading, words } = it;
    News {
        pledge: first,
        about: plan.0,
        kind,
        heading: Some(heading),
        words,
        path: format!("/plans/{plan}"),
        at,
    }
}

fn sum(gift: &Gift) -> String {
    gift.total().format_exact("en")
}

const fn period(every: Interval) -> &'static str {
    match every {
        Interval::Monthly => "month",
        Interval::Yearly => "year",
    }
}

fn day(at: Timestamp) -> String {
    let at = at.to_utc();
    format!("{} {} {}", at.day(), at.month(), at.year())
}

impl React<PlanStarted> for Mails {
    async fn react(&self, tx: &Transaction, it: PlanStarted) -> Result<(), HandleError> {
        let (sum, every) = (sum(&it.gift), period(it.interval));
        let words = format!(
            "You give {sum} every {every}. The first gift is paid, and its receipt comes in a mail of its own. The next \
             one is charged on {}, and so on until the campaign ends or you stop.\n\nYou can stop, pause, leave one out \
             or change the sum at any time, with two clicks and without signing in, on the page behind this link. Keep \
             this mail: whoever has the link can do the same.",
            day(it.next_at)
        );
        let heading = format!("You give {sum} every {every}");
        let said = Said { kind: NoticeKind::PlanStarted, heading, words };
        self.tell_donor(tx, news(it.plan, it.pledge, it.started_at, said)).await
    }
}

impl React<PlanChanged> for Mails {
    async fn react(&self, tx: &Transaction, it: PlanChanged) -> Result<(), HandleError> {
        let (sum, every) = (sum(&it.gift), period(it.interval));
        let what = match it.change {
            PlanChange::Amount => format!("You give {sum} every {every} from the next gift on."),
            PlanChange::Skipped => "The gift that was to come next is left out.".to_owned(),
            PlanChange::Paused => "Nothing is charged until you go on with it.".to_owned(),
            PlanChange::Resumed => format!("You give {sum} every {every} again."),
        };
        let next =
            it.next_at.map(|at| format!(" The next gift is charged on {}.", day(at))).unwrap_or_default();
        let heading = match it.change {
            PlanChange::Amount => format!("Changed: {sum} every {every}"),
            PlanChange::Skipped => "The next gift is left out".to_owned(),
            PlanChange::Paused => format!("Paused: {sum} every {every}"),
            PlanChange::Resumed => format!("It goes on: {sum} every {every}"),
        };
        let words = format!(
            "{what}{next}\n\nIf you did not do this, stop it on the page behind this link and write to us."
        );
        let said = Said { kind: NoticeKind::PlanChanged, heading, words };
        self.tell_donor(tx, news(it.plan, it.pledge, it.changed_at, said)).await
    }
}

impl React<PlanRenewalNear> for Mails {
    async fn react(&self, tx: &Transaction, it: PlanRenewalNear) -> Result<(), HandleError> {
        let (sum, when) = (sum(&it.gift), day(it.charge_at));
        let words = format!(
            "As you wished, {sum} is charged on {when}, and every {} after that. There is nothing to do if that is right.\n\n\
             To stop, to leave it out or to change the sum, open the page behind this link before then.",
            period(it.interval)
        );
        let heading = format!("{sum} is charged on {when}");
        let said = Said { kind: NoticeKind::PlanNear, heading, words };
        self.tell_donor(tx, news(it.plan, it.pledge, it.told_at, said)).await
    }
}

impl React<PlanRenewalFailed> for Mails {
    async fn react(&self, tx: &Transaction, it: PlanRenewalFailed) -> Result<(), HandleError> {
        // Of six tries the first, the third and the fifth: a mail every few days would only press.
        // One that is not tried again by itself must be told of in any case.
        if it.tries % 2 == 0 && it.next_try_at.is_some() {
            return Ok(());
        }
        let (sum, until) = (sum(&it.gift), day(it.ends_at));
        let why = match it.trouble {
            CardTrouble::AsksForDonor => "Your bank wants you to confirm the payment yourself.",
            CardTrouble::MayPass => "The payment did not go through.",
            CardTrouble::ForGood => "Your bank refused the card for good.",
        };
        let again = it.next_try_at.map(|at| format!(" We try it again on {}.", day(at))).unwrap_or_default();
        let words = format!(
            "{sum} was due and could not be charged. Nothing was taken. {why}{again}\n\nYou can pay it with this card or \
             another one until {until}, on the page behind this link. After that it ends by itself. To stop it now, use \
             the same page."
        );
        let heading = "Your card could not be charged".to_owned();
        let said = Said { kind: NoticeKind::PlanLate, heading, words };
        self.tell_donor(tx, news(it.plan, it.pledge, it.failed_at, said)).await
    }
}

impl React<PlanEnded> for Mails {
    async fn react(&self, tx: &Transaction, it: PlanEnded) -> Result<(), HandleError> {
        let why = match it.reason {
            // Whoever did not pay the first gift knows, and was promised nothing.
            PlanEnd::NeverStarted => return Ok(()),
            PlanEnd::CancelledByDonor => "You have stopped it.",
            PlanEnd::EndedByStaff => "We have stopped it for you.",
            PlanEnd::CampaignEnded => "The campaign takes no more gifts.",
            PlanEnd::Completed => "No further gift would be due before the campaign ends.",
            PlanEnd::AccountClosed => "You have closed your account.",
            PlanEnd::Unpaid => "The last gift could not be charged, and was not paid in time.",
            PlanEnd::Disputed => "Your bank asked us for a gift back.",
        };
        let words = format!("{why} Nothing more is charged, and our payment provider forgets your card.");
        let heading = "Your gifts that follow by themselves have ended".to_owned();
        let said = Said { kind: NoticeKind::PlanEnded, heading, words };
        self.tell_donor(tx, news(it.plan, it.pledge, it.ended_at, said)).await
    }
}
