//! `campaigns_word`, `campaigns_term`, `campaigns_trigram`: the index that search reads.

use super::get;
use crate::search::words::trigrams;
use contracts::CampaignId;
use kernel::db::Sql;
use sea_orm::{DbErr, QueryResult, Value};
use std::collections::BTreeMap;

/// How many campaigns that have a word are told apart. More is "very many".
pub(crate) const MANY: i64 = 2_000;
/// Greater than every character: what begins with a word lies between it and it with this behind.
const END: char = char::MAX;

/// What of a campaign can be found.
pub(crate) struct Text {
    pub(crate) title: String,
    pub(crate) promise: String,
    pub(crate) story: String,
    pub(crate) organiser: String,
    pub(crate) place: String,
    pub(crate) category: String,
}

/// What `campaign` says.
pub(crate) async fn text_of(db: &impl Sql, campaign: CampaignId) -> Result<Option<Text>, DbErr> {
    let sql = "SELECT title, promise, story_markdown, organiser, place, category FROM campaigns_campaign WHERE id = $1";
    let read = |row: QueryResult| {
        Ok(Text {
            title: get(&row, "title")?,
            promise: get(&row, "promise")?,
            story: get(&row, "story_markdown")?,
            organiser: get(&row, "organiser")?,
            place: get(&row, "place")?,
            category: get(&row, "category")?,
        })
    };
    db.one(sql, vec![campaign.0.into()]).await?.map(read).transpose()
}

/// The words of `campaign` are these and no others.
pub(crate) async fn replace(
    db: &impl Sql,
    campaign: CampaignId,
    weights: &BTreeMap<String, i32>,
) -> Result<(), DbErr> {
    db.exec("DELETE FROM campaigns_word WHERE campaign = $1", vec![campaign.0.into()]).await?;
    if weights.is_empty() {
        return Ok(());
    }
    let values =
        weights.iter().flat_map(|(word, weight)| [campaign.0.into(), word.as_str().into(), (*weight).into()]);
    let sql =
        format!("INSERT INTO campaigns_word (campaign, word, weight) VALUES {}", tuples(weights.len(), 3));
    db.exec(&sql, values.collect()).await?;
    learn(db, weights.keys()).await
}

/// Keeps words that are new, and the runs of letters by which they are found when typed wrongly.
async fn learn<'a>(db: &impl Sql, words: impl ExactSizeIterator<Item = &'a String>) -> Result<(), DbErr> {
    let sql = format!(
        "INSERT INTO campaigns_term (word) VALUES {} ON CONFLICT (word) DO NOTHING RETURNING word",
        tuples(words.len(), 1)
    );
    let new = db.all(&sql, words.map(|it| it.as_str().into()).collect()).await?;
    let mut runs: Vec<Value> = Vec::new();
    for row in &new {
        let word: String = get(row, "word")?;
        runs.extend(trigrams(&word).into_iter().flat_map(|it| [it.into(), word.as_str().into()]));
    }
    for some in runs.chunks(4_000) {
        let sql = format!(
            "INSERT INTO campaigns_trigram (trigram, word) VALUES {} ON CONFLICT (trigram, word) DO NOTHING",
            tuples(some.len() / 2, 2)
        );
        db.exec(&sql, some.to_vec()).await?;
    }
    Ok(())
}

/// How many campaigns have one of `words`, up to [`MANY`].
pub(crate) async fn having(db: &impl Sql, words: &[String]) -> Result<i64, DbErr> {
    let sql = format!(
        "SELECT COUNT(*) FROM (SELECT 1 FROM campaigns_word WHERE word IN ({}) LIMIT {MANY}) found",
        places(1, words.len())
    );
    let row = db.one(&sql, words.iter().map(|it| it.as_str().into()).collect()).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// Which of `words` any campaign has or had.
pub(crate) async fn known(db: &impl Sql, words: &[String]) -> Result<Vec<String>, DbErr> {
    let sql =
        format!("SELECT word FROM campaigns_term WHERE word IN ({}) ORDER BY word", places(1, words.len()));
    read_words(&db.all(&sql, words.iter().map(|it| it.as_str().into()).collect()).await?)
}

/// The first `limit` words that begin with `start` and go on.
pub(crate) async fn beginning(db: &impl Sql, start: &str, limit: i64) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT word FROM campaigns_term WHERE word > $1 AND word < $2 ORDER BY word LIMIT $3";
    let values = vec![start.into(), format!("{start}{END}").into(), limit.into()];
    read_words(&db.all(sql, values).await?)
}

/// The `limit` words that share the most runs of letters with `word`.
pub(crate) async fn alike(db: &impl Sql, word: &str, limit: i64) -> Result<Vec<String>, DbErr> {
    let runs = trigrams(word);
    let sql = format!(
        "SELECT word FROM campaigns_trigram WHERE trigram IN ({}) GROUP BY word ORDER BY COUNT(*) DESC, word LIMIT {limit}",
        places(1, runs.len())
    );
    read_words(&db.all(&sql, runs.into_iter().map(Value::from).collect()).await?)
}

fn read_words(rows: &[QueryResult]) -> Result<Vec<String>, DbErr> {
    rows.iter().map(|row| get(row, "word")).collect()
}

/// `$3, $4, $5`: `many` places from the `first`.
pub(crate) fn places(first: usize, many: usize) -> String {
    (first..first + many).map(|it| format!("${it}")).collect::<Vec<_>>().join(", ")
}

/// `($1, $2), ($3, $4)`: the places of `rows` rows of `columns` values.
fn tuples(rows: usize, columns: usize) -> String {
    let row = |it: usize| format!("({})", places(it * columns + 1, columns));
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}
