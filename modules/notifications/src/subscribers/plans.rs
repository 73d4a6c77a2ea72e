//! What pledges says of gifts that are given again by themselves, told to those who give them.

use super::{Mails, News};
use crate::notice::{Kept, NoticeKind};
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

/// A fact about the plan that `first` began, with what it is about in short and a paragraph for each of the rest.
fn news(plan: PlanId, first: PledgeId, at: Timestamp, kind: NoticeKind, said: Vec<Kept>) -> News {
    News { pledge: first, about: plan.0, kind, said, path: format!("/plans/{plan}"), at }
}

/// A text with the sum of a plan and how often it is given.
fn given(key: &'static str, gift: &Gift, every: Interval) -> Kept {
    let every = match every {
        Interval::Monthly => "month",
        Interval::Yearly => "year",
    };
    Kept::of(key).sum("sum", gift.total()).words("every", every)
}

impl React<PlanStarted> for Mails {
    async fn react(&self, tx: &Transaction, it: PlanStarted) -> Result<(), HandleError> {
        let said = vec![
            given("notice-plan-started", &it.gift, it.interval),
            given("notice-plan-started-words", &it.gift, it.interval).day("next", it.next_at),
            Kept::of("notice-plan-started-keep"),
        ];
        self.tell_donor(tx, news(it.plan, it.pledge, it.started_at, NoticeKind::PlanStarted, said)).await
    }
}

impl React<PlanChanged> for Mails {
    async fn react(&self, tx: &Transaction, it: PlanChanged) -> Result<(), HandleError> {
        let (heading, words) = match it.change {
            PlanChange::Amount => ("notice-plan-amount", "notice-plan-amount-words"),
            PlanChange::Skipped => ("notice-plan-skipped", "notice-plan-skipped-words"),
            PlanChange::Paused => ("notice-plan-paused", "notice-plan-paused-words"),
            PlanChange::Resumed => ("notice-plan-resumed", "notice-plan-resumed-words"),
        };
        let next = it.next_at.map(|at| Kept::of("notice-plan-next").day("next", at));
        let said = [given(heading, &it.gift, it.interval), given(words, &it.gift, it.interval)]
            .into_iter()
            .chain(next)
            .chain([Kept::of("notice-plan-not-you")])
            .collect();
        self.tell_donor(tx, news(it.plan, it.pledge, it.changed_at, NoticeKind::PlanChanged, said)).await
    }
}

impl React<PlanRenewalNear> for Mails {
    async fn react(&self, tx: &Transaction, it: PlanRenewalNear) -> Result<(), HandleError> {
        let said = vec![
            given("notice-plan-near", &it.gift, it.interval).day("when", it.charge_at),
            given("notice-plan-near-words", &it.gift, it.interval).day("when", it.charge_at),
            Kept::of("notice-plan-near-change"),
        ];
        self.tell_donor(tx, news(it.plan, it.pledge, it.told_at, NoticeKind::PlanNear, said)).await
    }
}

impl React<PlanRenewalFailed> for Mails {
    async fn react(&self, tx: &Transaction, it: PlanRenewalFailed) -> Result<(), HandleError> {
        // Of six tries the first, the third and the fifth: a mail every few days would only press.
        // One that is not tried again by itself must be told of in any case.
        if it.tries % 2 == 0 && it.next_try_at.is_some() {
            return Ok(());
        }
        let why = match it.trouble {
            CardTrouble::AsksForDonor => "notice-plan-late-asks",
            CardTrouble::MayPass => "notice-plan-late-passes",
            CardTrouble::ForGood => "notice-plan-late-for-good",
        };
        let again = it.next_try_at.map(|at| Kept::of("notice-plan-late-again").day("when", at));
        let said =
            [Kept::of("notice-plan-late"), Kept::of("notice-plan-late-words").sum("sum", it.gift.total())]
                .into_iter()
                .chain([Kept::of(why)])
                .chain(again)
                .chain([Kept::of("notice-plan-late-until").day("until", it.ends_at)])
                .collect();
        self.tell_donor(tx, news(it.plan, it.pledge, it.failed_at, NoticeKind::PlanLate, said)).await
    }
}

impl React<PlanEnded> for Mails {
    async fn react(&self, tx: &Transaction, it: PlanEnded) -> Result<(), HandleError> {
        let why = match it.reason {
            // Whoever did not pay the first gift knows, and was promised nothing.
            PlanEnd::NeverStarted => return Ok(()),
            PlanEnd::CancelledByDonor => "notice-plan-ended-donor",
            PlanEnd::EndedByStaff => "notice-plan-ended-staff",
            PlanEnd::CampaignEnded => "notice-plan-ended-campaign",
            PlanEnd::Completed => "notice-plan-ended-completed",
            PlanEnd::AccountClosed => "notice-plan-ended-account",
            PlanEnd::Unpaid => "notice-plan-ended-unpaid",
            PlanEnd::Disputed => "notice-plan-ended-disputed",
        };
        let said = vec![Kept::of("notice-plan-ended"), Kept::of(why), Kept::of("notice-plan-ended-words")];
        self.tell_donor(tx, news(it.plan, it.pledge, it.ended_at, NoticeKind::PlanEnded, said)).await
    }
}
