use contracts::{Money, RewardId};
use kernel::HandleError;
use sea_orm::DbErr;

/// Why a pledge could not be made. One variant for each thing a donor can be told.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PledgeError {
    #[error("There is no such campaign.")]
    UnknownCampaign,
    #[error("This campaign has ended. Nothing was charged.")]
    CampaignEnded,
    #[error("This campaign takes no gifts. Nothing was charged.")]
    CampaignStopped,
    #[error("The least that can be given to this campaign is {}.", .0.format("en"))]
    BelowMinimum(Money),
    #[error("The most that can be charged at once is {}, with tip and fee. Give a smaller amount.", .0.format("en"))]
    AboveMaximum(Money),
    #[error("Cards cannot be charged exactly {}: the last digit must be 0.", .0.format_exact("en"))]
    NotChargeable(Money),
    #[error("This campaign collects another currency.")]
    OtherCurrency,
    #[error("This campaign does not offer that reward. Choose another one, or none.")]
    UnknownReward,
    #[error("This reward is for gifts of {} or more. Give more, or choose another reward.", .0.format("en"))]
    RewardNeedsMore(Money),
    #[error("This reward is gone: somebody else took the last one. Choose another one, or none.")]
    SoldOut,
    #[error("This campaign does not offer that add-on.")]
    UnknownAddOn,
    #[error("“{title}” cannot be taken like that: {why:?}")]
    AddOn { id: RewardId, title: String, why: AddOnRefused },
    #[error("What was chosen comes to {}. Give that or more.", .0.format("en"))]
    AddOnsNeedMore(Money),
    #[error("Add-ons go with a single gift.")]
    AddOnsOnce,
    #[error("This campaign takes single gifts only. Choose to give once.")]
    NotAgain,
    #[error("This form was sent before with other content.")]
    SentBefore,
    #[error(transparent)]
    Database(#[from] DbErr),
    #[error(transparent)]
    Broken(#[from] HandleError),
}

/// Why an add-on could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AddOnRefused {
    /// It does not go with the reward that was chosen, or none was.
    OtherReward,
    /// One pledge takes at least one and at most so many.
    Most(i64),
    /// There are fewer left than are asked for.
    Gone,
}

/// Why a gift could not be confirmed by the link that was mailed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfirmError {
    #[error("This link has ended.")]
    Ended,
    #[error(transparent)]
    Refused(#[from] PledgeError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Why a pledge could not be cancelled by whoever made it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CancelError {
    #[error("There is no such pledge.")]
    Unknown,
    #[error("This pledge is paid already. Ask for a refund instead.")]
    Paid,
    #[error(
        "Your bank is being asked for the money, and nobody can stop it. Once it is here you can have it back."
    )]
    WithBank,
    #[error(
        "This gift follows by itself. Stop it on the page of your gifts to this campaign; the mail about it leads there."
    )]
    OfPlan,
    #[error(
        "This campaign has ended, so the pledge stands. Nothing changed. Write to us if something is wrong."
    )]
    Ended,
    #[error(
        "On its last day a campaign that has reached its goal keeps what it needs for it, so the pledge stands. Nothing changed."
    )]
    LastDay,
    #[error(transparent)]
    Database(#[from] DbErr),
    #[error(transparent)]
    Broken(#[from] HandleError),
}

/// Why a pledge could not be changed by whoever made it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangeError {
    #[error("There is no such pledge.")]
    Unknown,
    #[error("This pledge cannot be changed any more. Nothing changed and nothing was charged.")]
    NotNow,
    #[error("This campaign has ended, so the pledge stands as it is. Nothing changed.")]
    Ended,
    #[error(
        "On its last day a campaign that has reached its goal keeps what it needs for it, so the pledge cannot be lowered. Nothing changed."
    )]
    LastDay,
    #[error(transparent)]
    Refused(#[from] PledgeError),
    #[error(transparent)]
    Database(#[from] DbErr),
    #[error(transparent)]
    Broken(#[from] HandleError),
}

/// Why money could not be sent back.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RefundError {
    #[error("There is no such pledge.")]
    Unknown,
    #[error(transparent)]
    Refused(#[from] crate::pledge::RefundRefused),
    #[error("This pledge is on its way back already, or a person must look at it first.")]
    NotNow,
    #[error(transparent)]
    FourEyes(#[from] kernel::proposal::FourEyesError),
    #[error(transparent)]
    Database(#[from] DbErr),
    #[error(transparent)]
    Broken(#[from] HandleError),
}
