use super::tone;
use crate::{
    ending,
    lifecycle::Status,
    tables::{
        account,
        campaign::{self, Campaign},
        draft::{self, Drafted},
        total,
    },
    transition::words,
    web::parts::{Left, counted, shown},
};
use axum::{extract::State, response::Response};
use contracts::{Money, Timestamp};
use kernel::{
    Context,
    web::{Error, Page, Result, View},
};
use serde::Serialize;

/// Everything somebody runs or helps to run.
#[derive(Serialize)]
struct Dashboard {
    cards: Vec<Card>,
}

impl Page for Dashboard {
    const TEMPLATE: &'static str = "campaigns/desk_index.html";
}

#[derive(Serialize)]
struct Card {
    id: String,
    title: String,
    status: String,
    tone: &'static str,
    draft: bool,
    /// How many things are missing from a draft.
    missing: usize,
    /// Whether its creator is the one to act.
    your_turn: bool,
    /// It was sent in or approved, and waits for the payment provider to know whoever looks at it.
    unknown: bool,
    raised: String,
    goal: String,
    givers: String,
    left: Option<Left>,
}

/// `GET /dashboard`
pub(super) async fn index(State(ctx): State<Context>, view: View) -> Result<Response> {
    let user = view.user().ok_or(Error::SignedOut)?.id;
    let (db, now) = (ctx.db.read(), ctx.clock.now());
    let drafts = draft::of_person(db, user).await?;
    let known = account::is_chargeable(db, user).await?;
    let mut cards = Vec::new();
    for it in drafts {
        let unknown = !known && it.creator == user;
        cards.push(Card::of_draft(&view, it, unknown, now));
    }
    let published = campaign::of_person(db, user).await?;
    let ids: Vec<_> = published.iter().map(|it| it.id).collect();
    let outcomes = ending::outcomes(db, &ids).await?;
    for campaign in published {
        let total = total::of(db, campaign.id, campaign.goal.currency).await?;
        // What it ended with stays, as it does on its page.
        let raised = outcomes.get(&campaign.id).map_or(total.raised, |it| it.total);
        cards.push(Card::of_published(&view, campaign, (raised, total.givers), now));
    }
    view.show(&Dashboard { cards })
}

impl Card {
    fn of_draft(view: &View, it: Drafted, unknown: bool, now: Timestamp) -> Self {
        Self {
            id: it.campaign.to_string(),
            status: view.t(words(it.status), &[]),
            tone: tone(it.status),
            draft: true,
            missing: it.draft.gaps(it.opens_at.unwrap_or(now)).len(),
            your_turn: matches!(it.status, Status::Draft | Status::ChangesRequested | Status::Approved),
            unknown: unknown && matches!(it.status, Status::InReview | Status::Approved | Status::Scheduled),
            title: it.draft.title,
            raised: String::new(),
            goal: String::new(),
            givers: String::new(),
            left: None,
        }
    }

    fn of_published(view: &View, it: Campaign, (raised, givers): (Money, i64), now: Timestamp) -> Self {
        Self {
            id: it.id.to_string(),
            status: view.t(words(it.status), &[]),
            tone: tone(it.status),
            draft: false,
            missing: 0,
            your_turn: false,
            unknown: false,
            raised: shown(raised),
            goal: shown(it.goal),
            givers: counted(givers),
            left: (it.status == Status::Live).then(|| Left::until(it.deadline_at, now)).flatten(),
            title: it.title,
        }
    }
}
