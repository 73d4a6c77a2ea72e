//! What the pages of this module share: the hasher and the counters.

use crate::password::Passwords;
use kernel::{
    Context,
    web::{Client, Error, Scores, Throttle},
};

/// Shared by all requests of one process.
pub(crate) struct House {
    pub(crate) passwords: Passwords,
    /// Tries to show who one is.
    pub(crate) tries: Throttle,
    /// Mails asked for.
    pub(crate) mails: Throttle,
    /// How suspicious who is that wants an account.
    pub(crate) scores: Scores,
}

impl House {
    pub(crate) fn new(passwords: Passwords) -> Self {
        Self {
            passwords,
            tries: Throttle::of_tries(),
            mails: Throttle::of_mails(),
            scores: Scores::default(),
        }
    }

    /// Counts a mail to `email` that `client` asks for. Counted alike whether anybody has the address.
    pub(crate) fn count_mail(&self, ctx: &Context, email: &str, client: &Client) -> Result<(), Error> {
        self.mails.count(email, client.address, ctx.clock.now()).map_err(Error::TooMany)
    }
}
