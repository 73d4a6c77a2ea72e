//! Who is asking: the session, what it proves, and how long it lasts.

mod client;
mod half;
mod store;

pub use self::{
    client::Client,
    store::{SessionStore, with_sessions},
};

use super::{Error, typed};
use axum::{extract::FromRequestParts, http::request::Parts};
use contracts::{Timestamp, UserId};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr, time::Duration};
use tower_sessions::Session;
use uuid::Uuid;

/// What a person may do beyond giving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Gives.
    Donor,
    /// Runs campaigns.
    Creator,
    /// Reviews campaigns.
    Moderator,
    /// Helps donors and creators.
    Support,
    /// Looks after the money.
    Finance,
    /// Looks after the platform.
    Admin,
}

impl Role {
    /// Everybody who works here.
    pub const STAFF: &'static [Self] = &[Self::Moderator, Self::Support, Self::Finance, Self::Admin];

    /// Its name, as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Donor => "donor",
            Self::Creator => "creator",
            Self::Moderator => "moderator",
            Self::Support => "support",
            Self::Finance => "finance",
            Self::Admin => "admin",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let all = [Self::Donor, Self::Creator, Self::Moderator, Self::Support, Self::Finance, Self::Admin];
        all.into_iter().find(|it| it.name() == name).ok_or_else(|| format!("there is no role {name}"))
    }
}

/// The signed-in person. A handler that takes it answers only to signed-in people.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CurrentUser {
    /// Who.
    pub id: UserId,
    /// What they are called.
    pub name: String,
    /// What they may do.
    pub roles: Vec<Role>,
}

/// What a session shows of whoever began it, besides who they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// Whether a second factor was shown.
    pub second: bool,
    /// When they last proved that it is them, by the steady clock: by a factor, or by their password when they
    /// have no other.
    pub at: Option<Timestamp>,
}

/// What names a session on pages and lets it be ended from elsewhere; no part of its cookie.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Beginning {
    pub(super) handle: Uuid,
    pub(super) client: Client,
}

pub(super) const USER: &str = "user";
pub(super) const PROOF: &str = "proof";
pub(super) const BEGINNING: &str = "beginning";

/// How long a session lasts that is not used, and how long one lasts at all (SEC-8).
pub(super) fn limits(roles: &[Role]) -> (Duration, Duration) {
    if roles.iter().any(|it| Role::STAFF.contains(it)) {
        (Duration::from_mins(15), Duration::from_hours(8))
    } else if roles.contains(&Role::Creator) {
        (Duration::from_hours(1), Duration::from_hours(24))
    } else {
        (Duration::from_hours(24), Duration::from_hours(30 * 24))
    }
}

impl CurrentUser {
    /// Whether this person has one of `roles`.
    pub fn has_one_of(&self, roles: &[Role]) -> bool {
        self.roles.iter().any(|it| roles.contains(it))
    }

    /// Whether this person works here.
    pub fn is_staff(&self) -> bool {
        self.has_one_of(Role::STAFF)
    }

    /// What somebody is told who asks for what is not theirs: that there is nothing. Who it was, and in the lines of
    /// their request for what, is in the log (ASVS 5.0.0, V16.3.2).
    pub fn refused(&self) -> Error {
        tracing::warn!(actor = %self.id, "somebody asked for what is not theirs");
        Error::NotFound
    }

    pub(super) async fn of(parts: &Parts) -> Result<Option<Self>, Error> {
        let Some(session) = parts.extensions.get::<Session>() else { return Ok(None) };
        session.get(USER).await.map_err(|error| Error::Internal(error.into()))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for CurrentUser {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        Self::of(parts).await?.ok_or(Error::SignedOut)
    }
}

/// Begins to be `user`, under a new session id, so that an id known before is worth nothing. Where it begins and
/// what was proved is not known.
///
/// # Errors
/// When the session cannot be kept.
pub async fn sign_in(session: &Session, user: &CurrentUser) -> Result<(), Error> {
    sign_in_from(session, user, Proof::default(), Client::default()).await
}

/// Begins to be `user`, who showed `proof` from `client`, under a new session id. What the session knew before
/// is forgotten, but for a form that `user` sent here and was not let send: its page offers it.
///
/// # Errors
/// When the session cannot be kept.
pub async fn sign_in_from(
    session: &Session,
    user: &CurrentUser,
    proof: Proof,
    client: Client,
) -> Result<(), Error> {
    let kept = typed::waiting(session).await?;
    session.clear().await;
    session.cycle_id().await.map_err(broken)?;
    session.insert(USER, user).await.map_err(broken)?;
    session.insert(PROOF, proof).await.map_err(broken)?;
    session.insert(BEGINNING, Beginning { handle: Uuid::new_v4(), client }).await.map_err(broken)?;
    typed::hand_over(session, kept, user.id, proof.at).await
}

/// Makes `session` nobody's, under a new id: whoever was signed in here is not any more. A form that waits here for whoever
/// typed it goes on waiting.
///
/// # Errors
/// When the session cannot be kept.
pub async fn begin_anew(session: &Session) -> Result<(), Error> {
    let kept = typed::waiting(session).await?;
    session.clear().await;
    session.cycle_id().await.map_err(broken)?;
    typed::keep_on(session, kept).await
}

/// Notes that whoever is signed in has proved again that it is them, under a new session id.
///
/// # Errors
/// When the session cannot be kept.
pub async fn prove(session: &Session, proof: Proof) -> Result<(), Error> {
    session.cycle_id().await.map_err(broken)?;
    session.insert(PROOF, proof).await.map_err(broken)
}

/// The session of somebody who is more by what they do here than they were before.
pub struct Renewal(Session);

impl Renewal {
    /// Goes on under a new session id when `user` was no creator until now: an id that somebody knew before is worth nothing
    /// to them (SEC-7).
    ///
    /// # Errors
    /// When the session cannot be kept.
    pub async fn of_creator(&self, user: &CurrentUser) -> Result<(), Error> {
        if user.has_one_of(&[Role::Creator]) {
            return Ok(());
        }
        self.0.cycle_id().await.map_err(broken)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Renewal {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        parts.extensions.get::<Session>().cloned().map(Self).ok_or(Error::SignedOut)
    }
}

/// Calls whoever is signed in by another name from now on.
///
/// # Errors
/// When the session cannot be kept.
pub async fn rename(session: &Session, user: &CurrentUser) -> Result<(), Error> {
    session.insert(USER, user).await.map_err(broken)
}

/// What this session has proved.
///
/// # Errors
/// When the session cannot be read.
pub async fn proof_of(session: &Session) -> Result<Proof, Error> {
    Ok(session.get(PROOF).await.map_err(broken)?.unwrap_or_default())
}

/// Which of a person's sessions this one is.
///
/// # Errors
/// When the session cannot be read.
pub async fn handle_of(session: &Session) -> Result<Option<Uuid>, Error> {
    let beginning: Option<Beginning> = session.get(BEGINNING).await.map_err(broken)?;
    Ok(beginning.map(|it| it.handle))
}

/// Ends the session. Its id is dead at once.
///
/// # Errors
/// When the database does not answer.
pub async fn sign_out(session: &Session) -> Result<(), Error> {
    session.flush().await.map_err(broken)
}

fn broken(error: tower_sessions::session::Error) -> Error {
    Error::Internal(error.into())
}
