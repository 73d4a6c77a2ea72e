//! What staff do about messages that wait for a person.

use super::Platform;
use crate::{
    Audit,
    audit::Noted,
    db::with,
    subscription::{self, WaitingKey, Which},
    web::CurrentUser,
};
use sea_orm::DbErr;
use serde::Serialize;
use std::time::{Duration, Instant};

/// What came of redriving many keys.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Redriven {
    /// How many keys flow again.
    pub keys: usize,
    /// How many messages of these were handled.
    pub messages: usize,
    /// The keys whose head is still refused, with why.
    pub refused: Vec<StillRefused>,
    /// How many keys were not tried, because there was no more time.
    pub left: usize,
}

/// A key that was redriven in vain.
#[derive(Clone, Debug, Serialize)]
pub struct StillRefused {
    /// Who still cannot handle it.
    pub subscriber: String,
    /// The key.
    pub key: String,
    /// Why.
    pub error: String,
}

impl Platform {
    /// Handles what is kept of `key` for `subscriber` of `module`, in order.
    ///
    /// # Errors
    /// When there is no such subscription, or the handler still refuses.
    pub async fn redrive(
        &self,
        module: &str,
        subscriber: &str,
        key: &str,
        by: &CurrentUser,
    ) -> anyhow::Result<usize> {
        let host = self.host(module)?;
        let entry = Audit::new(by, "key.redrive", format!("{subscriber}/{key}"));
        host.ctx
            .run(with(move |tx| {
                let entry = entry.clone();
                Box::pin(async move { tx.audit(entry).await })
            }))
            .await
            .map_err(|error: DbErr| error)?;
        let runners: Vec<_> = self.runners(host).into_iter().filter(|it| it.name() == subscriber).collect();
        Ok(subscription::redrive(&runners, key, &by.name).await?)
    }

    /// The keys of `module` that wait for a person and are as `which` wants them, in the order in which they would be
    /// redriven. Nothing is done.
    ///
    /// # Errors
    /// When there is no such module, or its database does not answer.
    pub async fn waiting_keys(
        &self,
        module: &str,
        which: &Which,
        limit: usize,
    ) -> anyhow::Result<Vec<WaitingKey>> {
        let ctx = &self.host(module)?.ctx;
        Ok(subscription::waiting_keys(ctx.db.read(), ctx.module, which, limit).await?)
    }

    /// Redrives those keys one after the other, each in its own order. One that is still refused keeps no other from
    /// being tried; after `within` no further one is begun.
    ///
    /// # Errors
    /// When there is no such module, or its database does not answer.
    pub async fn redrive_all(
        &self,
        module: &str,
        (which, limit): (&Which, usize),
        within: Duration,
        by: &CurrentUser,
    ) -> anyhow::Result<Redriven> {
        let (began, mut all) = (Instant::now(), Redriven::default());
        for WaitingKey { subscriber, key, .. } in self.waiting_keys(module, which, limit).await? {
            if began.elapsed() > within {
                all.left += 1;
                continue;
            }
            match self.redrive(module, &subscriber, &key, by).await {
                Ok(messages) => (all.keys, all.messages) = (all.keys + 1, all.messages + messages),
                Err(error) => {
                    all.refused.push(StillRefused { subscriber, key, error: format!("{error:#}") });
                }
            }
        }
        Ok(all)
    }

    /// Gives up on one kept message for good. Others that wait of its key go on once it is redriven.
    ///
    /// # Errors
    /// When it is not kept any more.
    pub async fn discard(
        &self,
        module: &str,
        letter: i64,
        by: &CurrentUser,
        note: &str,
    ) -> anyhow::Result<()> {
        let entry = Audit::new(by, "dead_letter.discard", format!("dead_letter/{letter}")).because(note);
        let (by, note) = (by.name.clone(), note.to_owned());
        let command = with(move |tx| {
            let (by, note) = (by.clone(), note.clone());
            Box::pin(async move { subscription::discard(tx, letter, &by, &note).await })
        });
        let done =
            self.host(module)?.ctx.run(Noted { command, entry }).await.map_err(|error: DbErr| error)?;
        anyhow::ensure!(done, "that message is not kept any more");
        Ok(())
    }
}
