use crate::error::PledgeError;
use kernel::HandleError;
use sea_orm::DbErr;

/// Why a plan could not be changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PlanError {
    #[error("There is no such plan.")]
    Unknown,
    #[error("This has ended already. Nothing more is charged for it.")]
    Over,
    #[error("That is not possible as it stands now. Nothing changed and nothing was charged.")]
    NotNow,
    #[error(transparent)]
    Refused(#[from] PledgeError),
    #[error(transparent)]
    Database(#[from] DbErr),
    #[error(transparent)]
    Broken(#[from] HandleError),
}
