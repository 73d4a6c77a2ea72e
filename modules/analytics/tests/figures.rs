//! Figures over time are what was said, however it is folded.

use axum::{
    Extension, Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
    middleware::from_fn_with_state,
};
use contracts::{
    CampaignId, Currency, Message, Money, PersonId, PledgeId, Timestamp, UserId,
    campaigns::{CampaignPublished, FundingModel},
    pledges::{Collection, Gift, PledgeActivated, PledgeReduced},
};
use kernel::{
    Database, FixedClock, Module, Platform, PlatformBuilder,
    db::with,
    web::{CurrentUser, Role, Templates, WebState, show_errors},
};
use std::{sync::Arc, time::Duration};
use tempfile::TempDir;
use tower::ServiceExt;
