//! The signature under a webhook: <https://docs.stripe.com/webhooks#verify-manually>.

use contracts::Timestamp;
use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

/// A webhook older, or from further in the future, than this is refused: it may be a replay.
const TOLERANCE_SECONDS: u64 = 300;

/// Why a webhook is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Forged {
    #[error("it is not signed")]
    Unsigned,
    #[error("its signature is not of its content and our secret")]
    WrongSignature,
    #[error("it was signed too long ago, or in the future")]
    WrongTime,
}

impl Forged {
    /// For the counter of refused webhooks.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Unsigned => "unsigned",
            Self::WrongSignature => "wrong_signature",
            Self::WrongTime => "wrong_time",
        }
    }
}

/// Whether `header` signs `body` with one of `secrets` at about `now`. Takes as long for a wrong signature as
/// for a right one.
pub(crate) fn verify(
    header: &str,
    body: &[u8],
    secrets: &[SecretString],
    now: Timestamp,
) -> Result<(), Forged> {
    let mut at = None;
    let mut signatures = Vec::new();
    for (name, value) in header.split(',').filter_map(|part| part.trim().split_once('=')) {
        match name {
            "t" => at = value.parse::<i64>().ok().map(|seconds| (value, seconds)),
            "v1" => signatures.extend(hex::decode(value).ok()),
            _ => (),
        }
    }
    let Some((text, seconds)) = at else { return Err(Forged::Unsigned) };
    if signatures.is_empty() {
        return Err(Forged::Unsigned);
    }
    let genuine = secrets.iter().any(|secret| {
        signatures
            .iter()
            .any(|signature| mac(secret, text, body).is_some_and(|it| it.verify_slice(signature).is_ok()))
    });
    if !genuine {
        return Err(Forged::WrongSignature);
    }
    if now.seconds().abs_diff(seconds) > TOLERANCE_SECONDS {
        return Err(Forged::WrongTime);
    }
    Ok(())
}

/// A header that signs `body` at `now`.
pub(crate) fn sign(body: &[u8], secret: &SecretString, now: Timestamp) -> String {
    let at = now.seconds().to_string();
    let signature = mac(secret, &at, body).map(|it| hex::encode(it.finalize().into_bytes()));
    format!("t={at},v1={}", signature.unwrap_or_default())
}

fn mac(secret: &SecretString, at: &str, body: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()).ok()?;
    mac.update(at.as_bytes());
    mac.update(b".");
    mac.update(body);
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_700_000_000_000_000);

    fn secret(text: &str) -> SecretString {
        SecretString::from(text.to_owned())
    }

    #[test]
    fn either_of_two_secrets_is_believed_during_a_rotation() {
        let (old, new) = (secret("whsec_old"), secret("whsec_new"));
        let both = [new.clone(), old.clone()];
        assert_eq!(verify(&sign(b"{}", &old, NOW), b"{}", &both, NOW), Ok(()));
        assert_eq!(verify(&sign(b"{}", &new, NOW), b"{}", &both, NOW), Ok(()));
        assert_eq!(verify(&sign(b"{}", &old, NOW), b"{}", &[new], NOW), Err(Forged::WrongSignature));
    }

    #[test]
    fn any_of_several_signatures_is_enough() {
        let header = format!("{},v1=00ff,v0=zz", sign(b"{}", &secret("a"), NOW));
        assert_eq!(verify(&header, b"{}", &[secret("a")], NOW), Ok(()));
    }

    #[test]
    fn a_changed_body_or_time_is_not_believed() {
        let header = sign(b"{\"a\":1}", &secret("a"), NOW);
        assert_eq!(verify(&header, b"{\"a\":2}", &[secret("a")], NOW), Err(Forged::WrongSignature));
        let moved = header.replace("t=1700000000", "t=1700000001");
        assert_eq!(verify(&moved, b"{\"a\":1}", &[secret("a")], NOW), Err(Forged::WrongSignature));
    }

    #[test]
    fn five_minutes_either_way_are_tolerated_and_no_second_more() {
        let header = sign(b"{}", &secret("a"), NOW);
        for (off, expected) in
            [(300, Ok(())), (-300, Ok(())), (301, Err(Forged::WrongTime)), (-301, Err(Forged::WrongTime))]
        {
            let now = Timestamp(NOW.0 + off * 1_000_000);
            assert_eq!(verify(&header, b"{}", &[secret("a")], now), expected);
        }
    }

    #[test]
    fn nonsense_is_unsigned() {
        for header in ["", "t=,v1=", "v1=00", "t=5", "t=x,v1=00", ",,=,"] {
            assert_eq!(verify(header, b"{}", &[secret("a")], NOW), Err(Forged::Unsigned), "{header}");
        }
    }
}
