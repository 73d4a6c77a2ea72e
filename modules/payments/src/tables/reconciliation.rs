//! Comparisons with the provider's books, and what they found.

use crate::reconciliation::{Booked, Case, Compared};
use contracts::{CampaignId, Currency, Money, PledgeId, Timestamp, UserId};
use kernel::{Transaction, db::Sql, web::Queued};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};
use uuid::Uuid;

/// A comparison that goes no further than this long ago is not the last one that there should have been.
pub(crate) const LEFT_OUT: Duration = Duration::from_hours(36);

/// A case that was noted.
#[derive(Clone, Debug)]
pub(crate) struct Noted {
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) what: String,
    pub(crate) object: String,
    pub(crate) ours: Option<Money>,
    pub(crate) theirs: Option<Money>,
    pub(crate) opened_at: Timestamp,
}

fn read(row: &QueryResult) -> Result<Noted, DbErr> {
    let currency: Currency = row.try_get("", "currency")?;
    let money = |column: &str| {
        Ok::<_, DbErr>(row.try_get::<Option<i64>>("", column)?.map(|minor| Money::new(minor, currency)))
    };
    Ok(Noted {
        id: row.try_get("", "id")?,
        kind: row.try_get("", "kind")?,
        what: row.try_get("", "what")?,
        object: row.try_get("", "object")?,
        ours: money("ours_minor")?,
        theirs: money("theirs_minor")?,
        opened_at: Timestamp(row.try_get("", "opened_at")?),
    })
}

/// What our groups since `since` did to our balance with the provider. What was adjusted by hand counts to what it explains
/// (decision 120), so that is looked at whole, whenever it was booked.
pub(crate) async fn booked(db: &impl ConnectionTrait, since: Timestamp) -> Result<Vec<Booked>, DbErr> {
    let groups = "SELECT id FROM payments_posting_group WHERE at >= $1 UNION \
                  SELECT s.id FROM payments_posting_group s JOIN payments_adjustment e ON e.booked_as = s.provider_object UNION \
                  SELECT s.id FROM payments_posting_group s JOIN payments_adjustment e \
                  ON e.what = s.kind AND e.object = s.provider_object";
    booked_where(db, groups, since.0.into()).await
}

/// What our groups did to it that are booked under `object`, whenever that was.
pub(crate) async fn booked_under(db: &impl ConnectionTrait, object: &str) -> Result<Vec<Booked>, DbErr> {
    let groups = "SELECT id FROM payments_posting_group WHERE provider_object = $1 UNION \
                  SELECT s.id FROM payments_posting_group s JOIN payments_adjustment e ON e.booked_as = s.provider_object \
                  WHERE e.object = $1";
    booked_where(db, groups, object.into()).await
}

/// What was explained by hand is never expected of the provider: it is booked at the beginning of time.
async fn booked_where(
    db: &impl ConnectionTrait,
    groups: &str,
    value: sea_orm::Value,
) -> Result<Vec<Booked>, DbErr> {
    let sql = format!(
        "SELECT COALESCE(a.what, g.kind) AS kind, COALESCE(a.object, g.provider_object) AS provider_object, \
         CAST(MIN(CASE WHEN a.id IS NULL THEN g.at ELSE 0 END) AS bigint) AS at, l.currency, \
         CAST(SUM(l.minor) AS bigint) AS minor \
         FROM payments_posting_group g JOIN payments_posting l ON l.group_id = g.id \
         LEFT JOIN payments_adjustment a ON a.booked_as = g.provider_object \
         WHERE l.account = 'psp:stripe' AND g.id IN ({groups}) \
         GROUP BY COALESCE(a.what, g.kind), COALESCE(a.object, g.provider_object), l.currency HAVING SUM(l.minor) <> 0"
    );
    let rows = db.all(&sql, vec![value]).await?;
    rows.iter()
        .map(|row| {
            Ok(Booked {
                what: row.try_get("", "kind")?,
                object: row.try_get("", "provider_object")?,
                money: Money::new(row.try_get("", "minor")?, row.try_get("", "currency")?),
                at: Timestamp(row.try_get("", "at")?),
            })
        })
        .collect()
}

/// Notes a comparison of everything up to `through`: each case once, and those that are explained by now are closed.
pub(crate) async fn note(tx: &Transaction, day: i64, through: Timestamp, it: &Compared) -> Result<(), DbErr> {
    let sql = "INSERT INTO payments_reconciliation (day, theirs_count, theirs_minor, explained_minor, at, through) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (day) DO UPDATE SET theirs_count = excluded.theirs_count, \
               theirs_minor = excluded.theirs_minor, explained_minor = excluded.explained_minor, at = excluded.at, \
               through = excluded.through";
    let count = i64::try_from(it.alike.len() + it.cases.len()).unwrap_or(i64::MAX);
    let values = vec![
        day.into(),
        count.into(),
        it.theirs.into(),
        it.explained.into(),
        tx.now.0.into(),
        through.0.into(),
    ];
    tx.exec(sql, values).await?;
    for case in &it.cases {
        open(tx, case).await?;
    }
    for noted in cases(tx).await? {
        if it.alike.iter().any(|(what, object)| *what == noted.what && *object == noted.object) {
            close(tx, noted.id, None, "Both books agree by now.").await?;
        }
    }
    Ok(())
}

async fn open(tx: &Transaction, case: &Case) -> Result<(), DbErr> {
    let Some(some) = case.theirs.or(case.ours) else { return Ok(()) };
    let sql = "INSERT INTO payments_case (id, kind, what, object, currency, ours_minor, theirs_minor, opened_at, charge) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (kind, what, object) \
               DO UPDATE SET charge = COALESCE(payments_case.charge, excluded.charge)";
    let values = vec![
        contracts::chance::next_id().into(),
        case.difference.name().into(),
        case.what.clone().into(),
        case.object.clone().into(),
        some.currency.code().into(),
        case.ours.map(|it| it.minor).into(),
        case.theirs.map(|it| it.minor).into(),
        tx.now.0.into(),
        case.charge.clone().into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

/// Open cases, oldest first.
pub(crate) async fn cases(db: &impl ConnectionTrait) -> Result<Vec<Noted>, DbErr> {
    let sql = "SELECT * FROM payments_case WHERE closed_at IS NULL ORDER BY opened_at, id LIMIT 500";
    db.all(sql, vec![]).await?.iter().map(read).collect()
}

/// What the objects of open cases are about, as far as they are known here: whose pledge, or of no single one, which is
/// nobody's, and which campaign.
pub(crate) async fn known(
    db: &impl ConnectionTrait,
) -> Result<BTreeMap<String, (PledgeId, CampaignId)>, DbErr> {
    let booked = "SELECT c.object, g.pledge, g.campaign FROM payments_case c \
                  JOIN payments_posting_group g ON g.provider_object = c.object WHERE c.closed_at IS NULL";
    let charged = "SELECT c.object, y.pledge, y.campaign FROM payments_case c \
                   JOIN payments_payment y ON y.charge_id = c.object WHERE c.closed_at IS NULL";
    let of_charge = "SELECT c.object, y.pledge, y.campaign FROM payments_case c \
                     JOIN payments_payment y ON y.charge_id = c.charge WHERE c.closed_at IS NULL";
    let mut known = BTreeMap::new();
    for sql in [booked, charged, of_charge] {
        for row in db.all(sql, vec![]).await? {
            let about = (PledgeId(row.try_get("", "pledge")?), CampaignId(row.try_get("", "campaign")?));
            known.insert(row.try_get("", "object")?, about);
        }
    }
    Ok(known)
}

/// The objects of which it is known which charge they are about, although the provider alone has them.
pub(crate) async fn with_charge(db: &impl ConnectionTrait) -> Result<BTreeSet<String>, DbErr> {
    let rows = db.all("SELECT object FROM payments_case WHERE charge IS NOT NULL", vec![]).await?;
    rows.iter().map(|row| row.try_get("", "object")).collect()
}

/// The case `id`, while it is open.
pub(crate) async fn open_case(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Noted>, DbErr> {
    let sql = "SELECT * FROM payments_case WHERE id = $1 AND closed_at IS NULL";
    db.one(sql, vec![id.into()]).await?.as_ref().map(read).transpose()
}

/// How many cases are open and wait for a person.
pub(crate) async fn open_cases(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let row = db.one("SELECT COUNT(*) FROM payments_case WHERE closed_at IS NULL", vec![]).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// The same, as far as a person tells them apart.
pub(crate) async fn waiting(db: &impl ConnectionTrait) -> Result<Queued, DbErr> {
    Queued::count(db, "SELECT 1 AS one FROM payments_case WHERE closed_at IS NULL", vec![]).await
}

/// Closes a case. False when somebody did before.
pub(crate) async fn close(tx: &Transaction, id: Uuid, by: Option<UserId>, note: &str) -> Result<bool, DbErr> {
    let sql = "UPDATE payments_case SET closed_at = $1, closed_by = $2, note = $3 WHERE id = $4 AND closed_at IS NULL";
    let values = vec![tx.now.0.into(), by.map(|it| it.0).into(), note.into(), id.into()];
    Ok(tx.exec(sql, values).await? == 1)
}

/// Opens a case again: what explained it was taken back.
pub(crate) async fn reopen(tx: &Transaction, id: Uuid) -> Result<(), DbErr> {
    let sql = "UPDATE payments_case SET closed_at = NULL, closed_by = NULL, note = NULL WHERE id = $1";
    tx.exec(sql, vec![id.into()]).await.map(drop)
}

/// Up to where both books were compared; before the first time, when somebody first wanted to pay. None, when nobody did.
pub(crate) async fn compared_through(db: &impl ConnectionTrait) -> Result<Option<Timestamp>, DbErr> {
    let (last, first) =
        ("SELECT MAX(through) FROM payments_reconciliation", "SELECT MIN(created_at) FROM payments_payment");
    for sql in [last, first] {
        let row = db.one(sql, vec![]).await?;
        let at = row.map_or(Ok(None), |row| row.try_get_by_index::<Option<i64>>(0))?;
        if at.is_some() {
            return Ok(at.map(Timestamp));
        }
    }
    Ok(None)
}

/// 1 when there are payments and the books were not compared lately, and 0 otherwise.
pub(crate) async fn left_out(db: &impl ConnectionTrait, now: Timestamp) -> Result<i64, DbErr> {
    let through = compared_through(db).await?;
    Ok(i64::from(through.is_some_and(|it| now.since(it) >= LEFT_OUT)))
}

/// When the last comparison was, what moved at the provider, and what of it our books explain.
pub(crate) async fn last(db: &impl ConnectionTrait) -> Result<Option<(Timestamp, i64, i64)>, DbErr> {
    let sql =
        "SELECT at, theirs_minor, explained_minor FROM payments_reconciliation ORDER BY day DESC LIMIT 1";
    let row = db.one(sql, vec![]).await?;
    row.map(|row| {
        let at = Timestamp(row.try_get("", "at")?);
        Ok((at, row.try_get("", "theirs_minor")?, row.try_get("", "explained_minor")?))
    })
    .transpose()
}
