//! Letters about accounts: links, and notices of what was changed. What they say and where they go is kept only
//! until they are sent.

mod job;
mod words;

pub(crate) use self::{
    job::{AccountCourier, SendAccountMail},
    words::{LETTERS, Paper},
};

use crate::tables::{account_mail, contact, news};
use contracts::users::{AccountLetterDue, AddressVerified, PersonErased, PreferencesChanged};
use kernel::{HandleError, React, Transaction};
use std::sync::Arc;

/// Asks for the letters that users want written, and keeps contacts as people change them.
#[derive(Clone)]
pub(crate) struct Accounts {
    pub(crate) host: Arc<str>,
}

impl React<AccountLetterDue> for Accounts {
    async fn react(&self, tx: &Transaction, due: AccountLetterDue) -> Result<(), HandleError> {
        let message_id = format!("<{}@{}>", due.letter, self.host);
        if account_mail::insert_once(tx, &due, &message_id).await? {
            tx.enqueue(&SendAccountMail { mail: due.letter, message_id }).await?;
        }
        Ok(())
    }
}

impl React<AddressVerified> for Accounts {
    async fn react(&self, tx: &Transaction, verified: AddressVerified) -> Result<(), HandleError> {
        let Some(email) = verified.email else { return Ok(()) };
        contact::keep_former(tx, verified.user, &email, verified.verified_at).await?;
        Ok(contact::set_email(tx, &contact::of_user(verified.user), &email, verified.verified_at).await?)
    }
}

impl React<PreferencesChanged> for Accounts {
    async fn react(&self, tx: &Transaction, changed: PreferencesChanged) -> Result<(), HandleError> {
        let key = contact::of_user(changed.user);
        if let Some(email) = contact::find(tx, &key).await?.and_then(|it| it.email) {
            news::set(tx, &email, changed.news, changed.changed_at).await?;
        }
        Ok(contact::set_reader(tx, &key, changed.name, &changed.locale, changed.changed_at).await?)
    }
}

impl React<PersonErased> for Accounts {
    async fn react(&self, tx: &Transaction, erased: PersonErased) -> Result<(), HandleError> {
        account_mail::forget(tx, erased.person).await?;
        Ok(contact::forget_person(tx, erased.person).await?)
    }
}
