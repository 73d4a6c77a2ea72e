//! A creator's account at the payment provider, whatever campaigns they have: before the first one begins it has to be
//! there (rule R11).

use super::{
    payouts::Nothing,
    wanted::{in_words, standing},
};
use crate::{
    jobs::AskToBePaid,
    tables::account::{self, Account},
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use contracts::UserId;
use kernel::{
    Context,
    web::{CurrentUser, Form, Forms, Page, Result, StepUp, View},
};
use serde::Serialize;

/// Where it is.
const PAGE: &str = "/dashboard/payout-account";

#[derive(Serialize)]
struct CreatorsAccount {
    /// How it stands for what is paid out.
    account: &'static str,
    /// It can be charged for: campaigns can begin.
    chargeable: bool,
    /// What the provider still wants, in words.
    due: Vec<String>,
    deadline_at: Option<i64>,
    /// What is waited for: `page` or `answer` of the provider, or nothing.
    waits_for: &'static str,
}

impl Page for CreatorsAccount {
    const TEMPLATE: &'static str = "payments/dashboard_account.html";
    const FORMS: Forms = Forms::Account;
}

/// `GET /dashboard/payout-account`
pub(super) async fn show(State(ctx): State<Context>, view: View, user: CurrentUser) -> Result<Response> {
    let known = known(&ctx, user.id).await?;
    view.show(&page(&view, known.as_ref(), ""))
}

/// `POST /dashboard/payout-account/onboarding`: whoever asks has a second factor (SEC-5), and has just proved that it is
/// them (SEC-6), as on the page of a campaign's money.
pub(super) async fn ask(
    State(ctx): State<Context>,
    who: StepUp,
    Form(_form): Form<Nothing>,
) -> Result<Response> {
    who.with_second(&ctx).await?;
    ctx.run(AskToBePaid { creator: who.user.id, campaign: None }).await?;
    Ok(Redirect::to(&format!("{PAGE}/onboarding")).into_response())
}

/// `GET /dashboard/payout-account/onboarding`: on to the provider's page, once it is open.
pub(super) async fn onboarding(
    State(ctx): State<Context>,
    view: View,
    user: CurrentUser,
) -> Result<Response> {
    let Some(known) = known(&ctx, user.id).await? else { return Ok(Redirect::to(PAGE).into_response()) };
    match known.link.as_ref().filter(|(_, until)| *until > ctx.clock.now()) {
        Some((url, _)) => Ok(Redirect::to(url).into_response()),
        None => view.show(&page(&view, Some(&known), "page")),
    }
}

/// `GET /dashboard/payout-account/returned`: the way back from the provider's page, which says what came of it a moment
/// later, and not much later than that page is good for.
pub(super) async fn returned(State(ctx): State<Context>, view: View, user: CurrentUser) -> Result<Response> {
    let known = known(&ctx, user.id).await?;
    let lately = |it: &Account| it.link.as_ref().is_some_and(|(_, until)| *until > ctx.clock.now());
    let asking = known.as_ref().is_some_and(|it| !it.charges_enabled && lately(it));
    if asking {
        view.show(&page(&view, known.as_ref(), "answer"))
    } else {
        Ok(Redirect::to(PAGE).into_response())
    }
}

async fn known(ctx: &Context, creator: UserId) -> Result<Option<Account>> {
    Ok(account::find(ctx.db.read(), creator).await?)
}

fn page(view: &View, known: Option<&Account>, waits_for: &'static str) -> CreatorsAccount {
    CreatorsAccount {
        account: standing(known),
        chargeable: known.is_some_and(|it| it.charges_enabled),
        due: known.map_or_else(Vec::new, |it| in_words(view, &it.due)),
        deadline_at: known.and_then(|it| it.deadline_at).map(|it| it.0),
        waits_for,
    }
}
