use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The value of the header `Stripe-Signature`: <https://docs.stripe.com/webhooks#verify-manually>.
/// `timestamp` is in seconds since the epoch; the signed text is `{timestamp}.{payload}`.
pub fn sign(secret: &str, timestamp: i64, payload: &[u8]) -> String {
    format!("t={timestamp},v1={}", hex::encode(digest(secret, timestamp, payload)))
}

fn digest(secret: &str, timestamp: i64, payload: &[u8]) -> Vec<u8> {
    // HMAC takes keys of any length, so this cannot fail; without a MAC the signature would be empty.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return Vec::new() };
    mac.update(timestamp.to_string().as_bytes());
    mac.update(b".");
    mac.update(payload);
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_hmac_sha256_over_time_dot_body() {
        // printf '1700000000.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test
        assert_eq!(
            sign("whsec_test", 1_700_000_000, br#"{"id":"evt_1"}"#),
            "t=1700000000,v1=c89214b5b5da833daed6f0b8c5bb6bd58cea9022bd80ccc78230f3942d632925"
        );
    }
}
