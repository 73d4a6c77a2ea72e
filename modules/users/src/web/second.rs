use super::confirm::wrong;
use crate::{
    entrance::{self, Waiting},
    house::House,
    proof::{self, Finding, ProofForm, Ways},
    tables::user::{self, User},
};
use axum::{
    Extension,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Context,
    web::{Client, Form, FormProblems, Forms, Page, Problems, Result, View},
};
use serde::Serialize;
use std::sync::Arc;
use tower_sessions::Session;

#[derive(Serialize)]
struct SecondPage {
    ways: Ways,
    problems: FormProblems,
}

impl Page for SecondPage {
    const TEMPLATE: &'static str = "users/second.html";
    const FORMS: Forms = Forms::Onwards;
}

/// `GET /login/second`: after the password or the link, for whoever has a second factor.
pub(crate) async fn new(State(ctx): State<Context>, session: Session, view: View) -> Result<Response> {
    let Some((user, _)) = waiting(&ctx, &session).await? else { return Ok(to_login()) };
    let ways = proof::ways(&ctx, &session, &user).await?;
    view.show(&SecondPage { ways, problems: FormProblems::default() })
}

/// `POST /login/second`
pub(crate) async fn create(
    State(ctx): State<Context>,
    Extension(house): Extension<Arc<House>>,
    session: Session,
    client: Client,
    view: View,
    Form(form): Form<ProofForm>,
) -> Result<Response> {
    let Some((user, waiting)) = waiting(&ctx, &session).await? else { return Ok(to_login()) };
    match house.prove(&ctx, &session, &client, &user, &form).await? {
        Finding::Second => entrance::let_in(&ctx, &session, client, user, &waiting.next, true).await,
        // The last factor was taken away meanwhile: the password is asked for anew.
        Finding::Password => Ok(to_login()),
        Finding::Wrong(field) => {
            let mut problems = Problems::of(&view);
            problems.add(field, &wrong(field));
            let ways = proof::ways(&ctx, &session, &user).await?;
            view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &SecondPage { ways, problems: problems.found() })
        }
    }
}

async fn waiting(ctx: &Context, session: &Session) -> Result<Option<(User, Waiting)>> {
    let Some(waiting) = entrance::waiting(ctx, session).await? else { return Ok(None) };
    let user = user::by_id(ctx.db.read(), waiting.user).await?.filter(|it| !it.disabled);
    Ok(user.map(|it| (it, waiting)))
}

fn to_login() -> Response {
    Redirect::to("/login").into_response()
}
