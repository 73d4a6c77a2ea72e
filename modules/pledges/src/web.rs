//! The pages of this module and who may ask for them.

mod add_ons;
mod address;
mod attack;
mod backoffice;
mod batches;
mod cancel;
mod card;
mod change;
mod clocks;
mod delivery;
mod form;
mod give;
mod given_back;
mod hold;
mod large_refund;
mod limits;
mod matching;
mod mine;
mod offline;
mod plan;
mod pledge;
mod problems;
mod raise;
mod receipt;
mod rehearsal;
mod table;
mod told;

use crate::{
    attack::Watch,
    batch::BatchError,
    commands::REFUND,
    error::{CancelError, ChangeError, RefundError},
    offline::{OfflineError, State, in_state},
    settlement::FixError,
    tables::refund_limit::REFUND_LIMIT,
};
use axum::{
    Extension,
    routing::{MethodRouter, get, post},
};
use kernel::{
    Context,
    proposal::{FourEyesError, Proposal},
    web::{Action, Error, Role, Routes, Tab, Text},
};
use std::sync::Arc;

pub(crate) const TEMPLATES: &[(&str, &str)] = &[
    ("pledges/_add_ons.html", include_str!("../templates/pledges/_add_ons.html")),
    ("pledges/give.html", include_str!("../templates/pledges/give.html")),
    ("pledges/ended.html", include_str!("../templates/pledges/ended.html")),
    ("pledges/sent_before.html", include_str!("../templates/pledges/sent_before.html")),
    ("pledges/opening.html", include_str!("../templates/pledges/opening.html")),
    ("pledges/mine.html", include_str!("../templates/pledges/mine.html")),
    ("pledges/confirm.html", include_str!("../templates/pledges/confirm.html")),
    ("pledges/confirm_ended.html", include_str!("../templates/pledges/confirm_ended.html")),
    ("pledges/confirm_sent.html", include_str!("../templates/pledges/confirm_sent.html")),
    ("pledges/cancel.html", include_str!("../templates/pledges/cancel.html")),
    ("pledges/change.html", include_str!("../templates/pledges/change.html")),
    ("pledges/delivery.html", include_str!("../templates/pledges/delivery.html")),
    ("pledges/plan.html", include_str!("../templates/pledges/plan.html")),
    ("pledges/raise.html", include_str!("../templates/pledges/raise.html")),
    ("pledges/receipt.html", include_str!("../templates/pledges/receipt.html")),
    ("pledges/receipts.html", include_str!("../templates/pledges/receipts.html")),
    ("pledges/given_back.html", include_str!("../templates/pledges/given_back.html")),
    ("pledges/rehearsal.html", include_str!("../templates/pledges/rehearsal.html")),
    ("pledges/show.html", include_str!("../templates/pledges/show.html")),
    ("pledges/desk_index.html", include_str!("../templates/pledges/desk_index.html")),
    ("pledges/desk_matching.html", include_str!("../templates/pledges/desk_matching.html")),
    ("pledges/desk_attack.html", include_str!("../templates/pledges/desk_attack.html")),
    ("pledges/desk_batches.html", include_str!("../templates/pledges/desk_batches.html")),
    ("pledges/desk_batch.html", include_str!("../templates/pledges/desk_batch.html")),
    ("pledges/desk_offline.html", include_str!("../templates/pledges/desk_offline.html")),
    ("pledges/desk_show.html", include_str!("../templates/pledges/desk_show.html")),
];

pub(crate) fn routes(watch: &Arc<Watch>) -> Routes {
    let watched = |handlers: MethodRouter<Context>| handlers.layer(Extension(watch.clone()));
    Routes::default()
        .anyone("/c/{slug}/give", get(give::new))
        .anyone("/c/{slug}/pledges", watched(post(give::create)))
        .anyone("/c/{slug}/confirm", get(give::confirm::sent))
        .anyone("/c/{slug}/confirm/{secret}", get(give::confirm::ask).post(give::confirm::confirm))
        .anyone("/p/{pledge}", get(pledge::show))
        .anyone("/p/{pledge}/receipt", get(receipt::show))
        .anyone("/p/{pledge}/pay", get(pledge::pay))
        .signed_in("/dashboard/campaigns/{campaign}/refunds", get(given_back::index))
        .signed_in("/dashboard/campaigns/{campaign}/rehearsal", get(rehearsal::own))
        .roles("/backoffice/campaigns/{campaign}/rehearsal", Role::STAFF, get(rehearsal::any))
        .signed_in("/me/pledges", get(mine::index))
        .signed_in("/me/receipts", get(receipt::index))
        .signed_in("/me/receipts.csv", get(receipt::of_year))
        .signed_in("/me/gifts", get(mine::moved))
        .anyone("/p/{pledge}/cancel", get(cancel::ask))
        .anyone("/p/{pledge}/cancellation", post(cancel::cancel))
        .anyone("/p/{pledge}/change", get(change::edit).post(change::update))
        .anyone("/p/{pledge}/card", get(card::wait).post(card::ask))
        .anyone("/p/{pledge}/dedication", post(change::drop_dedication))
        .anyone("/p/{pledge}/delivery", get(delivery::edit).post(delivery::update))
        .anyone("/p/{pledge}/hold", post(hold::longer))
        .anyone("/p/{pledge}/name", post(change::show_donor))
        .anyone("/p/{pledge}/payment", post(pledge::fix))
        .anyone("/plans/{plan}", get(plan::show))
        .anyone("/plans/{plan}/amount", get(raise::ask).post(plan::amount))
        .anyone("/plans/{plan}/card", post(plan::card))
        .anyone("/plans/{plan}/skip", post(plan::skip))
        .anyone("/plans/{plan}/pause", post(plan::pause))
        .anyone("/plans/{plan}/resume", post(plan::resume))
        .anyone("/plans/{plan}/end", post(plan::end))
        .anyone("/plans/{plan}/payment", watched(post(plan::pay)))
        .allowed("/backoffice/plans/{plan}/end", Action::SeeOwnGifts, post(backoffice::end_plan))
        .allowed("/backoffice/pledges", Action::LookUpGifts, get(backoffice::index))
        .allowed("/backoffice/pledges/{pledge}", Action::LookUpGifts, get(backoffice::show))
        .allowed("/backoffice/pledges/{pledge}/address", Action::SeeGiverAddresses, post(backoffice::reveal))
        .allowed("/backoffice/pledges/{pledge}/refund", Action::GiveBackWithinLimit, post(backoffice::refund))
        .allowed(
            "/backoffice/pledges/{pledge}/refund/{proposal}",
            Action::ApproveMoney,
            post(large_refund::answer),
        )
        .allowed("/backoffice/attack", Action::ResistAttacks, get(attack::index).post(attack::begin))
        .allowed("/backoffice/attack/end", Action::ResistAttacks, post(attack::end))
        .allowed("/backoffice/limits", Action::GrantRoles, limits::REFUNDS.index())
        .allowed("/backoffice/limits/proposal", Action::GrantRoles, limits::REFUNDS.propose())
        .allowed("/backoffice/limits/{proposal}/decision", Action::GrantRoles, limits::REFUNDS.decide())
        .allowed("/backoffice/matching", Action::AnswerForMoney, get(matching::index).post(matching::create))
        .allowed("/backoffice/matching/{pool}/end", Action::AnswerForMoney, post(matching::end))
        .allowed("/backoffice/batches", Action::AnswerForMoney, get(batches::index))
        .allowed(
            "/backoffice/batches/{batch}",
            Action::AnswerForMoney,
            get(batches::show).post(batches::turn),
        )
        .allowed("/backoffice/batches/{batch}/leftovers.csv", Action::AnswerForMoney, get(batches::leftovers))
        .allowed("/backoffice/offline", Action::WriteDownGifts, get(offline::index).post(offline::enter))
        .allowed("/backoffice/offline/import", Action::WriteDownGifts, post(offline::import))
        .allowed("/backoffice/offline/{gift}/decision", Action::WriteDownGifts, post(offline::decide))
        .allowed("/backoffice/offline/{gift}/refund", Action::AnswerForMoney, post(offline::refund))
        .allowed("/backoffice/offline/{gift}/task", Action::AnswerForMoney, post(offline::take_on))
        .allowed("/backoffice/offline/{gift}/handed-back", Action::AnswerForMoney, post(offline::handed_back))
}

pub(crate) fn tabs() -> Vec<Tab> {
    vec![
        Tab::allowed("Pledges", "/backoffice/pledges", Action::LookUpGifts)
            .queue("Refunds that wait for a second person", |ctx| {
                Box::pin(async move { Proposal::waiting(&ctx, REFUND).await })
            }),
        Tab::allowed("Refunds for all", "/backoffice/batches", Action::AnswerForMoney),
        Tab::allowed("Offline gifts", "/backoffice/offline", Action::WriteDownGifts)
            .queue("Offline gifts to confirm", |ctx| {
                Box::pin(async move { in_state(ctx.db.read(), State::Entered).await })
            })
            .queue("Offline gifts to hand back", |ctx| {
                Box::pin(async move { in_state(ctx.db.read(), State::RefundDue).await })
            }),
        Tab::allowed("Matching gifts", "/backoffice/matching", Action::AnswerForMoney),
        Tab::allowed("Card testing", "/backoffice/attack", Action::ResistAttacks),
        Tab::allowed("Limits", "/backoffice/limits", Action::GrantRoles).queue("Limits to agree to", |ctx| {
            Box::pin(async move { Proposal::waiting(&ctx, REFUND_LIMIT.action).await })
        }),
    ]
}

impl From<CancelError> for Error {
    fn from(error: CancelError) -> Self {
        match error {
            CancelError::Unknown => Self::NotFound,
            CancelError::Paid => Self::Refused(Text::of("refused-cancel-paid")),
            CancelError::WithBank => Self::Refused(Text::of("refused-cancel-bank")),
            CancelError::OfPlan => Self::Refused(Text::of("refused-cancel-plan")),
            CancelError::Ended => Self::Refused(Text::of("refused-cancel-ended")),
            CancelError::LastDay => Self::Refused(Text::of("refused-cancel-last-day")),
            CancelError::Database(error) => error.into(),
            CancelError::Broken(error) => Self::Internal(error.into()),
        }
    }
}

impl From<ChangeError> for Error {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Unknown => Self::NotFound,
            ChangeError::NotNow => Self::Refused(Text::of("refused-change-not-now")),
            ChangeError::Ended => Self::Refused(Text::of("refused-change-ended")),
            ChangeError::LastDay => Self::Refused(Text::of("refused-change-last-day")),
            ChangeError::Refused(error) => problems::refused(&error),
            ChangeError::Database(error) => error.into(),
            ChangeError::Broken(error) => Self::Internal(error.into()),
        }
    }
}

impl From<FixError> for Error {
    fn from(error: FixError) -> Self {
        match error {
            FixError::NothingToPay => Self::Refused(Text::of("refused-fix")),
            FixError::Suspended => Self::Refused(Text::of("told-repair-suspended")),
            FixError::Database(error) => error.into(),
            FixError::Broken(error) => Self::Internal(error.into()),
        }
    }
}

impl From<RefundError> for Error {
    fn from(error: RefundError) -> Self {
        match error {
            RefundError::Unknown => Self::NotFound,
            RefundError::Database(error) | RefundError::FourEyes(FourEyesError::Db(error)) => error.into(),
            RefundError::FourEyes(FourEyesError::Unreadable(error)) => Self::Internal(error.into()),
            RefundError::Refused(_) | RefundError::NotNow | RefundError::FourEyes(_) => {
                Self::Conflict(error.to_string())
            }
            RefundError::Broken(error) => Self::Internal(error.into()),
        }
    }
}

impl From<OfflineError> for Error {
    fn from(error: OfflineError) -> Self {
        match error {
            OfflineError::Unknown => Self::NotFound,
            OfflineError::OwnEntry | OfflineError::Decided => Self::Conflict(error.to_string()),
            OfflineError::Database(error) => error.into(),
        }
    }
}

impl From<BatchError> for Error {
    fn from(error: BatchError) -> Self {
        match error {
            BatchError::NotNow => Self::Conflict(error.to_string()),
            BatchError::Database(error) => error.into(),
        }
    }
}
