//! `pledges_member`: who has an account, as far as a form need not ask for it again.

use contracts::{PersonId, Timestamp, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};

/// What is known of somebody with an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) name: Option<String>,
    /// Proved to be theirs.
    pub(crate) email: Option<String>,
}

/// What `donor` is called from `at` on.
pub(crate) async fn name(
    tx: &Transaction,
    donor: UserId,
    person: PersonId,
    name: Option<String>,
    at: Timestamp,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO pledges_member (donor, person, name, named_at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (donor) DO UPDATE SET name = excluded.name, named_at = excluded.named_at \
               WHERE pledges_member.named_at <= excluded.named_at";
    tx.exec(sql, vec![donor.0.into(), person.0.into(), name.into(), at.0.into()]).await.map(drop)
}

/// `email` is proved to be `donor`'s.
pub(crate) async fn prove(
    tx: &Transaction,
    donor: UserId,
    person: PersonId,
    email: &str,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO pledges_member (donor, person, email) VALUES ($1, $2, $3) \
               ON CONFLICT (donor) DO UPDATE SET email = excluded.email";
    tx.exec(sql, vec![donor.0.into(), person.0.into(), email.into()]).await.map(drop)
}

/// Forgets `donor`, whose account is closed.
pub(crate) async fn forget(tx: &Transaction, donor: UserId) -> Result<(), DbErr> {
    tx.exec("DELETE FROM pledges_member WHERE donor = $1", vec![donor.0.into()]).await.map(drop)
}

pub(crate) async fn find(db: &impl ConnectionTrait, donor: UserId) -> Result<Option<Member>, DbErr> {
    let row = db.one("SELECT name, email FROM pledges_member WHERE donor = $1", vec![donor.0.into()]).await?;
    row.map(|row| Ok(Member { name: row.try_get("", "name")?, email: row.try_get("", "email")? })).transpose()
}
