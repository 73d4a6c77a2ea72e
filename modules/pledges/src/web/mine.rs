use super::{
    clocks::{until, when},
    plan::is_failed_try,
};
use crate::{
    plan,
    pledge::Status,
    queries::{self, Given},
    settlement::{self, State as Settling},
};
use axum::{
    extract::State,
    response::{Redirect, Response},
};
use contracts::{Money, pledges::Interval};
use kernel::{
    Context,
    web::{CurrentUser, Page, Result, Text, View},
};
use serde::Serialize;

#[derive(Serialize)]
struct Mine {
    /// Gifts that follow by themselves.
    plans: Vec<ShownPlan>,
    gifts: Vec<Gift>,
}

#[derive(Serialize)]
struct ShownPlan {
    /// As the address of its page has it.
    address: String,
    campaign: String,
    every: Interval,
    total: Money,
    stands: &'static str,
    next_on: Option<String>,
}

/// One gift in the list of whoever gave it.
#[derive(Serialize)]
struct Gift {
    /// As the address of its page has it.
    address: String,
    reference: String,
    campaign: String,
    slug: String,
    /// The language its campaign's title is written in (BCP 47); empty when nobody said.
    language: String,
    label: String,
    tone: &'static str,
    total: Money,
    given_on: String,
    /// The last day before a saved card is charged, while that is to come.
    due_after: Option<String>,
    next: Next,
}

/// What its donor can do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Next {
    Pay,
    OtherCard,
    /// Pay what the saved card did not.
    Repair,
    /// Look at a pledge that can still be cancelled.
    Change,
    GiveAgain,
    Look,
}

impl Page for Mine {
    const TEMPLATE: &'static str = "pledges/mine.html";
}

/// `GET /me/pledges`: what whoever is asking gave, signed in or as a guest with their verified address.
pub(super) async fn index(State(ctx): State<Context>, current: CurrentUser, view: View) -> Result<Response> {
    let mut gifts = Vec::new();
    for it in queries::given_by(ctx.db.read(), current.id).await? {
        if is_failed_try(&it.row) {
            continue;
        }
        let refused = it.row.status == Status::CardSaved
            && settlement::find(ctx.db.read(), it.row.id)
                .await?
                .is_some_and(|it| it.state == Settling::Repair);
        let open = ctx.clock.now() < it.deadline_at;
        gifts.push(Gift::of(&view, it, refused, open));
    }
    let mut plans = Vec::new();
    for (it, campaign, zone) in plan::of_donor(ctx.db.read(), current.id).await? {
        let waits = plan::open_period(ctx.db.read(), it.id).await?;
        let late = waits.is_some_and(|it| it.state == plan::PeriodState::Waiting);
        plans.push(ShownPlan {
            address: view.keys().address(it.id.0),
            campaign,
            every: it.every,
            total: it.gift.total(),
            stands: match it.state {
                plan::State::Ended => "ended",
                _ if late => "late",
                plan::State::Paused => "paused",
                _ => "active",
            },
            next_on: it.next_at.map(|it| when(it, &zone).day),
        });
    }
    view.show(&Mine { plans, gifts })
}

/// `GET /me/gifts`, as it was called in mails.
pub(super) async fn moved() -> Redirect {
    Redirect::permanent("/me/pledges")
}

impl Gift {
    /// `refused`: its saved card was refused when it was due. `open`: its campaign has not ended.
    fn of(
        view: &View,
        Given { row, campaign, slug, language, deadline_at, zone }: Given,
        refused: bool,
        open: bool,
    ) -> Self {
        Self {
            address: view.keys().address(row.id.0),
            label: view.say(&if refused { Text::of("status-card-refused") } else { row.status.label() }),
            tone: if refused { "bad" } else { tone(row.status) },
            total: row.gift.total(),
            given_on: when(row.accepted_at, &zone).day,
            due_after: (row.status == Status::CardSaved && !refused && open)
                .then(|| until(deadline_at, &zone).day),
            next: match row.plan {
                _ if refused => Next::Repair,
                // What follows by itself is seen to on its own page.
                Some(part) if part.card.is_some() => Next::Look,
                _ => Next::of(row.status, open),
            },
            reference: row.reference,
            campaign,
            slug,
            language,
        }
    }
}

impl Next {
    /// After the end of its campaign a promise stands, and there is nothing to give again to.
    fn of(status: Status, open: bool) -> Self {
        match status {
            Status::Reserved | Status::AwaitingPayment => Self::Pay,
            Status::Declined => Self::OtherCard,
            Status::CardSaved if open => Self::Change,
            Status::Lapsed if open => Self::GiveAgain,
            _ => Self::Look,
        }
    }
}

/// The colour of a status, always beside its words.
fn tone(status: Status) -> &'static str {
    match status {
        Status::Active | Status::CardSaved => "ok",
        Status::Reserved
        | Status::AwaitingPayment
        | Status::Processing
        | Status::Refunding
        | Status::PartlyRefunded => "warn",
        Status::Declined | Status::RefundFailed => "bad",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_can_be_done_is_offered_and_nothing_else() {
        let at = |next, open| {
            Status::ALL.into_iter().filter(move |it| Next::of(*it, open) == next).collect::<Vec<_>>()
        };
        let offered = |next| at(next, true);
        assert_eq!(offered(Next::Pay), [Status::Reserved, Status::AwaitingPayment]);
        assert_eq!(offered(Next::OtherCard), [Status::Declined]);
        assert_eq!(offered(Next::Change), [Status::CardSaved]);
        assert_eq!(offered(Next::GiveAgain), [Status::Lapsed]);
        assert_eq!(offered(Next::Repair), [], "only a settlement knows that a card was refused");
        for next in [Next::Change, Next::GiveAgain] {
            assert_eq!(at(next, false), [], "{next:?} after the end");
        }
        assert_eq!(at(Next::Pay, false), offered(Next::Pay), "whoever was in time may still pay");
    }
}
