//! What the pages of this module share: the hasher and the counters.

use crate::{
    commands::count_try::{CountTry, ForgiveTries},
    password::Passwords,
    sign_in::SignInError,
};
use kernel::{
    Context,
    web::{Client, Error, Scores, Throttle},
};
use std::net::IpAddr;

/// Shared by all requests of one process.
pub(crate) struct House {
    pub(crate) passwords: Passwords,
    /// Tries to show who one is, in this process: what is too often here is so everywhere, and costs nothing to refuse.
    pub(crate) tries: Throttle,
    /// Mails asked for, in this process.
    mails: Throttle,
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
    pub(crate) async fn count_mail(&self, ctx: &Context, email: &str, client: &Client) -> Result<(), Error> {
        let now = ctx.clock.now();
        self.mails.count(email, client.address, now).map_err(Error::TooMany)?;
        let buckets = self.mails.buckets(email, client.address);
        Ok(ctx.run(CountTry { buckets, now, right: false }).await?)
    }

    /// Counts a try to show that one is `account`, in this process and in all.
    pub(crate) async fn count_try(
        &self,
        ctx: &Context,
        account: &str,
        network: Option<IpAddr>,
    ) -> Result<(), SignInError> {
        ctx.run(self.count_here(ctx, account, network)?).await
    }

    /// Counts it in this process. Gives what counts it in all.
    pub(crate) fn count_here(
        &self,
        ctx: &Context,
        account: &str,
        network: Option<IpAddr>,
    ) -> Result<CountTry, SignInError> {
        let now = ctx.clock.now();
        self.tries.count(account, network, now).map_err(SignInError::TooOften)?;
        Ok(CountTry { buckets: self.tries.buckets(account, network), now, right: false })
    }

    /// Forgets the tries for `account`, which was shown to be its owner's.
    pub(crate) async fn forgive(&self, ctx: &Context, account: &str) -> Result<(), SignInError> {
        self.tries.forgive(account);
        for account in self.tries.buckets(account, None) {
            ctx.run(ForgiveTries { account }).await?;
        }
        Ok(())
    }
}
