use super::{Error, WebSettings};
use crate::{Clock, Database, db::Sql};
use async_trait::async_trait;
use axum::{extract::FromRequestParts, http::request::Parts};
use contracts::UserId;
use sea_orm::{DbErr, Value};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr, sync::Arc, time::Duration};
use tower_sessions::{
    Expiry, Session, SessionManagerLayer,
    cookie::SameSite,
    session::{Id, Record},
    session_store::{self, Error as StoreError},
};

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

const USER: &str = "user";
/// How long a session lasts that is not used.
const IDLE: Duration = Duration::from_hours(24);

impl CurrentUser {
    /// Whether this person has one of `roles`.
    pub fn has_one_of(&self, roles: &[Role]) -> bool {
        self.roles.iter().any(|it| roles.contains(it))
    }

    /// Whether this person works here.
    pub fn is_staff(&self) -> bool {
        self.has_one_of(Role::STAFF)
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

/// Begins to be `user`, under a new session id, so that an id known before is worth nothing.
///
/// # Errors
/// When the session cannot be kept.
pub async fn sign_in(session: &Session, user: &CurrentUser) -> Result<(), Error> {
    session.cycle_id().await.map_err(|error| Error::Internal(error.into()))?;
    session.insert(USER, user).await.map_err(|error| Error::Internal(error.into()))
}

/// Ends the session. Its id is dead at once.
///
/// # Errors
/// When the database does not answer.
pub async fn sign_out(session: &Session) -> Result<(), Error> {
    session.flush().await.map_err(|error| Error::Internal(error.into()))
}

/// Sessions in `users_session`, which all processes share. Kept under a hash of their id: whoever reads the
/// table cannot become anybody.
#[derive(Clone)]
pub struct SessionStore {
    db: Database,
    clock: Arc<dyn Clock>,
}

impl fmt::Debug for SessionStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionStore")
    }
}

impl SessionStore {
    /// Sessions in the database of the module that owns people.
    pub fn new(db: Database, clock: Arc<dyn Clock>) -> Self {
        Self { db, clock }
    }

    /// By our clock: the record's own date goes by the machine's, which a demo's clock runs ahead of.
    fn expires_at(&self) -> i64 {
        self.clock.now().after(IDLE).seconds()
    }
}

#[async_trait]
impl session_store::SessionStore for SessionStore {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        loop {
            let sql = "INSERT INTO users_session (id, user_id, data, expires_at, created_at) VALUES ($1, $2, $3, $4, $5) \
                       ON CONFLICT (id) DO NOTHING";
            let values = vec![
                hashed(&record.id),
                user_of(record).into(),
                data_of(record)?,
                self.expires_at().into(),
                self.clock.now().0.into(),
            ];
            if self.db.execute(sql, values).await.map_err(backend)? == 1 {
                return Ok(());
            }
            record.id = Id::default();
        }
    }

    /// Changes a session that is there, and never makes one: a request that saves late must not bring back a
    /// session that was signed out meanwhile.
    async fn save(&self, record: &Record) -> session_store::Result<()> {
        let sql = "UPDATE users_session SET user_id = $1, data = $2, expires_at = $3 WHERE id = $4";
        let values =
            vec![user_of(record).into(), data_of(record)?, self.expires_at().into(), hashed(&record.id)];
        self.db.execute(sql, values).await.map_err(backend).map(drop)
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let sql = "SELECT data FROM users_session WHERE id = $1 AND expires_at > $2";
        let now = self.clock.now().seconds();
        let row = self.db.read().one(sql, vec![hashed(id), now.into()]).await.map_err(backend)?;
        let Some(row) = row else { return Ok(None) };
        let data: Vec<u8> = row.try_get("", "data").map_err(backend)?;
        let mut record: Record =
            serde_json::from_slice(&data).map_err(|error| StoreError::Decode(error.to_string()))?;
        record.id = *id;
        Ok(Some(record))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        let sql = "DELETE FROM users_session WHERE id = $1";
        self.db.execute(sql, vec![hashed(id)]).await.map_err(backend).map(drop)
    }
}

fn hashed(id: &Id) -> Value {
    hex::encode(Sha256::digest(id.to_string())).into()
}

fn user_of(record: &Record) -> Option<uuid::Uuid> {
    record.data.get(USER)?.get("id")?.as_str()?.parse().ok()
}

/// The record without its id.
fn data_of(record: &Record) -> session_store::Result<Value> {
    let mut bare = record.clone();
    bare.id = Id(0);
    serde_json::to_vec(&bare).map(Value::from).map_err(|error| StoreError::Encode(error.to_string()))
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of `map_err`")]
fn backend(error: DbErr) -> StoreError {
    StoreError::Backend(error.to_string())
}

/// The layer that knows who is asking.
pub fn session_layer(store: SessionStore, settings: &WebSettings) -> SessionManagerLayer<SessionStore> {
    SessionManagerLayer::new(store)
        .with_name(if settings.secure_cookies { "__Host-sid" } else { "sid" })
        .with_secure(settings.secure_cookies)
        .with_http_only(true)
        // Strict would lose the session on the way back from the provider's page.
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(tower_sessions::cookie::time::Duration::hours(24)))
}
