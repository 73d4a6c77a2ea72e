//! Who may do what with a campaign in the dashboard: one function, asked by every page and every form there
//! (security.md 2.3). Whoever may not is told that there is nothing, whether there is or not.

use crate::tables::{campaign, draft, member};
use contracts::{CampaignId, UserId};
use kernel::{
    Context,
    web::{CurrentUser, Error, Result},
};
use sea_orm::DbErr;
use serde::Serialize;

/// What a member of a team may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Grants {
    /// Write the campaign's words and pictures.
    pub(crate) edit: bool,
    /// Post updates, answer and hide comments.
    pub(crate) updates: bool,
    /// See who gave what.
    pub(crate) money: bool,
}

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// See how it stands.
    See,
    /// Write its words and pictures.
    Edit,
    /// Post updates, answer and hide comments.
    Update,
    /// See who gave what.
    SeeMoney,
    /// Send it in, begin it, give it up, choose its team.
    Run,
}

/// Somebody's place at a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Its creator.
    Creator,
    /// On its team.
    Member(Grants),
}

impl Standing {
    /// Whether this place allows `action`.
    pub(crate) fn may(self, action: Action) -> bool {
        match self {
            Self::Creator => true,
            Self::Member(grants) => match action {
                Action::See => true,
                Action::Edit => grants.edit,
                Action::Update => grants.updates,
                Action::SeeMoney => grants.money,
                Action::Run => false,
            },
        }
    }
}

/// The place of `user` at `campaign`, if they have one.
pub(crate) async fn standing(
    ctx: &Context,
    campaign: CampaignId,
    user: UserId,
) -> Result<Option<Standing>, DbErr> {
    let db = ctx.db.read();
    let creator = match campaign::find(db, campaign).await? {
        Some(it) => Some(it.creator),
        None => draft::find(db, campaign).await?.map(|it| it.creator),
    };
    if creator == Some(user) {
        return Ok(Some(Standing::Creator));
    }
    if creator.is_none() {
        return Ok(None);
    }
    Ok(member::grants_of(db, campaign, user).await?.map(Standing::Member))
}

/// The place of `user` at the campaign called `id`, when it allows `action`.
///
/// # Errors
/// `NotFound` when it does not, or there is no such campaign.
pub(crate) async fn allow(
    ctx: &Context,
    user: &CurrentUser,
    id: &str,
    action: Action,
) -> Result<(CampaignId, Standing)> {
    let campaign = id.parse().map_err(|_| Error::NotFound)?;
    let standing = standing(ctx, campaign, user.id).await?.filter(|it| it.may(action));
    Ok((campaign, standing.ok_or_else(|| user.refused())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_may_do_what_was_granted_and_never_run_the_campaign() {
        let all = [Action::See, Action::Edit, Action::Update, Action::SeeMoney, Action::Run];
        let may = |standing: Standing| all.into_iter().filter(|it| standing.may(*it)).collect::<Vec<_>>();
        let member = |edit, updates, money| Standing::Member(Grants { edit, updates, money });
        assert_eq!(may(Standing::Creator), all);
        assert_eq!(may(member(false, false, false)), [Action::See]);
        assert_eq!(may(member(true, false, false)), [Action::See, Action::Edit]);
        assert_eq!(may(member(false, true, false)), [Action::See, Action::Update]);
        assert_eq!(may(member(false, false, true)), [Action::See, Action::SeeMoney]);
        assert_eq!(may(member(true, true, true)), all[..4]);
    }
}
