use crate::{Context, Transaction, db::Sql};
use contracts::Timestamp;
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// A call to the outside that is about to be made: written down before it is.
#[derive(Clone, Debug)]
pub struct Effect {
    /// Its name for ever: `pledge/{id}/checkout/1`. What it makes carries this name, and it is the provider's
    /// idempotency key until that is spent, see [`EffectRow::idempotency_key`].
    pub key: String,
    /// What it is about, for a person who looks for it: `pledge/{id}`.
    pub subject: String,
    /// What it does: `open_checkout`.
    pub step: &'static str,
    /// Whom it asks.
    pub provider: &'static str,
    /// The request, byte for byte as every try sends it.
    pub request: String,
    /// The effect this takes back. An effect is taken back at most once.
    pub undo_of: Option<String>,
}

/// How an effect stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EffectState {
    /// Written down, not sent.
    Intended = 0,
    /// On its way, or its answer was lost with the process.
    Sent = 1,
    /// The provider did it.
    Succeeded = 2,
    /// The provider refused it; nothing happened.
    Failed = 3,
    /// Nobody knows: a timeout, a broken connection, an error on their side.
    Unknown = 4,
    /// Done and taken back.
    Undone = 5,
}

/// An effect as it was written down.
#[derive(Clone, Debug, Serialize)]
pub struct EffectRow {
    /// Its name.
    pub key: String,
    /// What it is about.
    pub subject: String,
    /// What it does.
    pub step: String,
    /// The request, byte for byte, until its end is known. After that there is only its hash: it may name people,
    /// and nobody sends it again.
    pub request: String,
    request_hash: Vec<u8>,
    /// How it stands.
    pub state: EffectState,
    /// The provider's id of what it made.
    pub object_id: Option<String>,
    /// When it was first sent.
    pub first_sent_at: Option<Timestamp>,
    /// When it was first sent under the key that is in use.
    pub key_sent_at: Option<Timestamp>,
    keys_spent: i32,
    /// The provider's answer.
    pub response: Option<String>,
    /// The provider's error code.
    pub error_code: Option<String>,
}

/// How a call ended.
#[derive(Clone, Debug)]
pub enum EffectOutcome {
    /// The provider made `object_id`.
    Succeeded {
        /// The provider's id of what it made.
        object_id: String,
        /// Its answer.
        response: String,
    },
    /// The provider refused with `code`; nothing happened.
    Failed {
        /// Its error code.
        code: String,
        /// Its answer.
        response: String,
    },
    /// Nobody knows.
    Unknown {
        /// What is known.
        cause: String,
    },
}

impl Effect {
    /// The name of the try number `n` of the call `name`, counted from 1. A further one follows when the one before was
    /// refused, or what it made came to nothing, and somebody wants it again. It is a call of its own: the provider says
    /// the same to a name that it knows.
    pub fn name_of_try(name: String, n: i32) -> String {
        if n > 1 { format!("{name}/{n}") } else { name }
    }
}

impl Transaction {
    /// Writes down that `effect` will happen, or finds it written down already: the stored request is the one
    /// to send.
    ///
    /// # Errors
    /// When the same key was written down with another request, which would be refused by the provider too.
    pub async fn intend(&self, effect: &Effect) -> Result<EffectRow, DbErr> {
        let sql = format!(
            "INSERT INTO {}_effect (effect_key, subject, step, provider, request, request_hash, state, undo_of, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8) ON CONFLICT DO NOTHING",
            self.module()
        );
        let hash = Sha256::digest(&effect.request).to_vec();
        let wanted = hash.clone();
        let values = vec![
            effect.key.clone().into(),
            effect.subject.clone().into(),
            effect.step.into(),
            effect.provider.into(),
            effect.request.clone().into(),
            hash.into(),
            effect.undo_of.clone().into(),
            self.now.0.into(),
        ];
        self.exec(&sql, values).await?;
        match EffectRow::find(self, self.module(), &effect.key).await? {
            Some(row) if row.request_hash == wanted => Ok(row),
            Some(_) => Err(DbErr::Custom(format!("{} was meant to send something else", effect.key))),
            None => {
                Err(DbErr::Custom(format!("{:?} is taken back by another effect already", effect.undo_of)))
            }
        }
    }

    /// Notes how a call ended. An end that is certain is never changed again; says whether it was noted. What was
    /// sent is forgotten with it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn resolve(&self, key: &str, outcome: &EffectOutcome) -> Result<bool, DbErr> {
        let (state, object_id, response, code) = match outcome {
            EffectOutcome::Succeeded { object_id, response } => {
                (EffectState::Succeeded, Some(object_id), Some(response), None)
            }
            EffectOutcome::Failed { code, response } => {
                (EffectState::Failed, None, Some(response), Some(code))
            }
            EffectOutcome::Unknown { cause } => (EffectState::Unknown, None, None, Some(cause)),
        };
        let sql = format!(
            "UPDATE {}_effect SET state = $1, object_id = $2, response = $3, error_code = $4, resolved_at = $5{} \
             WHERE effect_key = $6 AND state IN (0, 1, 4)",
            self.module(),
            if state == EffectState::Unknown { "" } else { ", request = ''" }
        );
        let values = vec![
            (state as i16).into(),
            object_id.cloned().into(),
            response.cloned().into(),
            code.cloned().into(),
            self.now.0.into(),
            key.into(),
        ];
        let noted = self.exec(&sql, values).await? == 1;
        if noted && state == EffectState::Succeeded {
            self.mark_undone(key).await?;
        }
        Ok(noted)
    }

    /// Notes that `effect` provably never happened and that its key is spent, because the provider repeats its error
    /// for as long as it remembers the key: it was not sent, under the next key. False when it ended meanwhile, or when
    /// somebody noted the same before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn renew(&self, effect: &EffectRow) -> Result<bool, DbErr> {
        let sql = format!(
            "UPDATE {}_effect SET state = 0, keys_spent = keys_spent + 1, key_sent_at = NULL \
             WHERE effect_key = $1 AND keys_spent = $2 AND state IN (0, 1, 4)",
            self.module(),
        );
        Ok(self.exec(&sql, vec![effect.key.clone().into(), effect.keys_spent.into()]).await? == 1)
    }

    /// What a successful effect took back is undone.
    async fn mark_undone(&self, key: &str) -> Result<(), DbErr> {
        let m = self.module();
        let sql = format!(
            "UPDATE {m}_effect SET state = 5 WHERE state = 2 AND effect_key = \
             (SELECT undo_of FROM {m}_effect WHERE effect_key = $1)"
        );
        self.exec(&sql, vec![key.into()]).await.map(drop)
    }
}

impl EffectRow {
    /// The provider's idempotency key. It is the effect's name, until a try under it provably never happened although
    /// the provider keeps its error under that key: then a number follows.
    pub fn idempotency_key(&self) -> String {
        match self.keys_spent {
            0 => self.key.clone(),
            n => format!("{}#{n}", self.key),
        }
    }

    /// The effect called `key`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(db: &impl ConnectionTrait, module: &str, key: &str) -> Result<Option<Self>, DbErr> {
        let sql = format!("SELECT * FROM {module}_effect WHERE effect_key = $1");
        db.one(&sql, vec![key.into()]).await?.as_ref().map(Self::read).transpose()
    }

    /// The number of the try of the call `name` that is to be made, or found out about: the latest, and the next one when
    /// that was refused. Whoever asks wants it again.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn wanted_try(db: &impl ConnectionTrait, module: &str, name: &str) -> Result<i32, DbErr> {
        let mut n = 1;
        while let Some(row) = Self::find(db, module, &Effect::name_of_try(name.to_owned(), n)).await? {
            if row.state != EffectState::Failed {
                break;
            }
            n += 1;
        }
        Ok(n)
    }

    /// All effects about `subject`, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn about(db: &impl ConnectionTrait, module: &str, subject: &str) -> Result<Vec<Self>, DbErr> {
        let sql = format!("SELECT * FROM {module}_effect WHERE subject = $1 ORDER BY created_at, effect_key");
        db.all(&sql, vec![subject.into()]).await?.iter().map(Self::read).collect()
    }

    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        let keys_spent = row.try_get("", "keys_spent")?;
        let first_sent_at = row.try_get::<Option<i64>>("", "first_sent_at")?.map(Timestamp);
        let key_sent_at = row.try_get::<Option<i64>>("", "key_sent_at")?.map(Timestamp);
        Ok(Self {
            key: row.try_get("", "effect_key")?,
            subject: row.try_get("", "subject")?,
            step: row.try_get("", "step")?,
            request: row.try_get("", "request")?,
            request_hash: row.try_get("", "request_hash")?,
            state: state(row.try_get("", "state")?),
            object_id: row.try_get("", "object_id")?,
            first_sent_at,
            // One that was on its way before keys were counted is under its first.
            key_sent_at: key_sent_at.or(first_sent_at.filter(|_| keys_spent == 0)),
            keys_spent,
            response: row.try_get("", "response")?,
            error_code: row.try_get("", "error_code")?,
        })
    }

    /// Notes, just before the first byte leaves, that it may have happened from now on.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sending(ctx: &Context, key: &str) -> Result<(), DbErr> {
        let sql = format!(
            "UPDATE {}_effect SET state = 1, first_sent_at = COALESCE(first_sent_at, $1), \
             key_sent_at = COALESCE(key_sent_at, $1) WHERE effect_key = $2 AND state IN (0, 1, 4)",
            ctx.module
        );
        ctx.db.execute(&sql, vec![ctx.clock.now().0.into(), key.into()]).await.map(drop)
    }
}

fn state(number: i16) -> EffectState {
    match number {
        0 => EffectState::Intended,
        1 => EffectState::Sent,
        2 => EffectState::Succeeded,
        3 => EffectState::Failed,
        5 => EffectState::Undone,
        _ => EffectState::Unknown,
    }
}
