use crate::{
    commands::manage::{AnswerRole, ChangeRole, Disable, GIVE_ROLE, ManageError, NewRole},
    email,
    tables::{factor, role, session, user},
};
use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{Timestamp, UserId};
use kernel::{
    Context,
    proposal::{FourEyesError, Proposal},
    web::{Action, Deed, Error, Form, FormProblems, Owner, Page, Result, Role, StepUp, View, can},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The roles that can be given here, the same for which a person can ask.
const GIVEN: &[Role] = &[Role::Creator, Role::Moderator, Role::Support, Role::Finance, Role::Admin];
/// The longest reason.
const LONGEST_REASON: usize = 500;

#[derive(Serialize)]
struct PeoplePage {
    q: String,
    /// A whole address was asked for, and nobody has it.
    nobody: bool,
    /// Roles that wait for a second person.
    waiting: Vec<Waiting>,
    /// Whether whoever asks may look over everybody who works here.
    reviews: bool,
    problems: FormProblems,
}

/// A role that waits for a second person, as it is shown to them: read out of what will be done.
#[derive(Serialize)]
struct Waiting {
    id: Uuid,
    /// Of exactly what is shown here.
    hash: String,
    user: UserId,
    role: &'static str,
    reason: String,
    until: Timestamp,
    /// Whoever looks proposed it, so somebody else agrees.
    own: bool,
}

impl Waiting {
    fn of((it, new): (Proposal, NewRole), to: UserId) -> Self {
        let NewRole { user, role, reason } = new;
        let own = it.is_by_or_for(to);
        Self { id: it.id, hash: it.hash, user, role: role.name(), reason, until: it.expires_at, own }
    }
}

/// What waits, for whoever may agree to it; nothing for anybody else.
async fn waiting(ctx: &Context, view: &View) -> Result<Vec<Waiting>> {
    let Some(admin) = view.user().filter(|it| it.has_one_of(&[Role::Admin])) else {
        return Ok(Vec::new());
    };
    Ok(proposed(ctx).await?.into_iter().map(|it| Waiting::of(it, admin.id)).collect())
}

async fn proposed(ctx: &Context) -> Result<Vec<(Proposal, NewRole)>> {
    let open = Proposal::open(ctx.db.read(), ctx.module, GIVE_ROLE, ctx.clock.now()).await?;
    let read = |it: Proposal| -> Result<(Proposal, NewRole)> {
        let new = serde_json::from_str(&it.payload).map_err(|error| Error::Internal(error.into()))?;
        Ok((it, new))
    };
    open.into_iter().map(read).collect()
}

impl Page for PeoplePage {
    const TEMPLATE: &'static str = "users/people.html";
}

#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
}

/// `GET /backoffice/people`: by whole address only, so that nobody leafs through everybody.
pub(crate) async fn index(
    State(ctx): State<Context>,
    view: View,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response> {
    let Query(Asked { q }) = asked.unwrap_or_default();
    let mut problems = FormProblems::default();
    let mut nobody = false;
    if !q.trim().is_empty() {
        match email::normal(&q) {
            Some(email) => match user::by_email(ctx.db.read(), &email).await? {
                Some(user) => return Ok(Redirect::to(&place(user.id)).into_response()),
                None => nobody = true,
            },
            None => problems.add("q", "Write the whole e-mail address."),
        }
    }
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let waiting = waiting(&ctx, &view).await?;
    let reviews = can(view.user(), Action::GrantRoles, Owner::Platform);
    view.show_with(status, &PeoplePage { q, nobody, waiting, reviews, problems })
}

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each lets the template show one thing")]
struct PersonPage {
    id: UserId,
    name: String,
    email: String,
    verified: bool,
    disabled: bool,
    closed: bool,
    created_at: Timestamp,
    roles: Vec<&'static str>,
    /// The roles they do not have.
    others: Vec<&'static str>,
    factors: usize,
    sessions: usize,
    /// Whoever is asking may change something.
    may_change: bool,
    /// Roles of theirs that wait for a second person.
    waiting: Vec<Waiting>,
    problems: FormProblems,
}

impl Page for PersonPage {
    const TEMPLATE: &'static str = "users/person.html";
}

/// `GET /backoffice/people/{user}`
pub(crate) async fn show(State(ctx): State<Context>, view: View, Path(id): Path<String>) -> Result<Response> {
    let page = person(&ctx, &view, parse(&id)?, FormProblems::default()).await?;
    view.show(&page)
}

async fn person(ctx: &Context, view: &View, id: UserId, problems: FormProblems) -> Result<PersonPage> {
    let db = ctx.db.read();
    let user = user::by_id(db, id).await?.ok_or(Error::NotFound)?;
    let roles = role::of(db, id).await?;
    let may_change = view.user().is_some_and(|it| it.id != id && it.has_one_of(&[Role::Admin]));
    let names = |has: bool| GIVEN.iter().filter(|it| roles.contains(it) == has).map(|it| it.name()).collect();
    Ok(PersonPage {
        id,
        verified: user.verified_at.is_some(),
        disabled: user.disabled,
        closed: user.closed,
        created_at: user.created_at,
        roles: names(true),
        others: names(false),
        factors: factor::of(db, id).await?.len(),
        sessions: session::of(db, id, ctx.clock.steady()).await?.len(),
        may_change: may_change && !user.closed,
        waiting: waiting(ctx, view).await?.into_iter().filter(|it| it.user == id).collect(),
        name: user.name,
        email: user.email,
        problems,
    })
}

#[derive(Deserialize)]
pub(crate) struct RoleForm {
    #[serde(default)]
    role: String,
    /// `grant` or `revoke`.
    #[serde(default)]
    what: String,
    #[serde(default)]
    reason: String,
}

/// `POST /backoffice/people/{user}/role`
pub(crate) async fn change_role(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    who: StepUp,
    Form(form): Form<RoleForm>,
) -> Result<Response> {
    let id = parse(&id)?;
    let role = GIVEN.iter().copied().find(|it| it.name() == form.role).ok_or_else(unknown_role)?;
    let grant = form.what == "grant";
    let mut problems = FormProblems::default();
    let reason = reason(&form.reason, &mut problems);
    if !problems.is_empty() {
        let page = person(&ctx, &view, id, problems).await?;
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let user = user::by_id(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    let title = if grant { "Give a role" } else { "Take a role away" };
    who.sign(&deed(title, &user, role, &reason)).await?;
    done(id, ctx.run(ChangeRole { user: id, role, grant, by: who.user.id, reason }).await)
}

/// What exactly is signed.
fn deed(title: &str, user: &user::User, role: Role, reason: &str) -> Deed {
    let deed = Deed::new(title, place(user.id)).with("Who", &user.email);
    deed.with("Role", role.name()).with("Why", reason)
}

#[derive(Deserialize)]
pub(crate) struct AnswerForm {
    /// The hash of what was shown, to agree; absent to say no.
    hash: Option<String>,
}

/// `POST /backoffice/people/{user}/role/{proposal}`: a second admin signs exactly what they were shown, or says no.
pub(crate) async fn answer_role(
    State(ctx): State<Context>,
    Path((id, proposal)): Path<(String, String)>,
    who: StepUp,
    Form(form): Form<AnswerForm>,
) -> Result<Response> {
    let id = parse(&id)?;
    let proposal: Uuid = proposal.parse().map_err(|_| Error::NotFound)?;
    if let Some(seen) = &form.hash {
        // What cannot be shown to be signed is not agreed to either, whatever the database's clock says of it.
        let new = match shown(&ctx, proposal, who.user.id, seen).await {
            Ok(new) => new,
            Err(error) => return done(id, Err(error.into())),
        };
        let user = user::by_id(ctx.db.read(), new.user).await?.ok_or(Error::NotFound)?;
        who.sign(&deed("Agree to give a role", &user, new.role, &new.reason)).await?;
    }
    done(id, ctx.run(AnswerRole { proposal, by: who.user.id, agreed_to: form.hash }).await)
}

/// What `by` may agree to, who saw it with the hash `seen`.
async fn shown(ctx: &Context, proposal: Uuid, by: UserId, seen: &str) -> Result<NewRole, FourEyesError> {
    let now = ctx.clock.now();
    let it = Proposal::shown_to(ctx.db.read(), ctx.module, (GIVE_ROLE, proposal), (by, seen), now).await?;
    Ok(serde_json::from_str(&it.payload)?)
}

fn unknown_role() -> Error {
    Error::bad("there is no such role to give")
}

#[derive(Deserialize)]
pub(crate) struct DisableForm {
    /// `disable` or `enable`.
    #[serde(default)]
    what: String,
    #[serde(default)]
    reason: String,
}

/// `POST /backoffice/people/{user}/disabled`
pub(crate) async fn disable(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    who: StepUp,
    Form(form): Form<DisableForm>,
) -> Result<Response> {
    let id = parse(&id)?;
    let mut problems = FormProblems::default();
    let reason = reason(&form.reason, &mut problems);
    if !problems.is_empty() {
        let page = person(&ctx, &view, id, problems).await?;
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let disabled = form.what != "enable";
    done(id, ctx.run(Disable { user: id, disabled, by: who.user.id, reason }).await)
}

fn reason(typed: &str, problems: &mut FormProblems) -> String {
    let reason = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() {
        problems.add("reason", "Say why. Nothing was changed.");
    } else if reason.chars().count() > LONGEST_REASON {
        problems
            .add("reason", format!("Say why in at most {LONGEST_REASON} characters. Nothing was changed."));
    }
    reason
}

fn done(id: UserId, outcome: Result<(), ManageError>) -> Result<Response> {
    match outcome {
        Ok(()) => Ok(Redirect::to(&place(id)).into_response()),
        Err(ManageError::Unknown) => Err(Error::NotFound),
        Err(error @ ManageError::Oneself) => Err(Error::Conflict(error.to_string())),
        Err(ManageError::FourEyes(FourEyesError::Unreadable(error))) => Err(Error::Internal(error.into())),
        Err(ManageError::Database(error) | ManageError::FourEyes(FourEyesError::Db(error))) => {
            Err(error.into())
        }
        Err(ManageError::FourEyes(error)) => Err(Error::Conflict(error.to_string())),
    }
}

fn place(id: UserId) -> String {
    format!("/backoffice/people/{id}")
}

fn parse(id: &str) -> Result<UserId> {
    id.parse().map_err(|_| Error::NotFound)
}
