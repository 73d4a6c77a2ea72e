use super::seal;
use crate::{Transaction, db::Sql};
use contracts::{Message, PersonId};
use sea_orm::DbErr;
use serde_json::{Map, Value};

/// Writes `message` beside the change it tells of.
pub(crate) async fn append<M: Message>(tx: &Transaction, message: &M) -> Result<(), DbErr> {
    let told = Told {
        name: M::NAME,
        version: i16::try_from(M::VERSION).unwrap_or(i16::MAX),
        key: message.key(),
        seals: M::SEALED,
        person: message.person(),
        payload: serde_json::to_value(message).map_err(json)?,
    };
    write(tx, told).await
}

/// A message, its type forgotten: what follows is the same for all of them and is compiled once.
struct Told {
    name: &'static str,
    version: i16,
    key: String,
    seals: &'static [&'static str],
    person: Option<PersonId>,
    payload: Value,
}

/// `key_seq` numbers the messages of one key without gaps. Two writers of one key at once meet on its unique
/// index, and the later one runs again.
async fn write(tx: &Transaction, mut told: Told) -> Result<(), DbErr> {
    let m = tx.module();
    let message_id = contracts::chance::next_id();
    let sealed = match (take_sealed(told.seals, &mut told.payload), told.person) {
        (None, _) => None,
        (Some(_), None) => return Err(DbErr::Custom(format!("{} seals fields of nobody", told.name))),
        (Some(fields), Some(person)) => {
            let key = tx.keyring().key_of(person, tx.now).await?;
            let clear = serde_json::to_vec(&fields).map_err(json)?;
            Some((person, seal::seal(&key, message_id, &clear)?))
        }
    };
    let (person, sealed) = sealed.unzip();
    let cause = tx.cause();
    let sql = format!(
        "INSERT INTO {m}_outbox (message_id, topic, version, key, key_seq, payload, person, sealed, correlation_id, \
         causation_id, traceparent, created_at) VALUES ($1, $2, $3, $4, \
         COALESCE((SELECT MAX(key_seq) FROM {m}_outbox WHERE key = $4), 0) + 1, $5, $6, $7, $8, $9, $10, $11)"
    );
    let values = vec![
        message_id.into(),
        told.name.into(),
        told.version.into(),
        told.key.into(),
        told.payload.to_string().into(),
        person.map(|it| it.0).into(),
        sealed.into(),
        cause.correlation.into(),
        cause.causation.into(),
        cause.traceparent().into(),
        tx.now.0.into(),
    ];
    tx.exec(&sql, values).await.map(drop)
}

/// Takes the fields called `seals` out of `payload`; `None` when all of them are empty.
fn take_sealed(seals: &[&str], payload: &mut Value) -> Option<Map<String, Value>> {
    let fields = payload.as_object_mut()?;
    let taken = seals.iter().filter_map(|name| fields.remove(*name).map(|value| ((*name).to_owned(), value)));
    let taken: Map<String, Value> = taken.filter(|(_, value)| !value.is_null()).collect();
    (!taken.is_empty()).then_some(taken)
}

fn json(error: serde_json::Error) -> DbErr {
    DbErr::Json(error.to_string())
}
