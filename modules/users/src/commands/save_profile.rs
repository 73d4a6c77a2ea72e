use crate::tables::user;
use contracts::{UserId, users::PreferencesChanged};
use kernel::{Command, Transaction};
use sea_orm::DbErr;

/// Keeps what somebody is called, the language they read and whether they want news.
pub(crate) struct SaveProfile {
    pub(crate) user: UserId,
    pub(crate) name: String,
    pub(crate) locale: String,
    pub(crate) news: bool,
}

impl Command for SaveProfile {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let Some(user) = user::by_id(tx, self.user).await? else { return Ok(()) };
        user::set_profile(tx, self.user, &self.name, &self.locale, self.news).await?;
        let changed = PreferencesChanged {
            user: user.id,
            person: user.person,
            locale: self.locale.clone(),
            news: self.news,
            changed_at: tx.now,
            name: Some(self.name.clone()),
        };
        tx.send(&changed).await
    }
}
