//! Where a donor finds the pages of a pledge and of a plan. Whoever has such an address may do what its donor may, and
//! an id alone is none (decision 099): staff, the provider and the tables of other modules know that.

use contracts::{PlanId, PledgeId};
use kernel::{
    Context,
    web::{Error, Result},
};

/// The page of `pledge`.
pub(super) fn of_pledge(ctx: &Context, pledge: PledgeId) -> String {
    format!("/p/{}", ctx.web.settings.keys.address(pledge.0))
}

/// The page of `plan`.
pub(super) fn of_plan(ctx: &Context, plan: PlanId) -> String {
    format!("/plans/{}", ctx.web.settings.keys.address(plan.0))
}

/// The pledge whose page is at `/p/{address}`.
pub(super) fn pledge(ctx: &Context, address: &str) -> Result<PledgeId> {
    ctx.web.settings.keys.addressed(address).map(PledgeId).ok_or(Error::NotFound)
}

/// The plan whose page is at `/plans/{address}`.
pub(super) fn plan(ctx: &Context, address: &str) -> Result<PlanId> {
    ctx.web.settings.keys.addressed(address).map(PlanId).ok_or(Error::NotFound)
}
