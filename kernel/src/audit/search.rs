use super::chain::Entry;
use crate::db::Sql;
use sea_orm::{ConnectionTrait, DbErr, Value};
use serde::Serialize;

/// What to look for in the audit log. What is empty does not matter.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Who, such as `user/…`.
    pub actor: String,
    /// What, such as `pledge.refund`.
    pub action: String,
    /// To what, or how that begins, such as `pledge/`.
    pub subject: String,
    /// Whom it concerns, such as `user/…`: who did it, or to whom it was done.
    pub concerning: String,
    /// To one of these exactly.
    pub about: Vec<String>,
    /// With what the action begins, one of these: `pledge.`, `session.`.
    pub kinds: Vec<&'static str>,
    /// Only what happened before this, in microseconds since 1970.
    pub before: Option<i64>,
}

/// An entry as it is shown.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// The module it was written by.
    pub module: String,
    /// Its place in the chain; none while it waits for its seal.
    pub seq: Option<i64>,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// Who.
    pub actor: String,
    /// What.
    pub action: String,
    /// To what.
    pub subject: String,
    /// Why.
    pub reason: Option<String>,
    /// How it was, as JSON.
    pub was: Option<String>,
    /// How it became, as JSON.
    pub became: Option<String>,
}

/// The entries of `module` that fit `search`, newest first, `limit` at most.
///
/// # Errors
/// When the database does not answer.
pub async fn search(
    db: &impl ConnectionTrait,
    module: &str,
    search: &Search,
    limit: i64,
) -> Result<Vec<Found>, DbErr> {
    let mut values: Vec<Value> = Vec::new();
    let mut wanted = vec!["1 = 1".to_owned()];
    let mut want = |rule: &str, value: Value| {
        values.push(value);
        wanted.push(rule.replace('?', &format!("${}", values.len())));
    };
    if !search.actor.is_empty() {
        want("a.actor = ?", search.actor.clone().into());
    }
    if !search.action.is_empty() {
        want("a.action = ?", search.action.clone().into());
    }
    if !search.subject.is_empty() {
        want("substr(a.subject, 1, length(?)) = ?", search.subject.clone().into());
    }
    if !search.concerning.is_empty() {
        want("(a.actor = ? OR a.subject = ?)", search.concerning.clone().into());
    }
    if let Some(before) = search.before {
        want("a.at < ?", before.into());
    }
    let about = search.about.iter().map(|it| it.clone().into()).collect();
    one_of("a.subject = ?", about, &mut values, &mut wanted);
    let kinds = search.kinds.iter().map(|it| (*it).into()).collect();
    one_of("substr(a.action, 1, length(?)) = ?", kinds, &mut values, &mut wanted);
    let sql = format!(
        "SELECT a.*, s.seq FROM {module}_audit a LEFT JOIN {module}_audit_seal s ON s.entry = a.id \
         WHERE {} ORDER BY a.at DESC, a.id DESC LIMIT {limit}",
        wanted.join(" AND ")
    );
    let rows = db.all(&sql, values).await?;
    rows.iter()
        .map(|row| {
            let Entry { at, actor, action, subject, reason, was, became, .. } = Entry::read(row)?;
            let (module, seq) = (module.to_owned(), row.try_get("", "seq")?);
            Ok(Found { module, seq, at, actor, action, subject, reason, was, became })
        })
        .collect()
}

/// Wants `rule` to hold of one of `these`, when there are any.
fn one_of(rule: &str, these: Vec<Value>, values: &mut Vec<Value>, wanted: &mut Vec<String>) {
    let mut rules = Vec::new();
    for it in these {
        values.push(it);
        rules.push(rule.replace('?', &format!("${}", values.len())));
    }
    if !rules.is_empty() {
        wanted.push(format!("({})", rules.join(" OR ")));
    }
}

/// Every action that `module` has noted so far, for the filter.
///
/// # Errors
/// When the database does not answer.
pub async fn actions(db: &impl ConnectionTrait, module: &str) -> Result<Vec<String>, DbErr> {
    let rows = db.all(&format!("SELECT DISTINCT action FROM {module}_audit ORDER BY action"), vec![]).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}
