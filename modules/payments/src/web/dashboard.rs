//! A creator's money: what came in, when it may leave, and what the payment provider still wants to know.

use super::{
    payouts::{Nothing, free_from},
    wanted::{in_words, standing},
};
use crate::{
    jobs::AskToBePaid,
    money::{self, Flow},
    payout::{Payout, State as How},
    posting,
    tables::{
        account, ledger,
        payee::{self, Payee},
        payout as payouts,
    },
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use contracts::{CampaignId, Money, terms::PAYOUT_TERM};
use kernel::{
    Context,
    audit::{self, Search},
    web::{CurrentUser, Error, Form, Forms, Page, Result, StepUp, View},
};
use sea_orm::DbErr;
use serde::Serialize;

/// How many entries of the audit log are shown, the latest first.
const ENTRIES: i64 = 50;

#[derive(Serialize)]
struct CreatorsMoney {
    campaign: CampaignId,
    title: String,
    slug: String,
    flow: Flow,
    /// What went back to donors of all campaigns of this creator beyond what was left: what is earned next fills it first.
    owed: Option<Money>,
    /// From when on it may leave, while that is to come.
    free_at: Option<i64>,
    /// When it goes back to the donors, when nobody can be paid by then and there is something.
    goes_back_at: Option<i64>,
    account: &'static str,
    /// What the provider still wants, in words.
    due: Vec<String>,
    deadline_at: Option<i64>,
    /// Until when nothing is paid out because the bank account was changed.
    held_until: Option<i64>,
    /// The provider's page is being opened.
    opening: bool,
    payouts: Vec<Line>,
    /// What the audit log knows of them.
    log: Vec<Entry>,
}

#[derive(Serialize)]
struct Line {
    amount: Money,
    state: String,
    at: i64,
}

/// An entry as its creator reads it. Which member of staff it was is not said, nor why.
#[derive(Serialize)]
struct Entry {
    at: i64,
    what: String,
    who: String,
}

impl Page for CreatorsMoney {
    const TEMPLATE: &'static str = "payments/dashboard_money.html";
    const FORMS: Forms = Forms::Account;
}

/// The campaign, for whoever runs it and nobody else.
async fn own(ctx: &Context, user: &CurrentUser, campaign: &str) -> Result<Payee> {
    let campaign: CampaignId = campaign.parse().map_err(|_| Error::NotFound)?;
    let payee = payee::find(ctx.db.read(), campaign).await?.filter(|it| it.creator == user.id);
    payee.ok_or(Error::NotFound)
}

/// `GET /dashboard/campaigns/{campaign}/money`
pub(super) async fn show(
    State(ctx): State<Context>,
    view: View,
    user: CurrentUser,
    Path(campaign): Path<String>,
) -> Result<Response> {
    let payee = own(&ctx, &user, &campaign).await?;
    view.show(&page(&ctx, &view, payee, false).await?)
}

/// `POST /dashboard/campaigns/{campaign}/onboarding`: behind it lies the account that money is paid out to, so whoever
/// asks has a second factor (SEC-5), and has just proved that it is them (SEC-6).
pub(super) async fn ask(
    State(ctx): State<Context>,
    who: StepUp,
    Path(campaign): Path<String>,
    Form(_form): Form<Nothing>,
) -> Result<Response> {
    let payee = own(&ctx, &who.user, &campaign).await?;
    who.with_second(&ctx).await?;
    ctx.run(AskToBePaid { creator: who.user.id, campaign: Some(payee.campaign) }).await?;
    Ok(Redirect::to(&format!("/dashboard/campaigns/{}/onboarding", payee.campaign)).into_response())
}

/// `GET /dashboard/campaigns/{campaign}/onboarding`: on to the provider's page, once it is open.
pub(super) async fn onboarding(
    State(ctx): State<Context>,
    view: View,
    user: CurrentUser,
    Path(campaign): Path<String>,
) -> Result<Response> {
    let payee = own(&ctx, &user, &campaign).await?;
    let account = account::find(ctx.db.read(), user.id).await?;
    let open = account.and_then(|it| it.link).filter(|(_, until)| *until > ctx.clock.now());
    match open {
        Some((url, _)) => Ok(Redirect::to(&url).into_response()),
        None => view.show(&page(&ctx, &view, payee, true).await?),
    }
}

async fn page(ctx: &Context, view: &View, payee: Payee, opening: bool) -> Result<CreatorsMoney> {
    let db = ctx.db.read();
    let account = account::find(db, payee.creator).await?;
    let due = account.as_ref().map_or_else(Vec::new, |it| in_words(view, &it.due));
    let owed = ledger::balance(db, posting::Account::Creator(payee.creator), payee.currency).await?;
    let payouts = payouts::all(db, Some(payee.campaign)).await?;
    let flow = money::flow(db, payee.campaign, payee.currency).await?;
    let waits = account.as_ref().is_none_or(|it| !it.payouts_enabled) && flow.held.is_positive();
    Ok(CreatorsMoney {
        campaign: payee.campaign,
        flow,
        goes_back_at: waits.then_some(payee.deadline_at.after(PAYOUT_TERM).0),
        owed: (owed > 0).then(|| Money::new(owed, payee.currency)),
        free_at: Some(free_from(&payee)).filter(|it| *it > ctx.clock.now().0),
        account: standing(account.as_ref()),
        due,
        held_until: account.as_ref().and_then(|it| it.held_at(ctx.clock.now())).map(|it| it.0),
        deadline_at: account.and_then(|it| it.deadline_at).map(|it| it.0),
        opening,
        log: log(ctx, view, &payee, &payouts).await?,
        payouts: payouts.iter().map(|it| line(view, it)).collect(),
        title: payee.title,
        slug: payee.slug,
    })
}

/// What was done with `payouts`, and what held them (security.md 2.3: creators read of the log what is about their campaign).
async fn log(ctx: &Context, view: &View, payee: &Payee, payouts: &[Payout]) -> Result<Vec<Entry>, DbErr> {
    let me = format!("user/{}", payee.creator);
    let about = payouts.iter().map(|it| format!("payout/{}", it.id)).chain([me.clone()]).collect();
    let wanted = Search { about, kinds: vec!["payout."], ..Search::default() };
    let found = audit::search(ctx.db.read(), ctx.module, &wanted, ENTRIES).await?;
    let who = |actor: &str| match actor {
        it if it == me => "payouts-log-by-you",
        it if it.starts_with("user/") || it == "console" => "payouts-log-by-staff",
        _ => "payouts-log-by-itself",
    };
    let entry = |it: &audit::Found| Entry {
        at: it.at,
        what: view.t(done(&it.action), &[]),
        who: view.t(who(&it.actor), &[]),
    };
    Ok(found.iter().map(entry).collect())
}

/// The text for what was done.
fn done(action: &str) -> &'static str {
    match action {
        "payout.propose" => "payouts-log-propose",
        "payout.agree" => "payouts-log-agree",
        "payout.decline" => "payouts-log-decline",
        "payout.hold" => "payouts-log-hold",
        _ => "payouts-log-other",
    }
}

fn line(view: &View, it: &Payout) -> Line {
    let state = match it.state {
        How::Proposed => "payouts-line-proposed",
        How::Paid => "payouts-line-paid",
        How::Released | How::Failed | How::Returning => "payouts-line-back",
        _ => "payouts-line-underway",
    };
    Line { amount: it.amount, state: view.t(state, &[]), at: it.proposed_at.0 }
}
