use crate::{Transaction, db::Sql};
use sea_orm::DbErr;

/// Whether something from outside was seen before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// It is new, and noted in this transaction.
    First,
    /// It was seen, and this is what it was answered.
    Again(Option<String>),
    /// The same id came with other content.
    Different,
}

impl Transaction {
    /// Notes that `id` reached `subscriber`, with a hash of what it said. One row, one effect: whatever this
    /// transaction does besides happens once for each id.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn first_sight(&self, subscriber: &str, id: &str, hash: &[u8]) -> Result<Arrival, DbErr> {
        let m = self.module();
        let sql = format!(
            "INSERT INTO {m}_inbox (subscriber, message_id, request_hash, status, received_at) VALUES ($1, $2, $3, 0, $4) \
             ON CONFLICT DO NOTHING"
        );
        let values = vec![subscriber.into(), id.into(), hash.to_vec().into(), self.now.0.into()];
        if self.exec(&sql, values).await? == 1 {
            return Ok(Arrival::First);
        }
        let sql =
            format!("SELECT request_hash, response FROM {m}_inbox WHERE subscriber = $1 AND message_id = $2");
        let Some(row) = self.one(&sql, vec![subscriber.into(), id.into()]).await? else {
            return Ok(Arrival::Again(None));
        };
        if row.try_get::<Option<Vec<u8>>>("", "request_hash")?.is_some_and(|it| it != hash) {
            return Ok(Arrival::Different);
        }
        Ok(Arrival::Again(row.try_get("", "response")?))
    }

    /// Keeps the answer to what [`first_sight`](Self::first_sight) noted.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn answered(&self, subscriber: &str, id: &str, response: &str) -> Result<(), DbErr> {
        let sql = format!(
            "UPDATE {}_inbox SET status = 1, response = $1, done_at = $2 WHERE subscriber = $3 AND message_id = $4",
            self.module()
        );
        let values = vec![response.into(), self.now.0.into(), subscriber.into(), id.into()];
        self.exec(&sql, values).await.map(drop)
    }
}
