use crate::{draft::Gap, transition::StepRefused};
use kernel::web;
use sea_orm::DbErr;

/// Why something could not be done with a campaign. One variant for each thing a person can be told.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CampaignError {
    #[error("There is no such campaign.")]
    Unknown,
    #[error(transparent)]
    Step(#[from] StepRefused),
    /// What is wrong with what was written, field by field.
    #[error("Something is missing or wrong.")]
    Gaps(Vec<Gap>),
    #[error(
        "This was changed in another window since you opened this page. What you typed is below; save it again to keep it."
    )]
    Changed,
    #[error("Another campaign has this address already. Choose another one.")]
    SlugTaken,
    #[error("{0}")]
    Refused(String),
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl From<CampaignError> for web::Error {
    fn from(error: CampaignError) -> Self {
        match error {
            CampaignError::Unknown | CampaignError::Step(StepRefused::Unknown) => Self::NotFound,
            CampaignError::Database(error) | CampaignError::Step(StepRefused::Database(error)) => {
                Self::from(error)
            }
            other => Self::Conflict(other.to_string()),
        }
    }
}
