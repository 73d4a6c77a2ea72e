//! What a campaign's page says besides what it asks for.

use super::{extension::Extension, get};
use contracts::{CampaignId, Timestamp};
use kernel::db::Sql;
use sea_orm::{DbErr, QueryResult};
use serde::Deserialize;

/// A question that is often asked, and its answer in plain text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Asked {
    pub(crate) question: String,
    pub(crate) answer: String,
}

/// Risks, questions, kind, language, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Aside {
    pub(crate) category: String,
    pub(crate) language: String,
    /// Markdown; may be empty.
    pub(crate) risks: String,
    pub(crate) questions: Vec<Asked>,
    pub(crate) status: crate::lifecycle::Status,
    pub(crate) stopped_reason: Option<String>,
    /// That it has more time than was said.
    pub(crate) extended: Option<Extension>,
    pub(crate) ran: Ran,
}

/// What whoever runs it has run here, by their account and the name they go by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ran {
    /// How many campaigns, with this one.
    pub(crate) campaigns: i64,
    /// When the first of them began.
    pub(crate) since: Option<Timestamp>,
    /// When this one was approved.
    pub(crate) reviewed_at: Option<Timestamp>,
}

pub(crate) async fn of(db: &impl Sql, campaign: CampaignId) -> Result<Option<Aside>, DbErr> {
    let sql = "SELECT c.category, c.language, c.risks_markdown, c.faq, c.status, c.stopped_reason, \
               e.before_at, e.reason AS extended_why, \
               (SELECT COUNT(*) FROM campaigns_campaign o WHERE o.creator = c.creator \
               AND o.organiser = c.organiser) AS ran, \
               (SELECT MIN(o.published_at) FROM campaigns_campaign o WHERE o.creator = c.creator \
               AND o.organiser = c.organiser) AS since, \
               (SELECT MAX(t.at) FROM campaigns_transition t WHERE t.campaign = c.id \
               AND t.to_status = 'approved') AS reviewed_at \
               FROM campaigns_campaign c LEFT JOIN campaigns_extension e ON e.campaign = c.id WHERE c.id = $1";
    let read = |row: QueryResult| {
        let faq: String = get(&row, "faq")?;
        let extended =
            match (get::<Option<i64>>(&row, "before_at")?, get::<Option<String>>(&row, "extended_why")?) {
                (Some(before), Some(reason)) => Some(Extension { before: Timestamp(before), reason }),
                _ => None,
            };
        Ok(Aside {
            category: get(&row, "category")?,
            language: get(&row, "language")?,
            risks: get(&row, "risks_markdown")?,
            questions: serde_json::from_str(&faq).map_err(|error| DbErr::Json(error.to_string()))?,
            status: super::status(&get::<String>(&row, "status")?)?,
            stopped_reason: get(&row, "stopped_reason")?,
            extended,
            ran: Ran {
                campaigns: get(&row, "ran")?,
                since: get::<Option<i64>>(&row, "since")?.map(Timestamp),
                reviewed_at: get::<Option<i64>>(&row, "reviewed_at")?.map(Timestamp),
            },
        })
    };
    db.one(sql, vec![campaign.0.into()]).await?.map(read).transpose()
}
