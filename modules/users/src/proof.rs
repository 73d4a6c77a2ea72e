//! Showing that one is oneself: by a second factor when there is one, by the password when there is none. The
//! same for signing in and for what needs a fresh proof.

use crate::{
    commands::factors::{Shown, UseFactor},
    factors::{
        passkey::{self, Showing},
        recovery_code, totp,
    },
    house::House,
    password::Verdict,
    tables::{
        factor::{self, Factor, Kind},
        recovery,
        user::User,
    },
    vault::{self, Sealed},
};
use kernel::{
    Context,
    web::{Client, Error, Result},
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

const CEREMONY: &str = "showing";

/// By what somebody can show that it is them.
#[derive(Debug, Serialize)]
pub(crate) struct Ways {
    /// What the browser is asked for a passkey, as JSON.
    pub(crate) passkey: Option<String>,
    /// Codes of an app, or recovery codes.
    pub(crate) code: bool,
    /// The password: only for whoever has no second factor.
    pub(crate) password: bool,
}

/// What was shown.
#[derive(Deserialize)]
pub(crate) struct ProofForm {
    #[serde(default)]
    pub(crate) password: SecretString,
    #[serde(default)]
    pub(crate) code: SecretString,
    #[serde(default)]
    pub(crate) passkey: SecretString,
    #[serde(default)]
    pub(crate) next: String,
    /// Which deed was shown, when there was one to sign.
    #[serde(default)]
    pub(crate) deed: String,
}

/// How it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finding {
    /// It is them, by a second factor.
    Second,
    /// It is them, by the password, which is all they have.
    Password,
    /// It is not, or the code was used before. The field it stood in.
    Wrong(&'static str),
}

/// By what `user` can show that it is them. Keeps in `session` what a passkey's answer is held against.
pub(crate) async fn ways(ctx: &Context, session: &Session, user: &User) -> Result<Ways> {
    let factors = factor::of(ctx.db.read(), user.id).await?;
    let site = passkey::Site::at(&ctx.web.settings.public_url)?;
    let asked = match site {
        Some(site) => site.ask_to_show(&factors)?,
        None => None,
    };
    let passkey = match asked {
        Some(asked) => {
            session.insert(CEREMONY, asked.state).await.map_err(|error| Error::Internal(error.into()))?;
            Some(asked.options)
        }
        None => None,
    };
    let apps = factors.iter().any(|it| it.kind == Kind::Totp);
    let codes = recovery::left(ctx.db.read(), user.id).await? > 0;
    Ok(Ways { passkey, code: !factors.is_empty() && (apps || codes), password: factors.is_empty() })
}

impl House {
    /// Whether `form` shows that it is `user`. What is good once is used up.
    pub(crate) async fn prove(
        &self,
        ctx: &Context,
        session: &Session,
        client: &Client,
        user: &User,
        form: &ProofForm,
    ) -> Result<Finding> {
        let finding = self.look(ctx, session, client, user, form).await?;
        if let Finding::Wrong(factor) = finding {
            tracing::warn!(actor = %user.id, factor, "a proof was refused");
        }
        Ok(finding)
    }

    async fn look(
        &self,
        ctx: &Context,
        session: &Session,
        client: &Client,
        user: &User,
        form: &ProofForm,
    ) -> Result<Finding> {
        let factors = factor::of(ctx.db.read(), user.id).await?;
        // A second factor has a count of its own: a right password, which clears the first one, must not buy more
        // guesses at the code. Nobody can type what it is counted as: what is typed as an address is counted in lower case.
        let counted =
            if factors.is_empty() { user.email.clone() } else { format!("Second factor of {}", user.id) };
        self.count_try(ctx, &counted, client.address).await?;
        if factors.is_empty() {
            let verdict = self.passwords.verify(Some(&user.hash), &form.password).await?;
            return Ok(match verdict {
                Verdict::Wrong => Finding::Wrong("password"),
                Verdict::Right | Verdict::RightButOld => self.found(ctx, &counted, Finding::Password).await?,
            });
        }
        let (shown, field) = if form.passkey.expose_secret().is_empty() {
            (self.code(ctx, user, &factors, form.code.expose_secret())?, "code")
        } else {
            (shown_passkey(ctx, session, &factors, form.passkey.expose_secret()).await?, "passkey")
        };
        let Some(shown) = shown else { return Ok(Finding::Wrong(field)) };
        let right = ctx.run(UseFactor { user: user.id, shown }).await?;
        Ok(if right { self.found(ctx, &counted, Finding::Second).await? } else { Finding::Wrong(field) })
    }

    async fn found(&self, ctx: &Context, counted: &str, finding: Finding) -> Result<Finding> {
        self.forgive(ctx, counted).await?;
        Ok(finding)
    }

    /// What `typed` may be: a code of one of the apps at this moment, else a recovery code.
    fn code(&self, ctx: &Context, user: &User, factors: &[Factor], typed: &str) -> Result<Option<Shown>> {
        for it in factors.iter().filter(|it| it.kind == Kind::Totp) {
            let sealed = Sealed { key_id: it.key_id.clone(), bytes: it.data.clone() };
            let whose = user.id.0.as_bytes();
            let secret = match vault::open(&self.passwords, whose, &sealed) {
                Ok(secret) => secret,
                // It is no way in any more, and keeps nobody from the others: recovery codes are sealed with nothing.
                Err(error) => {
                    let error = format!("{error:#}");
                    tracing::warn!(actor = %user.id, error, "an app cannot be asked for a code");
                    continue;
                }
            };
            // Apps go by the time of the world, whatever time the demo shows.
            if let Some(step) = totp::step(&secret, typed, ctx.clock.steady())? {
                let anew = vault::seal_anew(&self.passwords, whose, &sealed, &secret)?;
                return Ok(Some(Shown::Step(it.id, step, anew)));
            }
        }
        Ok((!typed.trim().is_empty()).then(|| Shown::Recovery(recovery_code::hash(typed))))
    }
}

async fn shown_passkey(
    ctx: &Context,
    session: &Session,
    factors: &[Factor],
    answer: &str,
) -> Result<Option<Shown>> {
    let site = passkey::Site::at(&ctx.web.settings.public_url)?;
    // Taken out of the session: each question is answered once.
    let state: Option<Showing> =
        session.remove(CEREMONY).await.map_err(|error| Error::Internal(error.into()))?;
    let (Some(site), Some(state)) = (site, state) else { return Ok(None) };
    Ok(site.shown(answer, &state, factors)?.map(|(id, data)| Shown::Passkey(id, data)))
}
