use crate::db::Sql;
use chacha20poly1305::{
    AeadCore, ChaCha20Poly1305, KeyInit,
    aead::{Aead, OsRng, Payload},
};
use contracts::{PersonId, Timestamp};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

const NONCE: usize = 12;

/// The keys of the people a module's messages tell of. To destroy a key is to forget the person in every
/// message, while the log, its order and its sums stay as they are.
pub struct Keyring<'a, C> {
    module: &'static str,
    connection: &'a C,
}

impl<'a, C: ConnectionTrait> Keyring<'a, C> {
    /// The keyring of `module`, in the database behind `connection`.
    pub fn of(module: &'static str, connection: &'a C) -> Self {
        Self { module, connection }
    }

    /// The key of `person`, if it has not been destroyed.
    pub async fn find(&self, person: PersonId) -> Result<Option<Vec<u8>>, DbErr> {
        let sql = format!("SELECT secret FROM {}_person_key WHERE person = $1", self.module);
        let row = self.connection.one(&sql, vec![person.0.into()]).await?;
        row.map(|row| row.try_get_by_index(0)).transpose()
    }

    /// The key of `person`, made when there is none.
    pub async fn key_of(&self, person: PersonId, now: Timestamp) -> Result<Vec<u8>, DbErr> {
        if let Some(key) = self.find(person).await? {
            return Ok(key);
        }
        let fresh = ChaCha20Poly1305::generate_key(&mut OsRng).to_vec();
        let sql = format!(
            "INSERT INTO {}_person_key (person, secret, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            self.module
        );
        self.connection.exec(&sql, vec![person.0.into(), fresh.into(), now.0.into()]).await?;
        self.find(person).await?.ok_or_else(|| DbErr::RecordNotFound("the key just made".into()))
    }

    /// Forgets `person`: what was sealed for them can never be read again.
    pub async fn destroy(&self, person: PersonId) -> Result<bool, DbErr> {
        let sql = format!("DELETE FROM {}_person_key WHERE person = $1", self.module);
        Ok(self.connection.exec(&sql, vec![person.0.into()]).await? > 0)
    }
}

/// Encrypts `clear` (ChaCha20-Poly1305, RFC 8439), bound to the message it belongs to.
pub(crate) fn seal(key: &[u8], message: Uuid, clear: &[u8]) -> Result<Vec<u8>, DbErr> {
    let nonce = ChaCha20Poly1305::generate_nonce(&mut OsRng);
    let payload = Payload { msg: clear, aad: message.as_bytes() };
    let sealed = cipher(key)?.encrypt(&nonce, payload).map_err(|_| DbErr::Custom("sealing failed".into()))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// What was sealed, or `None` when it does not fit the key or the message.
pub(crate) fn open(key: &[u8], message: Uuid, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
    cipher(key).ok()?.decrypt(nonce.into(), Payload { msg: sealed, aad: message.as_bytes() }).ok()
}

fn cipher(key: &[u8]) -> Result<ChaCha20Poly1305, DbErr> {
    ChaCha20Poly1305::new_from_slice(key)
        .map_err(|_| DbErr::Custom("a person's key has a wrong length".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_the_key_and_for_the_message_it_was_sealed_for() -> Result<(), DbErr> {
        let (key, message) = ([7; 32], Uuid::from_u128(1));
        let sealed = seal(&key, message, b"a@example.test")?;
        assert_eq!(open(&key, message, &sealed).as_deref(), Some(&b"a@example.test"[..]));
        assert_eq!(open(&[8; 32], message, &sealed), None);
        assert_eq!(open(&key, Uuid::from_u128(2), &sealed), None);
        assert_eq!(open(&key, message, b"short"), None);
        Ok(())
    }
}
