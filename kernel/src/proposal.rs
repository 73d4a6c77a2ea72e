//! Four eyes: what one person proposes is done only when another, who gains nothing by it, agrees to exactly that.
//!
//! What is proposed is written down as it will be done, with its hash. Whoever agrees says which hash they saw, so
//! that nothing else is done than what was shown. It is done at most once, within a day.

use crate::{Context, Transaction, db::Sql, web::Queued};
use contracts::{Timestamp, UserId};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::{fmt::Write as _, time::Duration};
use uuid::Uuid;

/// How long somebody has to agree (security SEC-20).
pub const OPEN_FOR: Duration = Duration::from_hours(24);

/// Who proposed what a rule of the product proposes: nobody, so that no one person is kept from agreeing to it.
pub const BY_RULE: UserId = UserId(Uuid::nil());

/// Something that awaits a second person.
#[derive(Clone, Debug, Serialize)]
pub struct Proposal {
    /// Its name.
    pub id: Uuid,
    /// What is to be done: `grant_role`.
    pub action: String,
    /// To what: an id. Of one action and subject one proposal is open at a time.
    pub subject: String,
    /// What exactly, as it will be done.
    pub payload: String,
    /// SHA-256 of action, subject and payload, in hexadecimal digits.
    pub hash: String,
    /// Who proposed it.
    pub proposer: UserId,
    /// Who gains by it, if anybody.
    pub beneficiary: Option<UserId>,
    /// When.
    pub proposed_at: Timestamp,
    /// Until when somebody may agree.
    pub expires_at: Timestamp,
    state: i16,
}

/// Why a proposal is not done.
#[derive(Debug, thiserror::Error)]
pub enum FourEyesError {
    /// It was done, declined or never made.
    #[error("Somebody decided this already.")]
    Decided,
    /// Nobody agreed in time.
    #[error("Nobody agreed within 24 hours. It can be proposed again.")]
    Expired,
    /// Whoever agrees proposed it, or gains by it.
    #[error("A second person must agree, who did not propose this and does not gain by it.")]
    SamePerson,
    /// It is not what was shown to whoever agrees.
    #[error("This is not what you were shown. Nothing was done.")]
    Different,
    /// It waits for a second person already.
    #[error("This waits for a second person already.")]
    Waits,
    /// What was written down cannot be read.
    #[error("what was proposed cannot be read")]
    Unreadable(#[from] serde_json::Error),
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// What is to be proposed.
#[derive(Clone, Copy, Debug)]
pub struct Proposed<'a, P> {
    /// What is to be done.
    pub action: &'a str,
    /// To what.
    pub subject: &'a str,
    /// What exactly.
    pub payload: &'a P,
    /// Who proposes it.
    pub proposer: UserId,
    /// Who gains by it, if anybody.
    pub beneficiary: Option<UserId>,
}

impl<P: Serialize> Proposed<'_, P> {
    /// Writes it down for a second person, as part of `tx`.
    ///
    /// # Errors
    /// [`FourEyesError::Waits`], when the same waits already.
    pub async fn make(self, tx: &Transaction) -> Result<Uuid, FourEyesError> {
        self.expire(tx).await?;
        let payload = serde_json::to_string(self.payload)?;
        let (id, hash) = (contracts::chance::next_id(), hash(self.action, self.subject, &payload));
        let sql = format!(
            "INSERT INTO {}_proposal (id, action, subject, payload, hash, proposer, beneficiary, proposed_at, \
             expires_at, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0) ON CONFLICT DO NOTHING",
            tx.module()
        );
        let values = vec![
            id.into(),
            self.action.into(),
            self.subject.into(),
            payload.into(),
            hash.into(),
            self.proposer.0.into(),
            self.beneficiary.map(|it| it.0).into(),
            tx.now.0.into(),
            tx.now.after(OPEN_FOR).0.into(),
        ];
        if tx.exec(&sql, values).await? == 1 { Ok(id) } else { Err(FourEyesError::Waits) }
    }

    /// What nobody agreed to in time makes room.
    async fn expire(&self, tx: &Transaction) -> Result<(), DbErr> {
        let sql = format!(
            "UPDATE {}_proposal SET state = 3, decided_at = $1 \
             WHERE action = $2 AND subject = $3 AND state = 0 AND expires_at <= $1",
            tx.module()
        );
        tx.exec(&sql, vec![tx.now.0.into(), self.action.into(), self.subject.into()]).await.map(drop)
    }
}

impl Proposal {
    /// Takes the proposal `id` of `action`, which `approver` saw with the hash `seen`, to be done in the same transaction.
    /// Nobody else gets it after that. What another action proposed is not there: other people decide about that.
    ///
    /// # Errors
    /// [`FourEyesError`]; then nothing may be done.
    pub async fn approve<P: DeserializeOwned>(
        tx: &Transaction,
        (action, id): (&str, Uuid),
        approver: UserId,
        seen: &str,
    ) -> Result<(Self, P), FourEyesError> {
        let it = Self::lock(tx, action, id).await?.ok_or(FourEyesError::Decided)?;
        it.may_be_agreed_to(approver, seen, tx.now)?;
        let payload = serde_json::from_str(&it.payload)?;
        it.decide(tx, 1, approver, "").await?;
        Ok((it, payload))
    }

    /// The proposal `id` of `action`, when `approver` may agree at `now` to what they saw with the hash `seen`: what they sign
    /// first is read out of it. Nothing is taken by that, and [`approve`](Self::approve) asks all of it again.
    ///
    /// # Errors
    /// [`FourEyesError`], when there is nothing to sign.
    pub async fn shown_to(
        db: &impl ConnectionTrait,
        module: &str,
        (action, id): (&str, Uuid),
        (approver, seen): (UserId, &str),
        now: Timestamp,
    ) -> Result<Self, FourEyesError> {
        let sql = format!("SELECT * FROM {module}_proposal WHERE id = $1 AND action = $2");
        let found = db.one(&sql, vec![id.into(), action.into()]).await?;
        let found = found.as_ref().map(Self::read).transpose()?;
        let it = found.ok_or(FourEyesError::Decided)?;
        it.may_be_agreed_to(approver, seen, now)?;
        Ok(it)
    }

    /// Whether `who` proposed it, or gains by it: somebody else has to agree.
    #[must_use]
    pub fn is_by_or_for(&self, who: UserId) -> bool {
        self.proposer == who || self.beneficiary == Some(who)
    }

    fn may_be_agreed_to(&self, approver: UserId, seen: &str, now: Timestamp) -> Result<(), FourEyesError> {
        if self.state != 0 {
            return Err(FourEyesError::Decided);
        }
        if self.expires_at <= now {
            return Err(FourEyesError::Expired);
        }
        if self.is_by_or_for(approver) {
            return Err(FourEyesError::SamePerson);
        }
        if self.hash != seen || self.hash != hash(&self.action, &self.subject, &self.payload) {
            return Err(FourEyesError::Different);
        }
        Ok(())
    }

    /// Says no to the proposal `id` of `action`, as whoever proposed it may too.
    ///
    /// # Errors
    /// [`FourEyesError::Decided`], when somebody was first.
    pub async fn decline(
        tx: &Transaction,
        (action, id): (&str, Uuid),
        by: UserId,
        reason: &str,
    ) -> Result<Self, FourEyesError> {
        let it =
            Self::lock(tx, action, id).await?.filter(|it| it.state == 0).ok_or(FourEyesError::Decided)?;
        it.decide(tx, 2, by, reason).await?;
        Ok(it)
    }

    async fn decide(
        &self,
        tx: &Transaction,
        state: i16,
        by: UserId,
        reason: &str,
    ) -> Result<(), FourEyesError> {
        let sql = format!(
            "UPDATE {}_proposal SET state = $1, decided_by = $2, decided_at = $3, reason = $4 \
             WHERE id = $5 AND state = 0",
            tx.module()
        );
        let values = vec![state.into(), by.0.into(), tx.now.0.into(), reason.into(), self.id.into()];
        if tx.exec(&sql, values).await? == 1 { Ok(()) } else { Err(FourEyesError::Decided) }
    }

    /// The proposals of `action` that somebody may agree to at `now`, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open(
        db: &impl ConnectionTrait,
        module: &str,
        action: &str,
        now: Timestamp,
    ) -> Result<Vec<Self>, DbErr> {
        let sql = format!(
            "SELECT * FROM {module}_proposal WHERE action = $1 AND state = 0 AND expires_at > $2 \
             ORDER BY proposed_at, id"
        );
        db.all(&sql, vec![action.into(), now.0.into()]).await?.iter().map(Self::read).collect()
    }

    /// Who proposed `action` to `subject` where somebody agreed to it at exactly `at`: the moment of what came of it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn proposer_of(
        db: &impl ConnectionTrait,
        module: &str,
        (action, subject): (&str, &str),
        at: Timestamp,
    ) -> Result<Option<UserId>, DbErr> {
        let sql = format!(
            "SELECT proposer FROM {module}_proposal \
             WHERE action = $1 AND subject = $2 AND state = 1 AND decided_at = $3 LIMIT 1"
        );
        let row = db.one(&sql, vec![action.into(), subject.into(), at.0.into()]).await?;
        row.map(|row| row.try_get("", "proposer").map(UserId)).transpose()
    }

    /// How many proposals of `action` somebody may agree to now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn waiting(ctx: &Context, action: &str) -> Result<Queued, DbErr> {
        let rows = format!(
            "SELECT expires_at AS due FROM {}_proposal WHERE action = $1 AND state = 0 AND expires_at > $2",
            ctx.module
        );
        Queued::count_due(ctx.db.read(), &rows, vec![action.into(), ctx.clock.now().0.into()]).await
    }

    async fn lock(tx: &Transaction, action: &str, id: Uuid) -> Result<Option<Self>, DbErr> {
        let lock = if tx.get_database_backend() == DbBackend::Postgres { " FOR UPDATE" } else { "" };
        let sql = format!("SELECT * FROM {}_proposal WHERE id = $1 AND action = $2{lock}", tx.module());
        tx.one(&sql, vec![id.into(), action.into()]).await?.as_ref().map(Self::read).transpose()
    }

    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        Ok(Self {
            id: row.try_get("", "id")?,
            action: row.try_get("", "action")?,
            subject: row.try_get("", "subject")?,
            payload: row.try_get("", "payload")?,
            hash: row.try_get("", "hash")?,
            proposer: UserId(row.try_get("", "proposer")?),
            beneficiary: row.try_get::<Option<Uuid>>("", "beneficiary")?.map(UserId),
            proposed_at: Timestamp(row.try_get("", "proposed_at")?),
            expires_at: Timestamp(row.try_get("", "expires_at")?),
            state: row.try_get("", "state")?,
        })
    }
}

fn hash(action: &str, subject: &str, payload: &str) -> String {
    let mut digest = Sha256::new();
    for part in [action, subject, payload] {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    digest.finalize().iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
