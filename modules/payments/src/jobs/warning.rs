use crate::{
    apply::NoteWarning,
    house::{Class, House},
    provider::Trouble,
    tables::{fraud_warning as warnings, payment as payments},
};
use contracts::UserId;
use kernel::{Actor, Audit, Command, Context, JobError, Transaction};
use sea_orm::DbErr;

/// Reads a warning at the provider and notes how it stands. False when it is about nothing known here.
pub(super) async fn look(house: &House, ctx: &Context, id: &str) -> Result<bool, JobError> {
    let seen = match house.call(ctx, Class::Read, house.provider().find_warning(id)).await? {
        Err(Trouble::Missing) => return Ok(false),
        other => other?,
    };
    let Some(payment) = payments::of_intent(ctx.db.read(), &seen.intent).await? else { return Ok(false) };
    ctx.run(NoteWarning { payment: payment.id, seen }).await?;
    Ok(true)
}

/// Staff decide that nothing is done about a warning. False when somebody did before.
pub(crate) struct LeaveWarning {
    pub(crate) warning: String,
    pub(crate) reason: String,
    pub(crate) by: UserId,
}

impl Command for LeaveWarning {
    type Output = bool;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<bool, DbErr> {
        let left = warnings::leave(tx, &self.warning, self.by, &self.reason).await?;
        if left {
            let subject = format!("warning/{}", self.warning);
            let entry = Audit::new(Actor::User(self.by), "warning.leave", subject);
            tx.audit(entry.because(&self.reason)).await?;
        }
        Ok(left)
    }
}
