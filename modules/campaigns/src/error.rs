use crate::{draft::Gap, transition::StepRefused};
use kernel::{
    proposal::FourEyesError,
    web::{self, Text},
};
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
    #[error("{}", .0.key)]
    Refused(Text),
    /// The day that was chosen is none that can be.
    #[error("{}", .0.key)]
    Day(Text),
    /// A second person is needed, or was there already.
    #[error(transparent)]
    FourEyes(#[from] FourEyesError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl CampaignError {
    /// What a person is told of it; nothing when it is no rule that stands in the way.
    pub(crate) fn text(&self) -> Option<Text> {
        Some(match self {
            Self::Step(StepRefused::NotFrom(status)) => {
                Text::of("refused-step").with("status", status.name())
            }
            Self::Step(StepRefused::NoReason) => Text::of("refused-no-reason"),
            Self::Gaps(_) => Text::of("refused-gaps"),
            Self::Changed => Text::of("refused-changed"),
            Self::SlugTaken => Text::of("refused-slug"),
            Self::Refused(text) | Self::Day(text) => text.clone(),
            Self::Unknown
            | Self::FourEyes(_)
            | Self::Database(_)
            | Self::Step(StepRefused::Unknown | StepRefused::Database(_)) => return None,
        })
    }
}

impl From<CampaignError> for web::Error {
    fn from(error: CampaignError) -> Self {
        if let Some(text) = error.text() {
            return Self::Refused(text);
        }
        match error {
            CampaignError::Database(error)
            | CampaignError::Step(StepRefused::Database(error))
            | CampaignError::FourEyes(FourEyesError::Db(error)) => Self::from(error),
            CampaignError::FourEyes(FourEyesError::Unreadable(error)) => Self::Internal(error.into()),
            CampaignError::FourEyes(error) => Self::Conflict(error.to_string()),
            _ => Self::NotFound,
        }
    }
}
