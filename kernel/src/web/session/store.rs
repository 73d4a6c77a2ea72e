use super::{BEGINNING, Beginning, CurrentUser, PROOF, Proof, Role, USER, half, limits};
use crate::{Clock, Database, db::Sql, web::WebSettings};
use async_trait::async_trait;
use axum::{
    Router,
    extract::Request,
    middleware::{Next, from_fn},
};
use contracts::Timestamp;
use sea_orm::{DbErr, Value};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::{fmt, sync::Arc, time::Duration};
use tower_sessions::{
    Expiry, SessionManagerLayer,
    cookie::SameSite,
    session::{Id, Record},
    session_store::{self, Error as StoreError},
};

/// How often it is written down that a session is in use.
const SEEN: Duration = Duration::from_secs(60);
/// How long a session lasts in which nobody has signed in: enough to find one's phone.
const NOBODY: (Duration, Duration) = (Duration::from_mins(30), Duration::from_mins(30));

/// Sessions in `users_session`, which all processes share. Kept under a hash of their id: whoever reads the
/// table cannot become anybody.
///
/// They go by the steady clock: to show what tomorrow looks like signs nobody out.
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

    /// Until when a session that is used now and began at `began` may be used again.
    fn lasts_until(&self, record: &Record, began: Timestamp) -> Timestamp {
        let (idle, absolute) = limits_of(record);
        self.clock.steady().after(idle).min(began.after(absolute))
    }

    /// Notes that a session is in use, at most once a minute: a page must not cost a write.
    async fn seen(&self, id: &Id, record: &Record, began: Timestamp) -> Result<(), DbErr> {
        let now = self.clock.steady();
        let sql =
            "UPDATE users_session SET last_seen = $1, expires_at = $2 WHERE id = $3 AND last_seen <= $4";
        let until = self.lasts_until(record, began);
        let values = vec![now.0.into(), until.seconds().into(), hashed(id), now.before(SEEN).0.into()];
        self.db.execute(sql, values).await.map(drop)
    }
}

#[async_trait]
impl session_store::SessionStore for SessionStore {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        let now = self.clock.steady();
        loop {
            // A session that goes on under a new id keeps the moment it began: the same handle tells.
            let sql = "INSERT INTO users_session (id, user_id, data, expires_at, created_at, last_seen, handle, \
                       network, agent, level, half) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
                       ON CONFLICT (id) DO NOTHING";
            let beginning = part::<Beginning>(record, BEGINNING);
            let client = beginning.as_ref().map(|it| it.client.clone()).unwrap_or_default();
            let began = began(record).unwrap_or(now);
            note_beginning(record, began);
            let values = vec![
                hashed(&record.id),
                user_of(record).map(|it| it.id.0).into(),
                data_of(record)?,
                self.lasts_until(record, began).seconds().into(),
                began.0.into(),
                now.0.into(),
                beginning.map(|it| it.handle).into(),
                client.network.into(),
                client.agent.into(),
                level_of(record).into(),
                half::fresh().into(),
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
        let sql =
            "UPDATE users_session SET user_id = $1, data = $2, expires_at = $3, level = $4 WHERE id = $5";
        let began = began(record).unwrap_or_else(|| self.clock.steady());
        let values = vec![
            user_of(record).map(|it| it.id.0).into(),
            data_of(record)?,
            self.lasts_until(record, began).seconds().into(),
            level_of(record).into(),
            hashed(&record.id),
        ];
        self.db.execute(sql, values).await.map_err(backend).map(drop)
    }

    /// None of a disabled account: what goes on under a new id at that moment is written after all others were ended.
    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let sql = "SELECT data, created_at, last_seen, half, CAST((SELECT COUNT(*) FROM users_creator \
                   WHERE users_creator.user_id = users_session.user_id) AS bigint) AS creates \
                   FROM users_session WHERE id = $1 AND expires_at > $2 AND NOT EXISTS (SELECT 1 FROM users_user \
                   WHERE users_user.id = users_session.user_id AND users_user.disabled_at IS NOT NULL)";
        let now = self.clock.steady();
        let row = self.db.read().one(sql, vec![hashed(id), now.seconds().into()]).await.map_err(backend)?;
        let Some(row) = row else { return Ok(None) };
        if !half::is_here(&row.try_get::<String>("", "half").map_err(backend)?) {
            return Ok(None);
        }
        let data: Vec<u8> = row.try_get("", "data").map_err(backend)?;
        let mut record: Record =
            serde_json::from_slice(&data).map_err(|error| StoreError::Decode(error.to_string()))?;
        record.id = *id;
        let last_seen = Timestamp(row.try_get("", "last_seen").map_err(backend)?);
        let began = Timestamp(row.try_get("", "created_at").map_err(backend)?);
        let creates: i64 = row.try_get("", "creates").map_err(backend)?;
        if creates > 0 && become_creator(&mut record) {
            // What the table says of its end was true of a donor.
            let (idle, absolute) = limits_of(&record);
            if last_seen.after(idle).min(began.after(absolute)) <= now {
                return Ok(None);
            }
        }
        if last_seen.after(SEEN) <= now {
            self.seen(id, &record, began).await.map_err(backend)?;
        }
        note_beginning(&mut record, began);
        Ok(Some(record))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        let sql = "DELETE FROM users_session WHERE id = $1";
        self.db.execute(sql, vec![hashed(id)]).await.map_err(backend).map(drop)
    }
}

/// Under what the store keeps when a session began. It goes with the record, so that a new id does not make the
/// session young again; a sign-in clears it.
const BEGAN: &str = "began";

fn began(record: &Record) -> Option<Timestamp> {
    part(record, BEGAN)
}

fn note_beginning(record: &mut Record, began: Timestamp) {
    record.data.insert(BEGAN.to_owned(), began.0.into());
}

fn hashed(id: &Id) -> Value {
    hex::encode(Sha256::digest(id.to_string())).into()
}

fn user_of(record: &Record) -> Option<CurrentUser> {
    part(record, USER)
}

fn limits_of(record: &Record) -> (Duration, Duration) {
    user_of(record).map_or(NOBODY, |user| limits(&user.roles))
}

/// Makes a creator of whoever began to run something after they signed in; whether they were none before.
fn become_creator(record: &mut Record) -> bool {
    let Some(mut user) = user_of(record).filter(|it| !it.roles.contains(&Role::Creator)) else {
        return false;
    };
    user.roles.push(Role::Creator);
    match serde_json::to_value(user) {
        Ok(user) => record.data.insert(USER.to_owned(), user).is_some(),
        Err(_) => false,
    }
}

/// 0: nobody, 1: signed in, 2: with a second factor.
fn level_of(record: &Record) -> i16 {
    let proof = part::<Proof>(record, PROOF).unwrap_or_default();
    if proof.second { 2 } else { i16::from(record.data.contains_key(USER)) }
}

fn part<T: DeserializeOwned>(record: &Record, name: &str) -> Option<T> {
    serde_json::from_value(record.data.get(name)?.clone()).ok()
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

/// `router`, whose handlers know who is asking.
pub fn with_sessions(router: Router, store: SessionStore, settings: &WebSettings) -> Router {
    let name = name(settings);
    let whole = move |request: Request, next: Next| half::whole_cookie(name, request, next);
    router.layer(session_layer(store, settings)).layer(from_fn(whole))
}

fn name(settings: &WebSettings) -> &'static str {
    if settings.secure_cookies { "__Host-sid" } else { "sid" }
}

fn session_layer(store: SessionStore, settings: &WebSettings) -> SessionManagerLayer<SessionStore> {
    SessionManagerLayer::new(store)
        .with_name(name(settings))
        .with_secure(settings.secure_cookies)
        .with_http_only(true)
        // Strict would lose the session on the way back from the provider's page.
        .with_same_site(SameSite::Lax)
        .with_path("/")
        // The cookie may outlive the session, never the other way round: the table decides.
        .with_expiry(Expiry::OnInactivity(tower_sessions::cookie::time::Duration::days(30)))
}
