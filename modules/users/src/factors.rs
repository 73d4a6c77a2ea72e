//! Second factors: codes from an app, passkeys, recovery codes. What they are made of and whether they are right;
//! what becomes of it is decided elsewhere.

pub(crate) mod passkey;
pub(crate) mod recovery_code;
pub(crate) mod totp;
