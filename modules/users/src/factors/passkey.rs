use crate::tables::{
    factor::{Factor, Kind},
    user::User,
};
use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use url::Url;
use webauthn_rs::prelude::{
    Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential,
    Webauthn, WebauthnBuilder,
};

/// What this site asks of passkeys. `None` where browsers allow none: without TLS, but for `localhost`.
pub(crate) struct Site(Webauthn);

/// What a browser is asked, as JSON, and what the answer is held against. The latter stays with us.
pub(crate) struct Asked<S> {
    pub(crate) options: String,
    pub(crate) state: S,
}

/// A passkey that was just made.
pub(crate) struct Made {
    /// To be kept.
    pub(crate) data: Vec<u8>,
    /// Its own id.
    pub(crate) credential: Vec<u8>,
}

/// The state of making a passkey, kept in the session.
#[derive(Serialize, Deserialize)]
pub(crate) struct Making(PasskeyRegistration);

/// The state of showing a passkey, kept in the session.
#[derive(Serialize, Deserialize)]
pub(crate) struct Showing(PasskeyAuthentication);

impl Site {
    /// # Errors
    /// When the site's own address is none that passkeys can belong to.
    pub(crate) fn at(public_url: &str) -> anyhow::Result<Option<Self>> {
        let origin = Url::parse(public_url)?;
        let Some(host) = origin.domain().filter(|it| origin.scheme() == "https" || *it == "localhost") else {
            return Ok(None);
        };
        Ok(Some(Self(WebauthnBuilder::new(host, &origin)?.rp_name("Tributary").build()?)))
    }

    /// Asks a browser to make a passkey for `user`, on no device that has one already.
    pub(crate) fn ask_to_make(&self, user: &User, factors: &[Factor]) -> anyhow::Result<Asked<Making>> {
        let known = passkeys(factors)?.into_iter().map(|(_, it)| it.cred_id().clone()).collect();
        let (options, state) =
            self.0.start_passkey_registration(user.id.0, &user.email, &user.name, Some(known))?;
        Ok(Asked { options: serde_json::to_string(&options)?, state: Making(state) })
    }

    /// The passkey that the browser answered with; `None` when it is not what was asked for.
    pub(crate) fn made(&self, answer: &str, state: &Making) -> anyhow::Result<Option<Made>> {
        let Ok(answer) = serde_json::from_str::<RegisterPublicKeyCredential>(answer) else { return Ok(None) };
        let Ok(passkey) = self.0.finish_passkey_registration(&answer, &state.0) else { return Ok(None) };
        let credential = passkey.cred_id().clone();
        Ok(Some(Made { data: serde_json::to_vec(&passkey)?, credential }))
    }

    /// Asks a browser to show one of the passkeys among `factors`; `None` when there is none.
    pub(crate) fn ask_to_show(&self, factors: &[Factor]) -> anyhow::Result<Option<Asked<Showing>>> {
        let passkeys: Vec<_> = passkeys(factors)?.into_iter().map(|(_, it)| it).collect();
        if passkeys.is_empty() {
            return Ok(None);
        }
        let (options, state) = self.0.start_passkey_authentication(&passkeys)?;
        Ok(Some(Asked { options: serde_json::to_string(&options)?, state: Showing(state) }))
    }

    /// Which factor was shown, and what is to be kept of it now; `None` when it is none of `factors`, or a copy.
    pub(crate) fn shown(
        &self,
        answer: &str,
        state: &Showing,
        factors: &[Factor],
    ) -> anyhow::Result<Option<(uuid::Uuid, Vec<u8>)>> {
        let Ok(answer) = serde_json::from_str::<PublicKeyCredential>(answer) else { return Ok(None) };
        let Ok(result) = self.0.finish_passkey_authentication(&answer, &state.0) else { return Ok(None) };
        let mut passkeys = passkeys(factors)?.into_iter();
        let Some((id, mut passkey)) = passkeys.find(|(_, it)| it.cred_id() == result.cred_id()) else {
            return Ok(None);
        };
        passkey.update_credential(&result);
        Ok(Some((id, serde_json::to_vec(&passkey)?)))
    }
}

fn passkeys(factors: &[Factor]) -> anyhow::Result<Vec<(uuid::Uuid, Passkey)>> {
    let kept = factors.iter().filter(|it| it.kind == Kind::Passkey);
    kept.map(|it| Ok((it.id, serde_json::from_slice(&it.data).context("a passkey cannot be read")?)))
        .collect()
}
