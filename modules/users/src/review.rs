//! Who works here, by whose word, and how they come in: for whoever looks that over from time to time (SEC-46).

mod csv;

pub use self::csv::review_csv;

use crate::{
    commands::manage::GIVE_ROLE,
    tables::{
        factor::{self, Kind},
        recovery, role, session, user,
    },
};
use contracts::{Timestamp, UserId};
use kernel::{
    Context,
    audit::{self, Actor, Found, Search},
    proposal::Proposal,
    web::Role,
};
use sea_orm::DbErr;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many times somebody's roles were changed that are looked at, the latest first.
const CHANGES: i64 = 200;

/// Somebody who works here.
#[derive(Clone, Debug, Serialize)]
pub struct StaffMember {
    /// Who.
    pub user: UserId,
    /// What they are called.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Whether they may not sign in.
    pub disabled: bool,
    /// Their roles of staff.
    pub roles: Vec<HeldRole>,
    /// When they last signed in, if they ever did.
    pub last_sign_in: Option<Timestamp>,
    /// How many apps give them codes.
    pub apps: usize,
    /// How many passkeys they have.
    pub passkeys: usize,
    /// How many recovery codes they have left.
    pub recovery_codes: i64,
    /// In how many places they are signed in now.
    pub sessions: usize,
}

/// A role that somebody holds.
#[derive(Clone, Debug, Serialize)]
pub struct HeldRole {
    /// Its name.
    pub role: &'static str,
    /// Since when.
    pub since: Timestamp,
    /// The address of whoever gave it, or agreed to it; nothing when it was given at the console or with the first
    /// account.
    pub granted_by: Option<String>,
    /// The address of whoever proposed it, when it took two.
    pub proposed_by: Option<String>,
}

/// Everybody who works here, by their addresses.
///
/// # Errors
/// When the database does not answer.
pub async fn review(ctx: &Context) -> anyhow::Result<Vec<StaffMember>> {
    let mut held: BTreeMap<UserId, Vec<(Role, Timestamp)>> = BTreeMap::new();
    for (user, role, since) in role::of_staff(ctx.db.read()).await? {
        held.entry(user).or_default().push((role, since));
    }
    let mut staff = Vec::new();
    for (id, roles) in held {
        staff.extend(member(ctx, id, &roles).await?);
    }
    staff.sort_by(|a: &StaffMember, b| a.email.cmp(&b.email));
    Ok(staff)
}

async fn member(
    ctx: &Context,
    id: UserId,
    roles: &[(Role, Timestamp)],
) -> Result<Option<StaffMember>, DbErr> {
    let db = ctx.db.read();
    let Some(user) = user::by_id(db, id).await? else { return Ok(None) };
    let factors = factor::of(db, id).await?;
    let passkeys = factors.iter().filter(|it| it.kind == Kind::Passkey).count();
    let signed_in = noted(ctx, id, "session.begin", 1).await?;
    let granted = noted(ctx, id, "users.role_granted", CHANGES).await?;
    let mut held = Vec::new();
    for (role, since) in roles {
        held.push(held_role(ctx, id, (*role, *since), &granted).await?);
    }
    Ok(Some(StaffMember {
        user: id,
        name: user.name,
        email: user.email,
        disabled: user.disabled,
        roles: held,
        last_sign_in: signed_in.first().map(|it| Timestamp(it.at)),
        apps: factors.len() - passkeys,
        passkeys,
        recovery_codes: recovery::left(db, id).await?,
        sessions: session::of(db, id, ctx.clock.steady()).await?.len(),
    }))
}

/// What the audit log knows of `action` done to `user`, the latest first.
async fn noted(ctx: &Context, user: UserId, action: &str, most: i64) -> Result<Vec<Found>, DbErr> {
    let wanted =
        Search { action: action.to_owned(), about: vec![format!("user/{user}")], ..Search::default() };
    audit::search(ctx.db.read(), ctx.module, &wanted, most).await
}

/// A role with whoever gave it: the last time that it was given.
async fn held_role(
    ctx: &Context,
    user: UserId,
    (role, since): (Role, Timestamp),
    granted: &[Found],
) -> Result<HeldRole, DbErr> {
    let mut held = HeldRole { role: role.name(), since, granted_by: None, proposed_by: None };
    let Some(entry) = granted.iter().find(|it| gives(it, role)) else { return Ok(held) };
    let by = entry.actor.strip_prefix("user/").and_then(|it| it.parse().ok());
    held.granted_by = match by {
        Some(by) => Some(address(ctx, by).await?),
        None => Some(entry.actor.clone()).filter(|it| *it != Actor::Console.to_string()),
    };
    let subject = format!("{user}/{role}");
    let proposed = (GIVE_ROLE, subject.as_str());
    if let Some(by) = Proposal::proposer_of(ctx.db.read(), ctx.module, proposed, Timestamp(entry.at)).await? {
        held.proposed_by = Some(address(ctx, by).await?);
    }
    Ok(held)
}

/// Whether `entry` tells that `role` was given.
fn gives(entry: &Found, role: Role) -> bool {
    let became = entry.became.as_deref().and_then(|it| serde_json::from_str::<serde_json::Value>(it).ok());
    became.is_some_and(|it| it["role"] == role.name())
}

/// The address of `user`, or their number when the account was closed.
async fn address(ctx: &Context, user: UserId) -> Result<String, DbErr> {
    let found = user::by_id(ctx.db.read(), user).await?.filter(|it| !it.closed);
    Ok(found.map_or_else(|| format!("user/{user}"), |it| it.email))
}
