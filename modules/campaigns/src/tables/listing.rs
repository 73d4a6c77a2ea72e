//! Campaigns in an order, some at a time.

use super::{get, word};
use crate::search::asked::{Asked, Mark, Sort, State};
use contracts::{CampaignId, Timestamp};
use kernel::db::Sql;
use sea_orm::{DbErr, QueryResult, Value};

/// How many of those that fit a word best are looked at.
const CANDIDATES: i64 = 1_000;

/// A campaign that is listed, and what it is ordered by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listed {
    pub(crate) campaign: CampaignId,
    pub(crate) key: i64,
}

/// A campaign that has a word that was looked for.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) campaign: CampaignId,
    pub(crate) deadline_at: i64,
    pub(crate) published_at: i64,
    pub(crate) permille: i64,
    /// The word it was found by, and what that weighs.
    pub(crate) found_by: (String, i64),
    /// For each of the other words: the most that one of its readings weighs; 0 when it has none.
    pub(crate) others: Vec<i64>,
}

/// SQL that grows together with its values.
struct Query {
    sql: String,
    values: Vec<Value>,
}

impl Query {
    fn put(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    fn put_all(&mut self, values: &[String]) -> String {
        values.iter().map(|it| self.put(it.as_str())).collect::<Vec<_>>().join(", ")
    }

    /// Narrows campaigns `c` down to those asked for at `now`.
    fn narrow(&mut self, asked: &Asked, now: Timestamp) {
        let now = self.put(now.0);
        self.sql += &match asked.state() {
            State::Open => format!(" AND c.status = 'live' AND c.deadline_at > {now}"),
            State::Reached => format!(
                " AND c.status IN ('live', 'closing', 'funded', 'closed') AND c.opens_at <= {now} AND p.permille >= 1000"
            ),
            State::Ended => format!(
                " AND c.status IN ('live', 'closing', 'funded', 'failed', 'closed') AND c.deadline_at <= {now}"
            ),
            State::All => format!(
                " AND c.status IN ('live', 'closing', 'funded', 'failed', 'closed') AND c.opens_at <= {now}"
            ),
        };
        for (column, value) in
            [("category", &asked.category), ("country", &asked.place), ("currency", &asked.currency)]
        {
            if !value.is_empty() && !value.contains('\0') {
                let value = self.put(value.as_str());
                self.sql += &format!(" AND c.{column} = {value}");
            }
        }
    }
}

/// The `limit` campaigns behind `after`, in the order that is asked for; words are not looked at.
pub(crate) async fn page(
    db: &impl Sql,
    asked: &Asked,
    now: Timestamp,
    limit: usize,
) -> Result<Vec<Listed>, DbErr> {
    let (column, descending) = match (asked.sort(), asked.state()) {
        (Sort::Newest, _) => ("c.published_at", true),
        (Sort::Nearest, _) => ("p.permille", true),
        (_, State::Ended) => ("c.deadline_at", true),
        _ => ("c.deadline_at", false),
    };
    let from = if column == "p.permille" || asked.state() == State::Reached {
        "campaigns_progress p JOIN campaigns_campaign c ON c.id = p.campaign"
    } else {
        "campaigns_campaign c"
    };
    let id = if column == "p.permille" { "p.campaign" } else { "c.id" };
    let mut query = Query {
        sql: format!("SELECT c.id AS campaign, {column} AS ordered_by FROM {from} WHERE 1 = 1"),
        values: vec![],
    };
    query.narrow(asked, now);
    if column == "p.permille" && asked.state() == State::Open {
        query.sql += " AND p.permille < 1000";
    }
    if let Some(mark) = asked.after() {
        let (key, campaign) = (query.put(mark.key), query.put(mark.campaign));
        let than = if descending { '<' } else { '>' };
        query.sql += &format!(" AND ({column}, {id}) {than} ({key}, {campaign})");
    }
    let direction = if descending { "DESC" } else { "ASC" };
    query.sql += &format!(" ORDER BY {column} {direction}, {id} {direction} LIMIT {limit}");
    let rows = db.all(&query.sql, query.values).await?;
    let read = |row| Ok(Listed { campaign: CampaignId(get(row, "campaign")?), key: get(row, "ordered_by")? });
    rows.iter().map(read).collect()
}

/// Those that have one of `best`, the heaviest first, narrowed down to what is asked for at `now`, with what each
/// of the `others` weighs in them.
pub(crate) async fn candidates(
    db: &impl Sql,
    asked: &Asked,
    now: Timestamp,
    best: &[String],
    others: &[&[String]],
) -> Result<Vec<Candidate>, DbErr> {
    let mut query = Query { sql: String::new(), values: vec![] };
    let best = query.put_all(best);
    query.sql.push_str("SELECT b.campaign, b.word, b.weight, c.deadline_at, c.published_at, COALESCE(p.permille, 0) AS permille");
    for (index, words) in others.iter().enumerate() {
        let words = query.put_all(words);
        query.sql += &format!(
            ", (SELECT MAX(w.weight) FROM campaigns_word w WHERE w.campaign = b.campaign AND w.word IN ({words})) AS other_{index}"
        );
    }
    query.sql += &format!(
        " FROM (SELECT campaign, word, weight FROM campaigns_word WHERE word IN ({best}) \
         ORDER BY weight DESC, campaign LIMIT {CANDIDATES}) b \
         JOIN campaigns_campaign c ON c.id = b.campaign \
         LEFT JOIN campaigns_progress p ON p.campaign = b.campaign WHERE 1 = 1"
    );
    query.narrow(asked, now);
    let rows = db.all(&query.sql, query.values).await?;
    rows.iter().map(|row| candidate(row, others.len())).collect()
}

fn candidate(row: &QueryResult, others: usize) -> Result<Candidate, DbErr> {
    let weight = |column: &str| Ok::<_, DbErr>(get::<Option<i32>>(row, column)?.map_or(0, i64::from));
    Ok(Candidate {
        campaign: CampaignId(get(row, "campaign")?),
        deadline_at: get(row, "deadline_at")?,
        published_at: get(row, "published_at")?,
        permille: get(row, "permille")?,
        found_by: (get(row, "word")?, weight("weight")?),
        others: (0..others).map(|it| weight(&format!("other_{it}"))).collect::<Result<_, _>>()?,
    })
}

/// The campaign that most gifts were made to among those that take gifts at `now`.
pub(crate) async fn most_given_to(db: &impl Sql, now: Timestamp) -> Result<Option<CampaignId>, DbErr> {
    let sql = "SELECT p.campaign FROM campaigns_progress p JOIN campaigns_campaign c ON c.id = p.campaign \
               WHERE c.status = 'live' AND c.deadline_at > $1 AND p.gifts > 0 AND p.permille < 1000 \
               ORDER BY p.gifts DESC, p.campaign DESC LIMIT 1";
    let row = db.one(sql, vec![now.0.into()]).await?;
    row.map(|row| Ok(CampaignId(get(&row, "campaign")?))).transpose()
}

/// The addresses of what may be read at `now`, the newest first, at most `limit`.
pub(crate) async fn slugs(db: &impl Sql, now: Timestamp, limit: i64) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT slug FROM campaigns_campaign WHERE status IN ('live', 'closing', 'funded', 'failed', 'closed') \
               AND opens_at <= $1 ORDER BY published_at DESC, id DESC LIMIT $2";
    let rows = db.all(sql, vec![now.0.into(), limit.into()]).await?;
    rows.iter().map(|row| get(row, "slug")).collect()
}

/// `$1, $2`: the places of `many` values. For statements that name campaigns.
pub(crate) fn places(many: usize) -> String {
    word::places(1, many)
}

impl Listed {
    pub(crate) fn mark(self) -> Mark {
        Mark { key: self.key, campaign: self.campaign.0 }
    }
}
