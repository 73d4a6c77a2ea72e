//! What is stuck, as it is read off rows.

use super::{DeadJob, JobCount, KeySetAside, ParkedKey, UnknownEffect};
use sea_orm::{DbErr, QueryResult};

pub(super) fn parked_key(row: &QueryResult) -> Result<ParkedKey, DbErr> {
    Ok(ParkedKey {
        subscriber: row.try_get("", "subscriber")?,
        key: row.try_get("", "key")?,
        since: row.try_get("", "since")?,
        reason: row.try_get("", "reason")?,
    })
}

pub(super) fn key_set_aside(row: &QueryResult) -> Result<KeySetAside, DbErr> {
    Ok(KeySetAside {
        subscriber: row.try_get("", "subscriber")?,
        key: row.try_get("", "key")?,
        attempts: row.try_get::<i32>("", "attempt")? + row.try_get::<i32>("", "forbidden")?,
        next_try: row.try_get("", "not_before")?,
        reason: row.try_get("", "reason")?,
    })
}

pub(super) fn job_count(row: &QueryResult) -> Result<JobCount, DbErr> {
    let state = match row.try_get::<i16>("", "state")? {
        0 => "ready",
        1 => "running",
        2 => "done",
        3 => "dead",
        _ => "cancelled",
    };
    Ok(JobCount { kind: row.try_get("", "kind")?, state, count: row.try_get("", "n")? })
}

pub(super) fn dead_job(row: &QueryResult) -> Result<DeadJob, DbErr> {
    Ok(DeadJob {
        id: row.try_get("", "id")?,
        kind: row.try_get("", "kind")?,
        attempt: row.try_get("", "attempt")?,
        error: row.try_get("", "last_error")?,
    })
}

pub(super) fn unknown_effect(row: &QueryResult) -> Result<UnknownEffect, DbErr> {
    Ok(UnknownEffect {
        key: row.try_get("", "effect_key")?,
        step: row.try_get("", "step")?,
        since: row.try_get::<Option<i64>>("", "first_sent_at")?.unwrap_or_default(),
    })
}
