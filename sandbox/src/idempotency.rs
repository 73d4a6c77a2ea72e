use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::errors::{ApiError, ApiResult};
use crate::world::World;

/// Stripe may forget a key after 24 hours: <https://docs.stripe.com/api/idempotent_requests>.
const MEMORY_MICROS: i64 = 24 * 3600 * 1_000_000;
const LONGEST_KEY: usize = 255;

/// What a key remembers: the first answer, byte for byte.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) request: Request,
    pub(crate) status: u16,
    pub(crate) body: String,
    /// The id of the request that was answered first.
    pub(crate) answered: String,
    pub(crate) at: i64,
}

/// What a request asked: where, and a digest of all it said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Request {
    pub(crate) path: String,
    pub(crate) digest: String,
}

impl Request {
    pub(crate) fn new(path: &str, parameters: &str) -> Self {
        Self { path: path.to_owned(), digest: hex::encode(Sha256::digest(parameters)) }
    }
}

/// What to do with a request that carries a key.
pub(crate) enum Start {
    /// First time: do it, and say so with [`World::keys_in_use`] until it is done.
    Run,
    Replay(Record),
}

/// Forgets the keys that are too old to remember anything at `now`: their answers are long, and there is one for each
/// call.
pub(crate) fn forget(world: &mut World, now: i64) {
    world.keys.retain(|_, it| now - it.at < MEMORY_MICROS);
}

pub(crate) fn start(world: &mut World, key: &str, request: &Request, now: i64) -> ApiResult<Start> {
    if key.len() > LONGEST_KEY {
        return Err(ApiError::idempotency(
            StatusCode::BAD_REQUEST,
            format!("Idempotency keys are limited to {LONGEST_KEY} characters, but yours has {}.", key.len()),
        ));
    }
    if let Some(record) = world.keys.get(key).filter(|it| now - it.at < MEMORY_MICROS) {
        return match difference(record, request) {
            None => Ok(Start::Replay(record.clone())),
            Some(what) => Err(ApiError::idempotency(
                StatusCode::BAD_REQUEST,
                format!(
                    "{what} Try using a key other than '{key}' if you meant to execute a different request."
                ),
            )),
        };
    }
    if !world.keys_in_use.insert(key.to_owned()) {
        return Err(in_use(key));
    }
    Ok(Start::Run)
}

/// Another request with the key is under way.
pub(crate) fn in_use(key: &str) -> ApiError {
    let message = format!(
        "There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): {key}. Please try again later."
    );
    ApiError::idempotency(StatusCode::CONFLICT, message).code("idempotency_key_in_use")
}

fn difference(record: &Record, request: &Request) -> Option<String> {
    if record.request.path != request.path {
        Some(format!(
            "Keys for idempotent requests can only be used for the same endpoint they were first used for ('{}' vs '{}').",
            record.request.path, request.path
        ))
    } else if record.request.digest != request.digest {
        Some(
            "Keys for idempotent requests can only be used with the same parameters they were first used with."
                .to_owned(),
        )
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Entry;

    fn remembered(world: &mut World, key: &str, request: &Request) {
        let record = Record {
            request: request.clone(),
            status: 500,
            body: "{}".to_owned(),
            answered: "req_1".to_owned(),
            at: 0,
        };
        world.change(Entry::Key(key.to_owned(), record));
    }

    #[test]
    fn a_key_replays_refuses_other_parameters_and_is_forgotten_after_a_day() {
        let mut world = World::new(1);
        let request = Request::new("/v1/refunds", "amount=1");
        remembered(&mut world, "k", &request);

        assert!(matches!(start(&mut world, "k", &request, MEMORY_MICROS - 1), Ok(Start::Replay(_))));
        let other = Request::new("/v1/refunds", "amount=2");
        assert_eq!(start(&mut world, "k", &other, 1).err().unwrap().status(), StatusCode::BAD_REQUEST);
        let elsewhere = Request::new("/v1/customers", "amount=1");
        assert!(start(&mut world, "k", &elsewhere, 1).is_err());
        assert!(matches!(start(&mut world, "k", &other, MEMORY_MICROS), Ok(Start::Run)));
        forget(&mut world, MEMORY_MICROS - 1);
        assert_eq!(world.keys.len(), 1);
        forget(&mut world, MEMORY_MICROS);
        assert!(world.keys.is_empty(), "what nobody may ask for takes no room");
    }

    #[test]
    fn a_key_under_way_is_a_conflict() {
        let mut world = World::new(1);
        let request = Request::new("/v1/refunds", "amount=1");
        assert!(matches!(start(&mut world, "k", &request, 0), Ok(Start::Run)));
        assert_eq!(start(&mut world, "k", &request, 0).err().unwrap().status(), StatusCode::CONFLICT);
        assert!(start(&mut world, &"x".repeat(256), &request, 0).is_err());
    }
}
