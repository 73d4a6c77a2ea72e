//! Signing in: who an address and a password belong to, and nothing more than that for whoever guesses.

use crate::{
    commands::{count_try::CountTry, rehash_password::RehashPassword},
    email,
    house::House,
    password::{PasswordError, Verdict},
    tables::user::{self, User},
};
use kernel::{Context, web};
use sea_orm::DbErr;
use secrecy::SecretString;
use std::{net::IpAddr, time::Duration};

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SignInError {
    /// Unknown address, wrong password or closed account: never told apart (SEC-4).
    #[error("e-mail or password is not right")]
    NotRight,
    /// For the account or for the network; which one is not told (SEC-9).
    #[error("too many tries")]
    TooOften(Duration),
    #[error("the password could not be looked at")]
    Password(#[from] PasswordError),
    #[error("the database did not answer as it should")]
    Database(#[from] DbErr),
}

impl From<SignInError> for web::Error {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::TooOften(wait) => Self::TooMany(wait),
            SignInError::Password(error) => error.into(),
            other => Self::Internal(other.into()),
        }
    }
}

impl From<PasswordError> for web::Error {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::Busy => Self::Unavailable(Duration::from_secs(5)),
            other => Self::Internal(other.into()),
        }
    }
}

impl House {
    /// Who `typed` and `password` belong to. Takes as long for an unknown address as for a known one.
    pub(crate) async fn attempt(
        &self,
        ctx: &Context,
        typed: &str,
        password: SecretString,
        network: Option<IpAddr>,
    ) -> Result<User, SignInError> {
        let email = email::normal(typed).unwrap_or_else(|| typed.trim().to_lowercase());
        // The same lines for an address that nobody has: whoever reads the log looks for one of them by its hash.
        let account = ctx.web.settings.keys.fingerprint(&email);
        let too_often =
            |_: &SignInError| tracing::warn!(account, "a sign-in came too often, or could not be counted");
        let counted = self.count_here(ctx, &email, network).inspect_err(too_often)?;
        let user = user::by_email(ctx.db.read(), &email).await?;
        let verdict = self.passwords.verify(user.as_ref().map(|it| &it.hash), &password).await?;
        // Only now, and before it is told: no more are written than are hashed, one at a time.
        let right = matches!(verdict, Verdict::Right | Verdict::RightButOld)
            && user.as_ref().is_some_and(|it| !it.disabled);
        ctx.run(CountTry { right, ..counted }).await.inspect_err(too_often)?;
        let user = match user {
            Some(user) if right => user,
            _ => {
                tracing::warn!(account, "a sign-in was refused");
                return Err(SignInError::NotRight);
            }
        };
        if verdict == Verdict::RightButOld {
            self.rehash(ctx, &user, &password).await;
        }
        self.tries.forgive(&email);
        Ok(user)
    }

    /// Hashes the password anew. Nobody is kept out because that failed: it is tried again at the next sign-in.
    async fn rehash(&self, ctx: &Context, user: &User, password: &SecretString) {
        let done = async {
            let new = self.passwords.hash_accepted(password).await?;
            ctx.run(RehashPassword { user: user.id, old: user.hash.clone(), new }).await?;
            Ok::<_, SignInError>(())
        };
        if let Err(error) = done.await {
            tracing::warn!(user = %user.id, %error, "a password could not be hashed anew");
        }
    }
}
