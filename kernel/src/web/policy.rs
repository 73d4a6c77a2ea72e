use super::{CurrentUser, Role};

/// What somebody may want to do (security.md 2.3). Whatever is not listed is not allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// See a public campaign, give to it, report it.
    UsePublicPages,
    /// See receipts and plans, export what is kept of oneself, ask to be erased.
    SeeOwnGifts,
    /// Make and change a draft.
    EditDraft,
    /// Submit a campaign, post an update, answer comments.
    RunOwn,
    /// Hide a comment or an update.
    HideContent,
    /// See the addresses of those who gave.
    SeeGiverAddresses,
    /// Approve, suspend, restore a campaign.
    Judge,
    /// Give back up to the limit.
    GiveBackWithinLimit,
    /// Give back more, or to many at once: propose it.
    ProposeLargeReturn,
    /// Agree to what another proposed about money.
    ApproveMoney,
    /// Look up what somebody gave, as whoever returns money or reveals an address has to.
    LookUpGifts,
    /// Read the books, and have looked into again what was given up: that is safe, everything is done once.
    ReadBooks,
    /// Write down what came by another way than a card, and say of what another wrote down whether it is so.
    WriteDownGifts,
    /// Do what whoever answers for money does alone: answer banks, try again what failed, close what was compared.
    AnswerForMoney,
    /// Say that cards are being tested, and that it is over.
    ResistAttacks,
    /// Change the account that money is paid out to.
    ChangeBankAccount,
    /// Ask for a payout.
    RequestMoney,
    /// Stop a payout for the time being.
    HoldMoney,
    /// Propose to release a payout, or to write into the ledger.
    ProposeMoneyMovement,
    /// Propose or agree to a role, or to a limit.
    GrantRoles,
    /// Read the whole audit log.
    ReadAuditLog,
    /// Read the entries about what is in one's queue: enter the room where they are read.
    ReadAuditOfQueue,
    /// Read the entries about campaigns, their teams and comments.
    ReadAuditOfContent,
    /// Read the entries about gifts, refunds and accounts.
    ReadAuditOfGifts,
    /// Read the entries about one's own account, or about the campaign one runs.
    ReadAuditOfOwn,
}

/// Whose it is that something is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Nobody's: it belongs to the platform, or to everybody.
    Platform,
    /// The actor's own.
    Own,
    /// Of a team in which the actor was given this action.
    Granted,
    /// Somebody else's.
    Other,
}

/// Whether `actor` may do `action` to something of `owner`. The one place that decides it; what it refuses on
/// somebody else's thing is answered as if the thing did not exist.
pub fn can(actor: Option<&CurrentUser>, action: Action, owner: Owner) -> bool {
    use Action as A;
    let has = |roles: &[Role]| actor.is_some_and(|it| it.has_one_of(roles));
    let mine = actor.is_some() && owner == Owner::Own;
    let ours = actor.is_some() && matches!(owner, Owner::Own | Owner::Granted);
    match action {
        A::UsePublicPages => true,
        A::SeeOwnGifts => mine || has(&[Role::Support]),
        A::EditDraft => ours,
        A::RunOwn | A::SeeGiverAddresses if ours => true,
        A::RunOwn => false,
        A::SeeGiverAddresses => has(&[Role::Support, Role::Admin]),
        A::HideContent => has(&[Role::Moderator]),
        A::Judge => has(&[Role::Moderator, Role::Admin]),
        A::GiveBackWithinLimit | A::ReadBooks | A::WriteDownGifts => has(&[Role::Support, Role::Finance]),
        A::ProposeLargeReturn => has(&[Role::Support, Role::Finance]) || (mine && has(&[Role::Creator])),
        A::ApproveMoney | A::ProposeMoneyMovement | A::AnswerForMoney => has(&[Role::Finance]),
        A::LookUpGifts | A::ResistAttacks | A::ReadAuditOfGifts => {
            has(&[Role::Support, Role::Finance, Role::Admin])
        }
        A::ChangeBankAccount | A::RequestMoney => mine && has(&[Role::Creator]),
        A::HoldMoney => has(&[Role::Moderator, Role::Finance]),
        A::GrantRoles => has(&[Role::Admin]),
        A::ReadAuditLog => has(&[Role::Finance, Role::Admin]),
        A::ReadAuditOfQueue => has(&[Role::Moderator, Role::Support, Role::Finance, Role::Admin]),
        A::ReadAuditOfContent => has(&[Role::Moderator, Role::Finance, Role::Admin]),
        A::ReadAuditOfOwn => mine,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::UserId;

    #[expect(clippy::unnecessary_wraps, reason = "as `can` takes it")]
    fn who(roles: &[Role]) -> Option<CurrentUser> {
        Some(CurrentUser { id: UserId::fresh(), name: "A".into(), roles: roles.to_vec() })
    }

    /// The matrix of security.md 2.3: who may do it to the platform's things, to one's own, to a team's and to
    /// somebody else's; one letter each for guest, donor, creator, moderator, support, finance, admin.
    #[test]
    fn the_matrix_of_who_may_do_what_is_as_written() {
        use Action as A;
        use Owner::{Granted, Other, Own, Platform};
        let rows: &[(Action, Owner, &str)] = &[
            (A::UsePublicPages, Platform, "GDCMSFA"),
            (A::SeeOwnGifts, Own, "DCMSFA"),
            (A::SeeOwnGifts, Other, "S"),
            (A::EditDraft, Own, "DCMSFA"),
            (A::EditDraft, Granted, "DCMSFA"),
            (A::EditDraft, Other, ""),
            (A::RunOwn, Own, "DCMSFA"),
            (A::RunOwn, Other, ""),
            (A::HideContent, Other, "M"),
            (A::SeeGiverAddresses, Other, "SA"),
            (A::Judge, Other, "MA"),
            (A::GiveBackWithinLimit, Other, "SF"),
            (A::ProposeLargeReturn, Other, "SF"),
            (A::ProposeLargeReturn, Own, "CSF"),
            (A::ApproveMoney, Other, "F"),
            (A::LookUpGifts, Platform, "SFA"),
            (A::ReadBooks, Platform, "SF"),
            (A::WriteDownGifts, Platform, "SF"),
            (A::AnswerForMoney, Platform, "F"),
            (A::ResistAttacks, Platform, "SFA"),
            (A::ChangeBankAccount, Own, "C"),
            (A::ChangeBankAccount, Granted, ""),
            (A::ChangeBankAccount, Other, ""),
            (A::RequestMoney, Own, "C"),
            (A::RequestMoney, Other, ""),
            (A::HoldMoney, Other, "MF"),
            (A::ProposeMoneyMovement, Platform, "F"),
            (A::GrantRoles, Platform, "A"),
            (A::ReadAuditLog, Platform, "FA"),
            (A::ReadAuditOfQueue, Platform, "MSFA"),
            (A::ReadAuditOfContent, Platform, "MFA"),
            (A::ReadAuditOfGifts, Platform, "SFA"),
            (A::ReadAuditOfOwn, Own, "DCMSFA"),
            (A::ReadAuditOfOwn, Granted, ""),
            (A::ReadAuditOfOwn, Other, ""),
        ];
        let people = [
            ('G', None),
            ('D', who(&[Role::Donor])),
            ('C', who(&[Role::Creator])),
            ('M', who(&[Role::Moderator])),
            ('S', who(&[Role::Support])),
            ('F', who(&[Role::Finance])),
            ('A', who(&[Role::Admin])),
        ];
        for (action, owner, expected) in rows {
            let may: String = people
                .iter()
                .filter(|(_, user)| can(user.as_ref(), *action, *owner))
                .map(|(letter, _)| letter)
                .collect();
            assert_eq!(may, *expected, "{action:?} {owner:?}");
        }
    }
}
