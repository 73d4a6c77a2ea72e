//! One file for each thing a person can do here. A command is one transaction.

mod cancel_pledge;
mod change_pledge;
mod confirm_gift;
mod decide_refund;
mod dedicate;
mod keep_longer;
mod make_pledge;
mod propose_refund;
mod replace_card;
mod reveal_address;
mod show_donor;
mod tell_delivery;

pub(crate) use self::{
    cancel_pledge::{CancelPledge, DonorCancels},
    change_pledge::ChangePledge,
    confirm_gift::{AskToConfirm, ConfirmGift},
    decide_refund::DecideRefund,
    dedicate::{DropDedication, say as say_dedication},
    keep_longer::KeepLonger,
    make_pledge::{MakePledge, check_gift},
    propose_refund::{
        AnswerRefund, DecideAlone, LargeRefund, ProposeRefund, REFUND, propose_what_a_bank_warns_of,
    },
    replace_card::{FollowCards, ReplaceCard},
    reveal_address::RevealAddress,
    show_donor::{HideAmount, ShowDonor},
    tell_delivery::{DropDelivery, TellDelivery},
};

use crate::{sealing::promised_now, tables::campaign::Campaign};
use contracts::Timestamp;
use kernel::Transaction;
use sea_orm::DbErr;
use std::time::Duration;

/// How long before the deadline a promise stands when its campaign needs it (rule R10).
const LAST_DAY: Duration = Duration::from_hours(24);

/// Whether taking `by_minor` off what is promised to `campaign` is too late at `at`: it is the last day, and the
/// campaign would fall below its goal.
async fn stands_on_the_last_day(
    tx: &Transaction,
    campaign: &Campaign,
    at: Timestamp,
    by_minor: i64,
) -> Result<bool, DbErr> {
    if by_minor <= 0 || at.after(LAST_DAY) < campaign.deadline_at {
        return Ok(false);
    }
    let promised = promised_now(tx, campaign.id).await?.map_or(0, |it| it.minor);
    Ok(promised >= campaign.goal.minor && promised - by_minor < campaign.goal.minor)
}
