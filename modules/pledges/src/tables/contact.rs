//! `pledges_contact`: who pledged. The only personal data this module keeps.

use contracts::{PersonId, PledgeId, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};

/// The donor of one pledge.
#[derive(Clone, Debug)]
pub(crate) struct Contact {
    pub(crate) person: PersonId,
    pub(crate) name: Option<String>,
    pub(crate) email: Option<String>,
    /// The language the donor reads (BCP 47).
    pub(crate) locale: String,
    /// Not shown by name.
    pub(crate) anonymous: bool,
    /// How much it was is not shown beside the name.
    pub(crate) hides_amount: bool,
}

pub(crate) async fn insert(tx: &Transaction, pledge: PledgeId, it: &Contact) -> Result<(), DbErr> {
    let sql = "INSERT INTO pledges_contact (pledge, person, name, email, locale, anonymous, hides_amount) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = vec![
        pledge.0.into(),
        it.person.0.into(),
        it.name.clone().into(),
        it.email.clone().into(),
        it.locale.clone().into(),
        i16::from(it.anonymous).into(),
        i16::from(it.hides_amount).into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

/// Who it is that gives with the account `donor` or the address `email`, when they are known: by their account, by the
/// account whose address was proved to be this one, or by what was given with it before.
pub(crate) async fn person_of(
    tx: &Transaction,
    donor: Option<UserId>,
    email: &str,
) -> Result<Option<PersonId>, DbErr> {
    let sql = "SELECT person FROM (SELECT 0 AS rank, person FROM pledges_member WHERE donor = $1 \
               UNION ALL SELECT 1 AS rank, person FROM pledges_member WHERE lower(email) = $2 \
               UNION ALL SELECT 2 AS rank, person FROM pledges_contact WHERE lower(email) = $2) known \
               ORDER BY rank, person LIMIT 1";
    let values = vec![donor.map(|it| it.0).into(), email.to_lowercase().into()];
    tx.one(sql, values).await?.map(|row| row.try_get("", "person").map(PersonId)).transpose()
}

/// Whether the donor wants to be named from now on.
pub(crate) async fn set_anonymous(tx: &Transaction, pledge: PledgeId, anonymous: bool) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_contact SET anonymous = $2 WHERE pledge = $1";
    tx.exec(sql, vec![pledge.0.into(), i16::from(anonymous).into()]).await.map(drop)
}

/// Whether everybody may read how much it was from now on.
pub(crate) async fn set_hides_amount(tx: &Transaction, pledge: PledgeId, hidden: bool) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_contact SET hides_amount = $2 WHERE pledge = $1";
    tx.exec(sql, vec![pledge.0.into(), i16::from(hidden).into()]).await.map(drop)
}

pub(crate) async fn find(db: &impl ConnectionTrait, pledge: PledgeId) -> Result<Option<Contact>, DbErr> {
    let row = db.one("SELECT * FROM pledges_contact WHERE pledge = $1", vec![pledge.0.into()]).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Contact {
        person: PersonId(row.try_get("", "person")?),
        name: row.try_get("", "name")?,
        email: row.try_get("", "email")?,
        locale: row.try_get("", "locale")?,
        anonymous: row.try_get::<i16>("", "anonymous")? != 0,
        hides_amount: row.try_get::<i16>("", "hides_amount")? != 0,
    }))
}
