//! What staff do about jobs.

use super::Platform;
use crate::{
    Audit,
    audit::Noted,
    db::with,
    job::{self, KindOfJob, NextJob},
    web::CurrentUser,
};
use sea_orm::DbErr;
use uuid::Uuid;

impl Platform {
    /// Puts a job that gave up back, to be done at once.
    ///
    /// # Errors
    /// When it has not given up.
    pub async fn revive(&self, module: &str, id: Uuid, by: &CurrentUser) -> anyhow::Result<()> {
        let ctx = &self.host(module)?.ctx;
        let entry = Audit::new(by, "job.revive", format!("job/{id}"));
        let command = with(move |tx| Box::pin(job::revive(tx, id)));
        let done = ctx.run(Noted { command, entry }).await?;
        anyhow::ensure!(done, "that job has not given up");
        ctx.wake.work();
        Ok(())
    }

    /// Every kind of jobs of every module here: what it did last, what waits, and whether it may go on.
    ///
    /// # Errors
    /// When a database does not answer.
    pub async fn jobs(&self) -> Result<Vec<(&'static str, Vec<KindOfJob>)>, DbErr> {
        let mut all = Vec::new();
        for host in &self.hosts {
            all.push((host.ctx.module, job::switch::all(&host.ctx, &host.jobs).await?));
        }
        Ok(all)
    }

    /// What jobs of `kind` would be done next. Nothing is done.
    ///
    /// # Errors
    /// When there is no such module, or its database does not answer.
    pub async fn next_jobs(&self, module: &str, kind: &str) -> anyhow::Result<Vec<NextJob>> {
        Ok(job::switch::next(&self.host(module)?.ctx, kind).await?)
    }

    /// Tells jobs of `kind` to wait, in every process of the module. Those at work end.
    ///
    /// # Errors
    /// When they wait already.
    pub async fn pause_jobs(
        &self,
        module: &str,
        kind: &str,
        by: &CurrentUser,
        reason: &str,
    ) -> anyhow::Result<()> {
        let host = self.host(module)?;
        anyhow::ensure!(host.jobs.kinds().any(|it| it == kind), "{module} has no jobs called {kind}");
        let entry = Audit::new(by, "jobs.pause", format!("jobs/{module}/{kind}")).because(reason);
        let (kind, by, reason) = (kind.to_owned(), by.name.clone(), reason.to_owned());
        let command = with(move |tx| {
            let (kind, by, reason) = (kind.clone(), by.clone(), reason.clone());
            Box::pin(async move { job::switch::pause(tx, &kind, &by, &reason).await })
        });
        let done = host.ctx.run(Noted { command, entry }).await.map_err(|error: DbErr| error)?;
        anyhow::ensure!(done, "they wait already");
        Ok(())
    }

    /// Lets jobs of `kind` go on.
    ///
    /// # Errors
    /// When they do.
    pub async fn resume_jobs(&self, module: &str, kind: &str, by: &CurrentUser) -> anyhow::Result<()> {
        let ctx = &self.host(module)?.ctx;
        let entry = Audit::new(by, "jobs.resume", format!("jobs/{module}/{kind}"));
        let kind = kind.to_owned();
        let command = with(move |tx| {
            let kind = kind.clone();
            Box::pin(async move { job::switch::resume(tx, &kind).await })
        });
        let done = ctx.run(Noted { command, entry }).await.map_err(|error: DbErr| error)?;
        anyhow::ensure!(done, "they do not wait");
        ctx.wake.work();
        Ok(())
    }
}
