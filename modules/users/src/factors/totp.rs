use anyhow::{Context as _, anyhow};
use contracts::Timestamp;
use qrcode::{QrCode, render::svg};
use rand::Rng as _;
use totp_rs::{Builder, Totp};

/// What an authenticator app shows as the name of the site.
const ISSUER: &str = "Tributary";

/// A new secret of 160 bits (RFC 4226 section 4).
pub(crate) fn secret() -> Vec<u8> {
    rand::rng().random::<[u8; 20]>().to_vec()
}

/// The step of `typed`, when it is the code of this moment, the one before or the one after; each is 30 s.
pub(crate) fn step(secret: &[u8], typed: &str, now: Timestamp) -> anyhow::Result<Option<i64>> {
    let code: String = typed.chars().filter(|it| !it.is_whitespace()).collect();
    let now = u64::try_from(now.seconds()).context("before 1970")?;
    match of(secret, "account")?.check(&code, now) {
        Some(step) => Ok(Some(i64::try_from(step)?)),
        None => Ok(None),
    }
}

/// The secret as people can type it, in groups of four.
pub(crate) fn spelled(secret: &[u8]) -> anyhow::Result<String> {
    let letters = of(secret, "account")?.secret().to_base32();
    let letters: Vec<char> = letters.chars().collect();
    Ok(letters.chunks(4).map(|it| it.iter().collect::<String>()).collect::<Vec<_>>().join(" "))
}

/// The secret as a picture for the camera of a phone.
pub(crate) fn picture(secret: &[u8], email: &str) -> anyhow::Result<String> {
    let url = of(secret, &email.replace(':', " "))?.to_url().map_err(|error| anyhow!("{error}"))?;
    let code = QrCode::new(url.as_bytes())?;
    let svg = code.render::<svg::Color<'_>>().min_dimensions(200, 200).quiet_zone(true).build();
    // Without the XML declaration it is a part of the page.
    Ok(svg.split_once("?>").map_or(svg.as_str(), |(_, rest)| rest).to_owned())
}

fn of(secret: &[u8], email: &str) -> anyhow::Result<Totp> {
    let builder = Builder::new().with_secret(secret).with_account_name(email).with_issuer(Some(ISSUER));
    builder.build().map_err(|error| anyhow!("{error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, SHA-1, cut to six digits.
    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn the_codes_of_the_rfc_are_right_at_their_time_and_half_a_minute_around() -> anyhow::Result<()> {
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let at = Timestamp::from_seconds(seconds);
            assert_eq!(step(SECRET, code, at)?, Some(seconds / 30), "{code}");
            assert_eq!(step(SECRET, code, Timestamp::from_seconds(seconds + 30))?, Some(seconds / 30));
            assert_eq!(step(SECRET, code, Timestamp::from_seconds(seconds + 90))?, None, "{code} is too old");
        }
        assert_eq!(step(SECRET, "081 804", Timestamp::from_seconds(1_111_111_109))?, Some(37_037_036));
        for wrong in ["", "0", "081805", "0818041", "४८१८०४", "081804\0"] {
            assert_eq!(step(SECRET, wrong, Timestamp::from_seconds(1_111_111_109))?, None, "{wrong:?}");
        }
        Ok(())
    }

    #[test]
    fn a_secret_is_shown_as_letters_and_as_a_picture() -> anyhow::Result<()> {
        assert_eq!(spelled(SECRET)?, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let picture = picture(SECRET, "asha@example.test")?;
        assert!(picture.trim_start().starts_with("<svg"), "{picture}");
        Ok(())
    }
}
