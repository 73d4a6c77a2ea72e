use super::me::account;
use crate::{
    commands::factors::{AddFactor, Removal, RemoveFactor, ReplaceCodes},
    factors::{
        passkey::{self, Making},
        recovery_code, totp,
    },
    house::House,
    tables::{
        factor::{self, Factor, Kind},
        recovery,
        user::User,
    },
    vault::{self, Sealed},
};
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::Timestamp;
use kernel::{
    Context,
    web::{self, Error, Form, FormProblems, Page, Problems, Proof, Result, StepUp, Text, View},
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tower_sessions::Session;
use uuid::Uuid;

/// Under what the session keeps the secret of an app that is being added, sealed.
const NEW_APP: &str = "new_app";
const MAKING: &str = "making";
/// The longest name of a factor.
const LONGEST_NAME: usize = 40;

#[derive(Serialize)]
struct AppPage {
    picture: String,
    spelled: String,
    problems: FormProblems,
}

impl Page for AppPage {
    const TEMPLATE: &'static str = "users/totp.html";
}

#[derive(Serialize)]
struct PasskeyPage {
    /// What the browser is asked, as JSON; empty where passkeys are not to be had.
    options: String,
    problems: FormProblems,
}

impl Page for PasskeyPage {
    const TEMPLATE: &'static str = "users/passkey.html";
}

#[derive(Serialize)]
struct CodesPage {
    codes: Vec<String>,
}

impl Page for CodesPage {
    const TEMPLATE: &'static str = "users/codes.html";
}

#[derive(Deserialize)]
pub(crate) struct AppForm {
    #[serde(default)]
    code: SecretString,
}

#[derive(Deserialize)]
pub(crate) struct PasskeyForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    passkey: SecretString,
}

#[derive(Deserialize)]
pub(crate) struct NoFields {}

/// `GET /me/security/app`: a new secret, as a picture and as letters.
pub(crate) async fn new_app(
    State(ctx): State<Context>,
    Extension(house): Extension<Arc<House>>,
    who: StepUp,
    session: Session,
    view: View,
) -> Result<Response> {
    let user = account(&ctx, &who.user).await?;
    let secret = totp::secret();
    let sealed = vault::seal(&house.passwords, user.id.0.as_bytes(), &secret)?;
    session.insert(NEW_APP, (sealed.key_id, hex::encode(sealed.bytes))).await.map_err(broken)?;
    view.show(&app_page(&secret, &user, FormProblems::default())?)
}

fn app_page(secret: &[u8], user: &User, problems: FormProblems) -> Result<AppPage> {
    Ok(AppPage { picture: totp::picture(secret, &user.email)?, spelled: totp::spelled(secret)?, problems })
}

/// `POST /me/security/app`: the first code shows that the app has the secret.
pub(crate) async fn create_app(
    State(ctx): State<Context>,
    Extension(house): Extension<Arc<House>>,
    who: StepUp,
    session: Session,
    view: View,
    Form(form): Form<AppForm>,
) -> Result<Response> {
    let user = account(&ctx, &who.user).await?;
    let kept: Option<(String, String)> = session.get(NEW_APP).await.map_err(broken)?;
    let Some((key_id, bytes)) = kept else { return Ok(Redirect::to("/me/security/app").into_response()) };
    let bytes = hex::decode(bytes).map_err(|error| Error::Internal(error.into()))?;
    let sealed = Sealed { key_id, bytes };
    let secret = vault::open(&house.passwords, user.id.0.as_bytes(), &sealed)?;
    let Some(step) = totp::step(&secret, form.code.expose_secret(), ctx.clock.steady())? else {
        let mut problems = Problems::of(&view);
        problems.add("code", &Text::of("account-problem-code-app"));
        let page = app_page(&secret, &user, problems.found())?;
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    session.remove::<(String, String)>(NEW_APP).await.map_err(broken)?;
    let new = Factor {
        data: sealed.bytes,
        key_id: sealed.key_id,
        last_step: step,
        ..factor_of(&user, Kind::Totp, "Authenticator app".to_owned())
    };
    add(&ctx, &session, &view, new).await
}

/// `GET /me/security/passkey`
pub(crate) async fn new_passkey(
    State(ctx): State<Context>,
    who: StepUp,
    session: Session,
    view: View,
) -> Result<Response> {
    let user = account(&ctx, &who.user).await?;
    let page = passkey_page(&ctx, &session, &user, FormProblems::default()).await?;
    view.show(&page)
}

async fn passkey_page(
    ctx: &Context,
    session: &Session,
    user: &User,
    problems: FormProblems,
) -> Result<PasskeyPage> {
    let Some(site) = passkey::Site::at(&ctx.web.settings.public_url)? else {
        return Ok(PasskeyPage { options: String::new(), problems });
    };
    let asked = site.ask_to_make(user, &factor::of(ctx.db.read(), user.id).await?)?;
    session.insert(MAKING, asked.state).await.map_err(broken)?;
    Ok(PasskeyPage { options: asked.options, problems })
}

/// `POST /me/security/passkey`
pub(crate) async fn create_passkey(
    State(ctx): State<Context>,
    who: StepUp,
    session: Session,
    view: View,
    Form(form): Form<PasskeyForm>,
) -> Result<Response> {
    let user = account(&ctx, &who.user).await?;
    let site = passkey::Site::at(&ctx.web.settings.public_url)?;
    // Taken out of the session: each question is answered once.
    let state: Option<Making> = session.remove(MAKING).await.map_err(broken)?;
    let made = match (site, state) {
        (Some(site), Some(state)) => site.made(form.passkey.expose_secret(), &state)?,
        _ => None,
    };
    let Some(made) = made else {
        let mut problems = Problems::of(&view);
        problems.add("passkey", &Text::of("account-problem-passkey-new"));
        let page = passkey_page(&ctx, &session, &user, problems.found()).await?;
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let name: String = form.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = name.chars().filter(|it| !it.is_control()).take(LONGEST_NAME).collect();
    let name = if name.is_empty() { "Passkey".to_owned() } else { name };
    let new = Factor {
        data: made.data,
        credential: Some(made.credential),
        ..factor_of(&user, Kind::Passkey, name)
    };
    add(&ctx, &session, &view, new).await
}

/// `POST /me/security/codes`: ten new recovery codes, shown once.
pub(crate) async fn replace_codes(
    State(ctx): State<Context>,
    who: StepUp,
    view: View,
    _: Form<NoFields>,
) -> Result<Response> {
    let user = account(&ctx, &who.user).await?;
    if factor::of(ctx.db.read(), user.id).await?.is_empty() {
        return Err(Error::Refused(Text::of("refused-codes")));
    }
    let (codes, hashes) = fresh_codes();
    ctx.run(ReplaceCodes { user: user.id, codes: hashes }).await?;
    view.show(&CodesPage { codes })
}

/// `POST /me/security/factors/{id}/removal`: without the last one this session is one without a second factor, too.
pub(crate) async fn remove(
    State(ctx): State<Context>,
    who: StepUp,
    session: Session,
    Path(id): Path<String>,
    _: Form<NoFields>,
) -> Result<Response> {
    let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
    let here = web::handle_of(&session).await?;
    match ctx.run(RemoveFactor { user: who.user.id, factor: id, here }).await? {
        Removal::Unknown => return Err(who.user.refused()),
        Removal::OneOfMany => {}
        Removal::Last => {
            let proof = web::proof_of(&session).await?;
            web::prove(&session, Proof { second: false, ..proof }).await?;
        }
    }
    Ok(Redirect::to("/me/security").into_response())
}

fn factor_of(user: &User, kind: Kind, name: String) -> Factor {
    Factor {
        id: contracts::chance::next_id(),
        user: user.id,
        kind,
        name,
        data: Vec::new(),
        key_id: String::new(),
        credential: None,
        last_step: 0,
        created_at: Timestamp(0),
        last_used_at: None,
    }
}

/// Adds `new`, which was shown just now, so that it counts for this session too.
async fn add(ctx: &Context, session: &Session, view: &View, new: Factor) -> Result<Response> {
    let user = new.user;
    let has_codes = recovery::left(ctx.db.read(), user).await? > 0;
    let (codes, hashes) = if has_codes { (Vec::new(), Vec::new()) } else { fresh_codes() };
    if !ctx.run(AddFactor { factor: new, codes: hashes }).await? {
        return Err(Error::Refused(Text::of("refused-passkey-taken")));
    }
    web::prove(session, Proof { second: true, at: Some(ctx.clock.steady()) }).await?;
    if codes.is_empty() {
        return Ok(Redirect::to("/me/security").into_response());
    }
    view.show(&CodesPage { codes })
}

fn fresh_codes() -> (Vec<String>, Vec<Vec<u8>>) {
    let codes = recovery_code::fresh();
    let hashes = codes.iter().map(|it| recovery_code::hash(it)).collect();
    (codes, hashes)
}

fn broken(error: tower_sessions::session::Error) -> Error {
    Error::Internal(error.into())
}
