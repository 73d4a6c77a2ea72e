//! Pledges: what donors promise to campaigns, and what becomes of each promise.
//!
//! See `README.md` for the messages, the tables and the rules of this module.

mod across;
mod add_ons;
mod attack;
mod batch;
mod card;
mod checks;
mod commands;
mod confirmation;
mod error;
mod matching;
mod offline;
mod outage;
mod pace;
mod plan;
mod pledge;
mod pricing;
mod queries;
mod record;
mod reference;
mod referral;
mod rehearsal;
mod saga;
mod sealed;
mod sealing;
mod settlement;
mod subscribers;
mod tables;
mod web;

pub use across::{collected, counted, decided_refunds};

use contracts::{
    campaigns::{
        CampaignCancelled, CampaignEdited, CampaignFailed, CampaignPublished, CampaignRestored,
        CampaignSucceeded, CampaignSuspended, DeadlineExtended, FundingEnded, RewardNotSent, RewardPublished,
        RewardSent,
    },
    payments::{
        AuthenticationStarted, CardKept, CardPageOpened, CardReplaced, CardSaved, CheckoutClosed,
        CheckoutOpened, DisputeClosed, DisputeOpened, FraudWarned, PaymentCollected, PaymentDeclined,
        PaymentFailed, PaymentProcessing, PayoutTermOver, RefundFailed, RefundSubmitted, RefundSucceeded,
    },
    pledges::{PledgeActivated, PledgeLapsed, PledgeReduced, PledgeSettled},
    users::{AccountClosed, AddressVerified, PreferencesChanged, UserRegistered},
};
use kernel::{Jobs, Module, Reactor, Subscription};
use pace::Pace;
use std::{num::NonZeroU32, sync::Arc};
use subscribers::{
    campaigns::{KeepCampaigns, KeepSent},
    declines::WatchDeclines,
    payments::FollowPayments,
    people::{AdoptGifts, KeepMembers, UnnameDonors},
};

/// The module, ready to be mounted. Charges and refunds of a whole campaign are asked for `calls_per_second` times a
/// second: as often as payments may call the provider.
pub fn module(calls_per_second: NonZeroU32) -> Module {
    let pace = Pace::of(calls_per_second);
    let watch = Arc::new(attack::Watch::default());
    Module {
        routes: web::routes(&watch),
        templates: web::TEMPLATES,
        texts: kernel::texts!("pledges"),
        subscriptions: subscriptions(watch, pace),
        sagas: vec![Arc::new(saga::Sagas::default())],
        jobs: Jobs::default()
            .on::<batch::WorkThrough>(batch::Worker(pace))
            .on::<card::TellOfExpiry>(card::Expiry)
            .on::<confirmation::EndConfirmation>(confirmation::Ender)
            .on::<sealing::SealPledges>(sealing::Sealing)
            .on::<plan::GiveUp>(plan::Renewer)
            .on::<plan::Remind>(plan::Renewer)
            .on::<plan::Renew>(plan::Renewer)
            .on::<plan::Retry>(plan::Renewer)
            .on::<plan::WindUp>(plan::WindUps)
            .on::<settlement::ChargeWave>(settlement::Wave(pace))
            .on::<settlement::Repair>(settlement::Repairer),
        checks: checks::all(),
        tabs: web::tabs(),
        ..Module::named("pledges")
    }
}

fn subscriptions(watch: Arc<attack::Watch>, pace: Pace) -> Vec<Subscription> {
    vec![
        Reactor::named("keep_campaigns")
            .on::<CampaignPublished>(KeepCampaigns)
            .on::<RewardPublished>(KeepCampaigns)
            .on::<CampaignEdited>(KeepCampaigns)
            .on::<CampaignSuspended>(KeepCampaigns)
            .on::<CampaignRestored>(KeepCampaigns)
            .on::<CampaignCancelled>(KeepCampaigns)
            // After the new deadline is known: both are said of one campaign, in this order.
            .on::<DeadlineExtended>(card::Expiry)
            .build(),
        Reactor::named("keep_sent").on::<RewardSent>(KeepSent).on::<RewardNotSent>(KeepSent).build(),
        // Of its own: a subscription that is new hears of all campaigns there ever were.
        Reactor::named("keep_owners").on::<CampaignPublished>(rehearsal::KeepOwners).build(),
        Reactor::named("adopt_gifts").on::<AddressVerified>(AdoptGifts).build(),
        Reactor::named("keep_members")
            .on::<UserRegistered>(KeepMembers)
            .on::<PreferencesChanged>(KeepMembers)
            .on::<AddressVerified>(KeepMembers)
            .on::<AccountClosed>(KeepMembers)
            .build(),
        Reactor::named("unname_donors").on::<AccountClosed>(UnnameDonors).build(),
        Reactor::named("follow_payments")
            .on::<CheckoutOpened>(FollowPayments)
            .on::<CheckoutClosed>(FollowPayments)
            .on::<AuthenticationStarted>(FollowPayments)
            .on::<CardSaved>(FollowPayments)
            .on::<PaymentCollected>(FollowPayments)
            .on::<PaymentProcessing>(FollowPayments)
            .on::<PaymentDeclined>(FollowPayments)
            .on::<PaymentFailed>(FollowPayments)
            .on::<RefundSubmitted>(FollowPayments)
            .on::<RefundSucceeded>(FollowPayments)
            .on::<RefundFailed>(FollowPayments)
            .on::<DisputeOpened>(FollowPayments)
            .on::<DisputeClosed>(FollowPayments)
            .on::<FraudWarned>(FollowPayments)
            .build(),
        Reactor::named("watch_declines").on::<PaymentDeclined>(WatchDeclines(watch)).build(),
        Reactor::named("seal")
            .on::<FundingEnded>(sealing::Sealing)
            .on::<CampaignFailed>(sealing::Sealing)
            .build(),
        Reactor::named("charge_wave").on::<CampaignSucceeded>(settlement::Wave(pace)).build(),
        Reactor::named("follow_charges")
            .on::<CheckoutOpened>(settlement::FollowCharges)
            .on::<PaymentCollected>(settlement::FollowCharges)
            .on::<PaymentFailed>(settlement::FollowCharges)
            .build(),
        Reactor::named("follow_plans")
            .on::<PledgeActivated>(plan::FollowPlans)
            .on::<PledgeLapsed>(plan::FollowPlans)
            .on::<CheckoutClosed>(plan::FollowPlans)
            .on::<PaymentCollected>(plan::FollowPlans)
            .on::<DisputeOpened>(plan::FollowPlans)
            .build(),
        Reactor::named("follow_cards")
            .on::<CardPageOpened>(commands::FollowCards)
            .on::<CardReplaced>(commands::FollowCards)
            .on::<CardKept>(card::Expiry)
            .build(),
        Reactor::named("wind_up_plans")
            .on::<CampaignCancelled>(plan::WindUps)
            .on::<FundingEnded>(plan::WindUps)
            .on::<AccountClosed>(plan::WindUps)
            .build(),
        Reactor::named("refund_cancelled").on::<CampaignCancelled>(batch::RefundCancelled).build(),
        Reactor::named("refund_latecomers").on::<PledgeActivated>(batch::RefundCancelled).build(),
        Reactor::named("refund_unclaimed").on::<PayoutTermOver>(batch::RefundCancelled).build(),
        Reactor::named("follow_batches")
            .on::<RefundSucceeded>(batch::FollowRefunds)
            .on::<RefundFailed>(batch::FollowRefunds)
            .build(),
        Reactor::named("match_gifts")
            .on::<PledgeActivated>(matching::MatchGifts)
            .on::<PledgeSettled>(matching::MatchGifts)
            .on::<PledgeReduced>(matching::MatchGifts)
            .build(),
    ]
}

#[cfg(test)]
mod tests;
