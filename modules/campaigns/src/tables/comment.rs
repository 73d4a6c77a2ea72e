//! `campaigns_comment`: what people say under a campaign.

use super::{get, known, word::places};
use contracts::{CampaignId, Timestamp, UserId};
use kernel::db::Sql;
use sea_orm::{DbErr, QueryResult, Value};
use uuid::Uuid;

/// A comment.
#[derive(Clone, Debug)]
pub(crate) struct Comment {
    pub(crate) id: Uuid,
    pub(crate) campaign: CampaignId,
    pub(crate) author: UserId,
    /// What its author is called; `None` when their account was closed.
    pub(crate) author_name: Option<String>,
    /// By the campaign's team.
    pub(crate) from_team: bool,
    pub(crate) words: String,
    pub(crate) at: Timestamp,
    /// Why it is not shown, when it is not.
    pub(crate) hidden_reason: Option<String>,
    /// When its author took it back. Its words are gone then.
    pub(crate) taken_back_at: Option<Timestamp>,
    /// The comment that it answers, which answers none itself.
    pub(crate) answers: Option<Uuid>,
    /// Its author took the gift back that they gave when they wrote it or later, and gives nothing here now.
    pub(crate) turned_back: bool,
}

/// Whether the author of the comment `c` took a gift back since they wrote it, and gives nothing here now (rule R10). What
/// the team says has nothing to do with what they give.
pub(super) const TURNED_BACK: &str = "(c.from_team = 0 AND EXISTS (SELECT 1 FROM campaigns_member_gift g \
     WHERE g.campaign = c.campaign AND g.donor = c.author AND g.cancelled_at >= c.at) \
     AND NOT EXISTS (SELECT 1 FROM campaigns_member_gift g \
     WHERE g.campaign = c.campaign AND g.donor = c.author AND g.counts = 1))";

/// The beginning of every query for comments, which are called `c`.
fn select() -> String {
    format!(
        "SELECT c.*, CAST(CASE WHEN {TURNED_BACK} THEN 1 ELSE 0 END AS bigint) AS turned_back FROM campaigns_comment c"
    )
}

fn read(row: &QueryResult) -> Result<Comment, DbErr> {
    Ok(Comment {
        id: get(row, "id")?,
        campaign: CampaignId(get(row, "campaign")?),
        author: UserId(get(row, "author")?),
        author_name: known(get(row, "author_name")?),
        from_team: get::<i16>(row, "from_team")? != 0,
        words: get(row, "words")?,
        at: Timestamp(get(row, "at")?),
        hidden_reason: get(row, "hidden_reason")?,
        taken_back_at: get::<Option<i64>>(row, "taken_back_at")?.map(Timestamp),
        answers: get(row, "answers")?,
        turned_back: get::<i64>(row, "turned_back")? != 0,
    })
}

/// Keeps a comment; `false` when it is kept already.
pub(crate) async fn insert(db: &impl Sql, it: &Comment) -> Result<bool, DbErr> {
    let sql = "INSERT INTO campaigns_comment (id, campaign, author, author_name, from_team, words, at, \
               answers) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING";
    let values = vec![
        it.id.into(),
        it.campaign.0.into(),
        it.author.0.into(),
        it.author_name.as_deref().unwrap_or_default().into(),
        i16::from(it.from_team).into(),
        it.words.as_str().into(),
        it.at.0.into(),
        it.answers.into(),
    ];
    Ok(db.exec(sql, values).await? == 1)
}

/// One comment on `campaign`, shown or not.
pub(crate) async fn find(db: &impl Sql, campaign: CampaignId, id: Uuid) -> Result<Option<Comment>, DbErr> {
    let sql = format!("{} WHERE c.id = $1 AND c.campaign = $2", select());
    db.one(&sql, vec![id.into(), campaign.0.into()]).await?.as_ref().map(read).transpose()
}

/// Which of the comments on a campaign are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stretch {
    /// Those that were written last.
    Latest,
    /// Those just before this one.
    Before(Uuid),
    /// Those just after this one.
    After(Uuid),
}

/// At most `limit` comments on `campaign` that answer none, the oldest first; hidden ones too. None before or after a
/// comment that is not there.
pub(crate) async fn stretch(
    db: &impl Sql,
    campaign: CampaignId,
    which: Stretch,
    limit: i64,
) -> Result<Vec<Comment>, DbErr> {
    let (beyond, order, mark) = match which {
        Stretch::Latest => ("", "c.at DESC, c.id DESC", None),
        Stretch::Before(id) => (
            "AND (c.at, c.id) < (SELECT at, id FROM campaigns_comment WHERE id = $3)",
            "c.at DESC, c.id DESC",
            Some(id),
        ),
        Stretch::After(id) => (
            "AND (c.at, c.id) > (SELECT at, id FROM campaigns_comment WHERE id = $3)",
            "c.at, c.id",
            Some(id),
        ),
    };
    let sql = format!(
        "{} WHERE c.campaign = $1 AND c.answers IS NULL {beyond} ORDER BY {order} LIMIT $2",
        select()
    );
    let mut values: Vec<Value> = vec![campaign.0.into(), limit.into()];
    values.extend(mark.map(Value::from));
    let rows = db.all(&sql, values).await?;
    let mut found = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    if !matches!(which, Stretch::After(_)) {
        found.reverse();
    }
    Ok(found)
}

/// The first `most` answers to each of `questions`, the oldest first; hidden ones too.
pub(crate) async fn answers(db: &impl Sql, questions: &[Uuid], most: i64) -> Result<Vec<Comment>, DbErr> {
    if questions.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "{} JOIN (SELECT a.id, ROW_NUMBER() OVER (PARTITION BY a.answers ORDER BY a.at, a.id) AS place \
         FROM campaigns_comment a WHERE a.answers IN ({})) found ON found.id = c.id \
         WHERE found.place <= {most} ORDER BY c.at, c.id",
        select(),
        places(1, questions.len())
    );
    let values = questions.iter().map(|it| Value::from(*it)).collect();
    db.all(&sql, values).await?.iter().map(read).collect()
}

/// Those of `ids` that are shown.
pub(crate) async fn those_shown(db: &impl Sql, ids: &[Uuid]) -> Result<Vec<Comment>, DbErr> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "{} WHERE c.hidden_at IS NULL AND c.taken_back_at IS NULL AND NOT {TURNED_BACK} AND c.id IN ({})",
        select(),
        places(1, ids.len())
    );
    let values = ids.iter().map(|it| Value::from(*it)).collect();
    db.all(&sql, values).await?.iter().map(read).collect()
}

/// The last `limit` comments on `campaign`, the latest first, hidden ones too.
pub(crate) async fn of(db: &impl Sql, campaign: CampaignId, limit: i64) -> Result<Vec<Comment>, DbErr> {
    let sql = format!("{} WHERE c.campaign = $1 ORDER BY c.at DESC, c.id DESC LIMIT $2", select());
    db.all(&sql, vec![campaign.0.into(), limit.into()]).await?.iter().map(read).collect()
}

/// The last `limit` comments on `campaign` that are shown, the latest first.
pub(crate) async fn shown(db: &impl Sql, campaign: CampaignId, limit: i64) -> Result<Vec<Comment>, DbErr> {
    let sql = format!(
        "{} WHERE c.campaign = $1 AND c.hidden_at IS NULL AND c.taken_back_at IS NULL AND NOT {TURNED_BACK} \
         ORDER BY c.at DESC, c.id DESC LIMIT $2",
        select()
    );
    db.all(&sql, vec![campaign.0.into(), limit.into()]).await?.iter().map(read).collect()
}

/// How many comments `author` wrote since `since`, anywhere.
pub(crate) async fn written_since(db: &impl Sql, author: UserId, since: Timestamp) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) FROM campaigns_comment WHERE author = $1 AND at > $2";
    let row = db.one(sql, vec![author.0.into(), since.0.into()]).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// Takes a comment back with all it said; `false` when it was taken back before.
pub(crate) async fn take_back(db: &impl Sql, id: Uuid, at: Timestamp) -> Result<bool, DbErr> {
    let sql = "UPDATE campaigns_comment SET words = '', taken_back_at = $2 \
               WHERE id = $1 AND taken_back_at IS NULL";
    Ok(db.exec(sql, vec![id.into(), at.0.into()]).await? == 1)
}

/// Hides a comment; `false` when there is none, or it is hidden already.
pub(crate) async fn hide(
    db: &impl Sql,
    campaign: CampaignId,
    id: Uuid,
    by: UserId,
    reason: &str,
    at: Timestamp,
) -> Result<bool, DbErr> {
    let sql = "UPDATE campaigns_comment SET hidden_at = $3, hidden_by = $4, hidden_reason = $5 \
               WHERE id = $1 AND campaign = $2 AND hidden_at IS NULL";
    let values = vec![id.into(), campaign.0.into(), at.0.into(), by.0.into(), reason.into()];
    Ok(db.exec(sql, values).await? == 1)
}

/// Shows a comment again; `false` when there is none, or it is not hidden.
pub(crate) async fn show(db: &impl Sql, campaign: CampaignId, id: Uuid) -> Result<bool, DbErr> {
    let sql = "UPDATE campaigns_comment SET hidden_at = NULL, hidden_by = NULL, hidden_reason = NULL \
               WHERE id = $1 AND campaign = $2 AND hidden_at IS NOT NULL";
    Ok(db.exec(sql, vec![id.into(), campaign.0.into()]).await? == 1)
}

/// The `limit` comments on `campaign` that were hidden last and not taken back.
pub(crate) async fn hidden(db: &impl Sql, campaign: CampaignId, limit: i64) -> Result<Vec<Comment>, DbErr> {
    let sql = format!(
        "{} WHERE c.campaign = $1 AND c.hidden_at IS NOT NULL AND c.taken_back_at IS NULL \
         ORDER BY c.hidden_at DESC, c.id DESC LIMIT $2",
        select()
    );
    db.all(&sql, vec![campaign.0.into(), limit.into()]).await?.iter().map(read).collect()
}

/// Forgets what `author` is called, whose account was closed. What they said stays.
pub(crate) async fn forget(db: &impl Sql, author: UserId) -> Result<(), DbErr> {
    let sql = "UPDATE campaigns_comment SET author_name = '' WHERE author = $1";
    db.exec(sql, vec![author.0.into()]).await.map(drop)
}
