//! What a campaign's page says besides what it asks for.

use super::get;
use contracts::CampaignId;
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
}

pub(crate) async fn of(db: &impl Sql, campaign: CampaignId) -> Result<Option<Aside>, DbErr> {
    let sql = "SELECT category, language, risks_markdown, faq, status, stopped_reason \
               FROM campaigns_campaign WHERE id = $1";
    let read = |row: QueryResult| {
        let faq: String = get(&row, "faq")?;
        Ok(Aside {
            category: get(&row, "category")?,
            language: get(&row, "language")?,
            risks: get(&row, "risks_markdown")?,
            questions: serde_json::from_str(&faq).map_err(|error| DbErr::Json(error.to_string()))?,
            status: super::status(&get::<String>(&row, "status")?)?,
            stopped_reason: get(&row, "stopped_reason")?,
        })
    };
    db.one(sql, vec![campaign.0.into()]).await?.map(read).transpose()
}
