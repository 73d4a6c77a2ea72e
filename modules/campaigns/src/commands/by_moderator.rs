use crate::tables::moderator;
use contracts::UserId;
use kernel::{Command, Transaction, web::CurrentUser};

/// Something that a moderator decides. What they are called is kept with it: whoever works here reads who took which
/// step with a campaign (rules.md R9).
#[derive(Clone, Debug)]
pub(crate) struct ByModerator<C> {
    command: C,
    moderator: UserId,
    name: String,
}

impl<C> ByModerator<C> {
    /// `command`, decided by `user`.
    pub(crate) fn of(user: &CurrentUser, command: C) -> Self {
        Self { command, moderator: user.id, name: user.name.clone() }
    }
}

impl<C: Command> Command for ByModerator<C> {
    type Output = C::Output;
    type Error = C::Error;

    async fn run(&self, tx: &Transaction) -> Result<C::Output, C::Error> {
        let done = self.command.run(tx).await?;
        moderator::keep(tx, self.moderator, &self.name).await?;
        Ok(done)
    }
}
