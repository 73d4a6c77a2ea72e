use super::{
    fields,
    onward::{Onward, same_site},
};
use crate::{
    commands::ask_link::AskLink,
    house::House,
    policy,
    tables::link::{Link, Purpose},
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
        Case, Client, Error, FormProblems, Guarded, Page, Problems, Result, Shown, Source, Text, Verdict,
        View,
    },
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

#[derive(Deserialize)]
pub(crate) struct SignUpForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: SecretString,
    #[serde(default)]
    next: String,
}

#[derive(Default, Serialize)]
struct SignUpPage {
    name: String,
    email: String,
    next: String,
    least: usize,
    problems: FormProblems,
    guard: Shown,
}

/// What the form's date is good for.
const SUBJECT: &str = "signup";

impl Page for SignUpPage {
    const TEMPLATE: &'static str = "users/signup.html";
}

/// `GET /signup`
pub(crate) async fn new(
    State(ctx): State<Context>,
    view: View,
    onward: Result<Query<Onward>, QueryRejection>,
) -> Result<Response> {
    let Query(onward) = onward.unwrap_or_default();
    let next = same_site(&onward.next).to_owned();
    if view.user().is_some() {
        return Ok(Redirect::to(&next).into_response());
    }
    let guard = view.guard(ctx.clock.now(), SUBJECT, false);
    view.show(&SignUpPage { next, guard, least: policy::ALONE, ..SignUpPage::default() })
}

/// `POST /signup`: nothing is made yet; a link is mailed that makes it. The same is done, in the same time,
/// whether the address has an account or not.
pub(crate) async fn create(
    State(ctx): State<Context>,
    Extension(house): Extension<Arc<House>>,
    view: View,
    client: Client,
    Guarded(form, trace): Guarded<SignUpForm>,
) -> Result<Response> {
    let mut problems = Problems::of(&view);
    let name = fields::name(&form.name, &mut problems);
    let email = fields::address(&form.email, &mut problems);
    let about = [name.as_str(), email.as_str()];
    let password = form.password.expose_secret();
    fields::new_password("password", password, policy::ALONE, &about, &mut problems);
    let next = same_site(&form.next).to_owned();
    let now = ctx.clock.now();
    // A proof is good for the address that it was asked for: else one would do for a day of them.
    let bound = format!("{SUBJECT}/{email}");
    let is_bound = view.guard_again(now, &bound, &trace).is_that_of(&trace);
    let subject = if is_bound { bound.as_str() } else { SUBJECT };
    let mut guard = view.guard_again(now, subject, &trace);
    if problems.is_empty() {
        let sources = client.address.map(Source::network).into_iter();
        let sources = sources.chain([Source::browser(&view.browser()), Source::address(&email)]).collect();
        let case = Case { now, subject, trace: &trace, sources, besieged: false };
        match view.judge(&house.scores, &case) {
            Verdict::Pass => {}
            Verdict::Refuse(wait) => return Err(Error::TooMany(wait)),
            Verdict::Again(text, anew) => {
                problems.add("guard", &Text::of(text));
                let asks = anew.bits > 0 && !anew.is_that_of(&trace);
                guard = if asks { view.guard(now, &bound, true) } else { anew };
            }
        }
    }
    if !problems.is_empty() {
        let page = SignUpPage {
            name: form.name,
            email: form.email,
            next,
            least: policy::ALONE,
            problems: problems.found(),
            guard,
        };
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    house.count_mail(&ctx, &email, &client).await?;
    let hash = house.passwords.hash_accepted(&form.password).await?;
    let link = Link::new(Purpose::Register, email, view.browser(), &next);
    let locale = view.language().tag().to_owned();
    ctx.run(AskLink(Link { name: Some(name), hash: Some(hash), locale, ..link })).await?;
    Ok(Redirect::to("/link/sent").into_response())
}
