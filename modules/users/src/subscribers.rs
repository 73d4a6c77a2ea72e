//! What users does on hearing others.

use crate::{email, tables::user};
use contracts::{campaigns::GuestFollowed, users::AddressVerified};
use kernel::{HandleError, React, Reactor, Subscription, Transaction};

/// Whoever says from their mail that they follow a campaign shows that they read mail there. Where an account has that
/// address, it is proved to be theirs once more: so what they follow is their account's at once, and not when they sign
/// in by a link the next time.
pub(crate) fn guests() -> Subscription {
    Reactor::named("prove_addresses").on::<GuestFollowed>(ProveAddresses).build()
}

struct ProveAddresses;

impl React<GuestFollowed> for ProveAddresses {
    async fn react(&self, tx: &Transaction, it: GuestFollowed) -> Result<(), HandleError> {
        // Whoever was forgotten since has no address any more.
        let Some(email) = it.email.as_deref().and_then(email::normal) else { return Ok(()) };
        let owner = user::by_email(tx, &email).await?;
        let Some(owner) = owner.filter(|it| !it.disabled && it.verified_at.is_some()) else { return Ok(()) };
        let (user, person, verified_at) = (owner.id, owner.person, it.followed_at);
        Ok(tx.send(&AddressVerified { user, person, verified_at, email: Some(owner.email) }).await?)
    }
}
