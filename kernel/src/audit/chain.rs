use sea_orm::{DbErr, QueryResult};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// An entry as it is hashed and shown.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) id: Uuid,
    pub(super) at: i64,
    pub(super) actor: String,
    pub(super) action: String,
    pub(super) subject: String,
    pub(super) reason: Option<String>,
    pub(super) was: Option<String>,
    pub(super) became: Option<String>,
    pub(super) correlation: Uuid,
}

impl Entry {
    pub(super) fn read(row: &QueryResult) -> Result<Self, DbErr> {
        Ok(Self {
            id: row.try_get("", "id")?,
            at: row.try_get("", "at")?,
            actor: row.try_get("", "actor")?,
            action: row.try_get("", "action")?,
            subject: row.try_get("", "subject")?,
            reason: row.try_get("", "reason")?,
            was: row.try_get("", "was")?,
            became: row.try_get("", "became")?,
            correlation: row.try_get("", "correlation_id")?,
        })
    }

    /// Its hash behind `before`: SHA-256 over the hash before it and every field, each with its length, so that
    /// no two entries are written alike.
    pub(super) fn hash(&self, before: &[u8]) -> Vec<u8> {
        let mut hash = Sha256::new();
        hash.update(before);
        for field in [
            Some(self.id.as_bytes().as_slice()),
            Some(&self.at.to_be_bytes()),
            Some(self.actor.as_bytes()),
            Some(self.action.as_bytes()),
            Some(self.subject.as_bytes()),
            self.reason.as_deref().map(str::as_bytes),
            self.was.as_deref().map(str::as_bytes),
            self.became.as_deref().map(str::as_bytes),
            Some(self.correlation.as_bytes()),
        ] {
            // A length that no text has stands for what is not there.
            hash.update(field.map_or(u64::MAX, |it| it.len() as u64).to_be_bytes());
            hash.update(field.unwrap_or_default());
        }
        hash.finalize().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_reason_and_none_and_a_shifted_letter_are_hashed_apart() {
        let entry = Entry {
            id: Uuid::nil(),
            at: 1,
            actor: "console".into(),
            action: "a.b".into(),
            subject: "c".into(),
            reason: None,
            was: None,
            became: None,
            correlation: Uuid::nil(),
        };
        let empty = Entry { reason: Some(String::new()), ..entry.clone() };
        let shifted = Entry { action: "a.bc".into(), subject: String::new(), ..entry.clone() };
        assert_ne!(entry.hash(b""), empty.hash(b""));
        assert_ne!(entry.hash(b""), shifted.hash(b""));
        assert_ne!(entry.hash(b""), entry.hash(b"before"));
    }
}
