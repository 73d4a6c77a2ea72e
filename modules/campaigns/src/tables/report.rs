//! `campaigns_report`: reports that a campaign, or a comment on it, is not what it should be.

use super::get;
use contracts::{CampaignId, PersonId, ReportId, Timestamp, UserId, campaigns::ReportOutcome};
use kernel::{db::Sql, web::Queued};
use sea_orm::{DbErr, QueryResult};
use uuid::Uuid;

/// A report and what was decided about it.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    pub(crate) id: ReportId,
    pub(crate) campaign: CampaignId,
    /// The comment on it that it is about, when it is not about the campaign.
    pub(crate) comment: Option<Uuid>,
    /// One of the reasons of the form.
    pub(crate) reason: String,
    pub(crate) words: String,
    pub(crate) person: PersonId,
    pub(crate) received_at: Timestamp,
    pub(crate) decided: Option<Decided>,
}

/// A decision.
#[derive(Clone, Debug)]
pub(crate) struct Decided {
    pub(crate) at: Timestamp,
    pub(crate) by: UserId,
    pub(crate) outcome: ReportOutcome,
    pub(crate) to_reporter: String,
    pub(crate) to_creator: Option<String>,
}

/// The name an outcome is stored under.
pub(crate) const fn name_of(outcome: ReportOutcome) -> &'static str {
    match outcome {
        ReportOutcome::Kept => "kept",
        ReportOutcome::Warned => "warned",
        ReportOutcome::Suspended => "suspended",
        ReportOutcome::Cancelled => "cancelled",
    }
}

/// The outcome stored under `name`.
pub(crate) fn outcome(name: &str) -> Option<ReportOutcome> {
    use ReportOutcome as O;
    [O::Kept, O::Warned, O::Suspended, O::Cancelled].into_iter().find(|it| name_of(*it) == name)
}

fn read(row: &QueryResult) -> Result<Report, DbErr> {
    let decided = match get::<Option<i64>>(row, "decided_at")? {
        Some(at) => Some(Decided {
            at: Timestamp(at),
            by: UserId(get(row, "decided_by")?),
            outcome: outcome(&get::<String>(row, "outcome")?)
                .ok_or_else(|| DbErr::Type("no such outcome".to_owned()))?,
            to_reporter: get(row, "to_reporter")?,
            to_creator: get(row, "to_creator")?,
        }),
        None => None,
    };
    Ok(Report {
        id: ReportId(get(row, "id")?),
        campaign: CampaignId(get(row, "campaign")?),
        comment: get(row, "comment")?,
        reason: get(row, "reason")?,
        words: get(row, "words")?,
        person: PersonId(get(row, "person")?),
        received_at: Timestamp(get(row, "received_at")?),
        decided,
    })
}

/// Keeps a report; `false` when it is kept already.
pub(crate) async fn insert(db: &impl Sql, it: &Report) -> Result<bool, DbErr> {
    let sql = "INSERT INTO campaigns_report (id, campaign, reason, words, person, received_at, comment) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
    let values = vec![
        it.id.0.into(),
        it.campaign.0.into(),
        it.reason.as_str().into(),
        it.words.as_str().into(),
        it.person.0.into(),
        it.received_at.0.into(),
        it.comment.into(),
    ];
    Ok(db.exec(sql, values).await? == 1)
}

pub(crate) async fn find(db: &impl Sql, id: ReportId) -> Result<Option<Report>, DbErr> {
    let row = db.one("SELECT * FROM campaigns_report WHERE id = $1", vec![id.0.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// The reports nobody has decided on, the oldest first.
pub(crate) async fn open(db: &impl Sql) -> Result<Vec<Report>, DbErr> {
    let sql = "SELECT * FROM campaigns_report WHERE decided_at IS NULL ORDER BY received_at, id LIMIT 200";
    db.all(sql, vec![]).await?.iter().map(read).collect()
}

/// How many reports nobody has decided on.
pub(crate) async fn waiting(db: &impl Sql) -> Result<Queued, DbErr> {
    Queued::count(db, "SELECT 1 AS one FROM campaigns_report WHERE decided_at IS NULL", vec![]).await
}

/// How many reports of `campaign` nobody has decided on.
pub(crate) async fn open_of(db: &impl Sql, campaign: CampaignId) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) FROM campaigns_report WHERE campaign = $1 AND decided_at IS NULL";
    let row = db.one(sql, vec![campaign.0.into()]).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// Notes a decision; `false` when one was made before.
pub(crate) async fn decide(db: &impl Sql, id: ReportId, it: &Decided) -> Result<bool, DbErr> {
    let sql = "UPDATE campaigns_report SET decided_at = $2, decided_by = $3, outcome = $4, to_reporter = $5, \
               to_creator = $6 WHERE id = $1 AND decided_at IS NULL";
    let values = vec![
        id.0.into(),
        it.at.0.into(),
        it.by.0.into(),
        name_of(it.outcome).into(),
        it.to_reporter.as_str().into(),
        it.to_creator.clone().into(),
    ];
    Ok(db.exec(sql, values).await? == 1)
}
