use super::{fields, me::account};
use crate::{
    commands::ask_link::AskLink,
    house::House,
    tables::link::{Link, Purpose},
};
use axum::{
    Extension,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Context,
    web::{Client, Form, FormProblems, Page, Problems, Result, StepUp, Text, View},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

#[derive(Serialize)]
struct AddressPage {
    now: String,
    email: String,
    problems: FormProblems,
}

impl Page for AddressPage {
    const TEMPLATE: &'static str = "users/address.html";
}

#[derive(Deserialize)]
pub(crate) struct AddressForm {
    #[serde(default)]
    email: String,
}

/// `GET /me/email`
pub(crate) async fn edit(State(ctx): State<Context>, who: StepUp, view: View) -> Result<Response> {
    let user = account(&ctx, &who.user).await?;
    view.show(&AddressPage { now: user.email, email: String::new(), problems: FormProblems::default() })
}

/// `POST /me/email`: mails a link to the new address and a notice to the old one. Until the link is followed
/// nothing changes.
pub(crate) async fn update(
    State(ctx): State<Context>,
    Extension(house): Extension<Arc<House>>,
    who: StepUp,
    client: Client,
    view: View,
    Form(form): Form<AddressForm>,
) -> Result<Response> {
    let user = account(&ctx, &who.user).await?;
    let mut problems = Problems::of(&view);
    let email = fields::address(&form.email, &mut problems);
    if !email.is_empty() && email == user.email {
        problems.add("email", &Text::of("account-problem-address-same"));
    }
    if !problems.is_empty() {
        let page = AddressPage { now: user.email, email: form.email, problems: problems.found() };
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    house.count_mail(&ctx, &email, &client).await?;
    let link = Link::new(Purpose::ChangeEmail, email, view.browser(), "/me");
    let link = Link { user: Some(user.id), name: Some(user.name), locale: user.locale, ..link };
    ctx.run(AskLink(link)).await?;
    Ok(Redirect::to("/link/sent").into_response())
}
