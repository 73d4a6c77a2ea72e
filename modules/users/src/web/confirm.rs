use super::{
    me::account,
    onward::{Onward, same_site},
};
use crate::{
    house::House,
    proof::{self, Finding, ProofForm, Ways},
    tables::user::User,
};
use axum::{
    Extension,
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Context,
    web::{
        self, Client, CurrentUser, Deed, Form, FormProblems, Forms, Page, Problems, Proof, Result, StepUp,
        Text, View,
    },
};
use serde::Serialize;
use std::sync::Arc;
use tower_sessions::Session;

#[derive(Serialize)]
struct ConfirmPage {
    next: String,
    /// What waits to be signed, if anything does.
    deed: Option<Deed>,
    /// Which one that is.
    print: String,
    email: String,
    has_password: bool,
    ways: Ways,
    problems: FormProblems,
}

impl Page for ConfirmPage {
    const TEMPLATE: &'static str = "users/confirm.html";
    const FORMS: Forms = Forms::Onwards;
}

/// `GET /me/confirm`: shows what is about to be done and asks whoever does it to prove that it is them.
pub(crate) async fn new(
    State(ctx): State<Context>,
    current: CurrentUser,
    session: Session,
    view: View,
    onward: Result<Query<Onward>, QueryRejection>,
) -> Result<Response> {
    let next = same_site(&onward.unwrap_or_default().0.next).to_owned();
    let user = account(&ctx, &current).await?;
    view.show(&page(&ctx, &session, &user, next, FormProblems::default()).await?)
}

async fn page(
    ctx: &Context,
    session: &Session,
    user: &User,
    next: String,
    problems: FormProblems,
) -> Result<ConfirmPage> {
    // What waits is shown only on the way to where it is done.
    let deed = StepUp::asked(session).await?.filter(|it| it.back == next);
    let ways = proof::ways(ctx, session, user).await?;
    let has_password = user.has_password();
    let print = deed.as_ref().map(Deed::print).transpose()?.unwrap_or_default();
    Ok(ConfirmPage { next, deed, print, email: user.email.clone(), has_password, ways, problems })
}

/// `POST /me/confirm`
pub(crate) async fn create(
    State(ctx): State<Context>,
    Extension(house): Extension<Arc<House>>,
    current: CurrentUser,
    session: Session,
    client: Client,
    view: View,
    Form(form): Form<ProofForm>,
) -> Result<Response> {
    let user = account(&ctx, &current).await?;
    let next = same_site(&form.next).to_owned();
    let second = match house.prove(&ctx, &session, &client, &user, &form).await? {
        Finding::Second => true,
        Finding::Password => false,
        Finding::Wrong(field) => {
            let mut problems = Problems::of(&view);
            problems.add(field, &wrong(field));
            let page = page(&ctx, &session, &user, next, problems.found()).await?;
            return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let now = ctx.clock.steady();
    web::prove(&session, Proof { second, at: Some(now) }).await?;
    StepUp::signed(&session, &form.deed, now).await?;
    StepUp::proved(&session, &next).await?;
    Ok(Redirect::to(&next).into_response())
}

/// What to tell whoever showed something that was not right.
pub(super) fn wrong(field: &str) -> Text {
    Text::of(match field {
        "code" => "account-problem-code",
        "passkey" => "account-problem-passkey",
        _ => "account-problem-password",
    })
}
