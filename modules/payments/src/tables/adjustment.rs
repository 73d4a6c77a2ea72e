//! `payments_adjustment`: what two people of finance wrote into the ledger by hand. Rows are added and never changed.

use crate::adjustment::{Adjustment, Line};
use contracts::{Money, Timestamp, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use uuid::Uuid;

/// So many are listed: the latest.
const MOST: i64 = 100;

/// Which line of the provider's books one explains, by what and object: the comparison counts it to that.
pub(crate) type Explains = Option<(String, String)>;

/// One that was written.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    pub(crate) it: Adjustment,
    pub(crate) explains: Explains,
    /// Whether another one took it back.
    pub(crate) taken_back: bool,
    pub(crate) at: Timestamp,
}

/// Writes down that it was agreed to. False when it was before, or when another one has taken the same back.
pub(crate) async fn insert(
    tx: &Transaction,
    it: &Adjustment,
    explains: &Explains,
    [proposer, approver]: [UserId; 2],
) -> Result<bool, DbErr> {
    let sql = "INSERT INTO payments_adjustment (id, booked_as, reason, case_id, what, object, reverses, proposed_by, \
               agreed_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";
    let values = vec![
        it.id.into(),
        it.booked_as().into(),
        it.reason.as_str().into(),
        it.case.into(),
        explains.as_ref().map(|(what, _)| what.clone()).into(),
        explains.as_ref().map(|(_, object)| object.clone()).into(),
        it.reverses.into(),
        proposer.0.into(),
        approver.0.into(),
        tx.now.0.into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

const COLUMNS: &str = "a.id, a.reason, a.case_id, a.what, a.object, a.reverses, a.at, l.account, l.currency, l.minor, \
                       CASE WHEN b.id IS NULL THEN 0 ELSE 1 END AS taken_back";
const TABLES: &str = "JOIN payments_posting_group g ON g.provider_object = a.booked_as AND g.kind = 'adjustment' \
                      JOIN payments_posting l ON l.group_id = g.id LEFT JOIN payments_adjustment b ON b.reverses = a.id";

/// The one called `id`, with its postings.
pub(crate) async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Written>, DbErr> {
    let sql = format!("SELECT {COLUMNS} FROM payments_adjustment a {TABLES} WHERE a.id = $1 ORDER BY l.line");
    Ok(read(&db.all(&sql, vec![id.into()]).await?)?.pop())
}

/// The latest, the newest first.
pub(crate) async fn latest(db: &impl ConnectionTrait) -> Result<Vec<Written>, DbErr> {
    let sql = format!(
        "SELECT {COLUMNS} FROM (SELECT * FROM payments_adjustment ORDER BY at DESC, id DESC LIMIT $1) a {TABLES} \
         ORDER BY a.at DESC, a.id DESC, l.line"
    );
    read(&db.all(&sql, vec![MOST.into()]).await?)
}

/// What our balance with the provider was moved by under `what` and `object`, by hand or not.
pub(crate) async fn booked_for(
    db: &impl ConnectionTrait,
    (what, object): (&str, &str),
) -> Result<Vec<Money>, DbErr> {
    let sql = "SELECT l.currency, CAST(SUM(l.minor) AS bigint) AS minor \
               FROM payments_posting_group g JOIN payments_posting l ON l.group_id = g.id \
               WHERE l.account = 'psp:stripe' AND ((g.kind = $1 AND g.provider_object = $2) OR g.provider_object IN \
               (SELECT booked_as FROM payments_adjustment WHERE what = $1 AND object = $2)) GROUP BY l.currency";
    let rows = db.all(sql, vec![what.into(), object.into()]).await?;
    rows.iter().map(|row| Ok(Money::new(row.try_get("", "minor")?, row.try_get("", "currency")?))).collect()
}

/// Rows in the order of what they belong to, each a posting.
fn read(rows: &[QueryResult]) -> Result<Vec<Written>, DbErr> {
    let mut all: Vec<Written> = Vec::new();
    for row in rows {
        let id: Uuid = row.try_get("", "id")?;
        if all.last().is_none_or(|last| last.it.id != id) {
            all.push(head(row, id)?);
        }
        let money = Money::new(row.try_get("", "minor")?, row.try_get("", "currency")?);
        if let Some(last) = all.last_mut() {
            last.it.lines.push(Line { account: row.try_get("", "account")?, money });
        }
    }
    Ok(all)
}

fn head(row: &QueryResult, id: Uuid) -> Result<Written, DbErr> {
    let (what, object): (Option<String>, Option<String>) =
        (row.try_get("", "what")?, row.try_get("", "object")?);
    let it = Adjustment {
        id,
        lines: Vec::new(),
        reason: row.try_get("", "reason")?,
        case: row.try_get("", "case_id")?,
        reverses: row.try_get("", "reverses")?,
    };
    Ok(Written {
        it,
        explains: what.zip(object),
        taken_back: row.try_get::<i32>("", "taken_back")? == 1,
        at: Timestamp(row.try_get("", "at")?),
    })
}
