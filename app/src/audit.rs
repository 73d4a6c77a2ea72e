//! The audit log's signed roots, and the commands that look whether it is as it was written.

use crate::{
    cli::Audit,
    commands,
    config::{Mode, Settings},
    demo,
    platform::Migrate,
};
use anyhow::Context as _;
use contracts::Timestamp;
use kernel::{
    Platform,
    audit::{Broken, RootFile, RootKey, SignedLine, seal, verify},
};
use notifications::{AuditRoot, mail_audit_root};
use std::{path::Path, process::ExitCode, sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;

/// How often what was added is signed.
const EVERY: Duration = Duration::from_hours(1);
/// How old a root may be that is laid before whoever mails them, who knows which were mailed: what could not be asked for at
/// one hour is asked for at the next.
const OFFERED: Duration = Duration::from_hours(72);

/// Where signed roots are kept and what signs them.
#[derive(Clone)]
pub struct AuditRoots {
    file: Option<RootFile>,
    keys: Arc<Vec<RootKey>>,
    /// Whether somebody is mailed each root.
    mailed: bool,
    production: bool,
}

impl AuditRoots {
    pub(crate) fn of(settings: &Settings) -> anyhow::Result<Self> {
        Ok(Self {
            file: settings.server.audit_roots.as_ref().map(RootFile::at),
            keys: Arc::new(RootKey::all(&settings.keys()?)?),
            mailed: settings.server.audit_mail_to.is_some(),
            production: settings.mode == Mode::Production,
        })
    }

    /// Signs what was added, every hour until `stop`.
    pub(crate) async fn run(self, platform: Arc<Platform>, stop: CancellationToken) {
        if self.file.is_none() {
            tracing::warn!(
                "`audit_roots` is not set: nothing outside the database vouches for the audit log"
            );
            return;
        }
        if !self.mailed && self.production {
            tracing::warn!(
                "`audit_mail_to` is not set: whoever may write to this machine's disks can change the signed roots, too"
            );
        }
        self.warn_of_no_mail(&platform);
        loop {
            self.add(&platform).await;
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(EVERY) => (),
            }
        }
    }

    /// Says that nobody is mailed what is signed here, when somebody should be.
    fn warn_of_no_mail(&self, platform: &Platform) {
        if self.mailed && platform.context("notifications").is_none() {
            tracing::warn!(
                "`audit_mail_to`: notifications does not run here, so roots signed here are not mailed"
            );
        }
    }

    /// Signs what was added since the last root, for every module here, and has each root mailed.
    pub async fn add(&self, platform: &Platform) {
        let Some(file) = &self.file else { return };
        for host in platform.hosts() {
            if let Err(error) = file.add(&host.ctx, &self.keys).await {
                tracing::error!(module = host.ctx.module, error = format!("{error:#}"), "no root was signed");
            }
        }
        if self.mailed
            && let Err(error) = mail(file, platform).await
        {
            tracing::error!(error = format!("{error:#}"), "signed roots wait to be mailed");
        }
    }

    /// The first place of each module at which the log is not what was written.
    ///
    /// # Errors
    /// When a database does not answer or the file cannot be read.
    pub async fn verify(&self, platform: &Platform, roots: Option<&Path>) -> anyhow::Result<Vec<Broken>> {
        let file = roots.map(RootFile::at).or_else(|| self.file.clone());
        let mut all = Vec::new();
        for host in platform.hosts() {
            let db = host.ctx.db.read();
            all.extend(verify(db, host.ctx.module, file.as_ref(), &self.keys).await?);
        }
        Ok(all)
    }
}

/// Has the roots of the last days mailed, each once.
async fn mail(file: &RootFile, platform: &Platform) -> anyhow::Result<()> {
    let Some(ctx) = platform.context("notifications") else { return Ok(()) };
    for SignedLine { root, line, hash } in file.since(ctx.clock.now().before(OFFERED))? {
        let root = AuditRoot { module: root.module, signed_at: Timestamp(root.at), line, hash };
        mail_audit_root(ctx, root).await?;
    }
    Ok(())
}

/// `tributary audit …`
pub(crate) async fn run(what: Audit) -> anyhow::Result<ExitCode> {
    match what {
        Audit::Verify { configured, roots, data } => {
            let app = match data {
                Some(data) => demo::open(&data).await?,
                None => commands::app(configured, Migrate::Nothing).await?,
            };
            let broken = app.audit.verify(&app.platform, roots.as_deref()).await?;
            for it in &broken {
                println!("FAIL {it}");
            }
            if broken.is_empty() {
                println!("ok   the audit log is as it was written");
                return Ok(ExitCode::SUCCESS);
            }
            Ok(ExitCode::FAILURE)
        }
        Audit::Root { configured } => {
            let app = commands::app(configured, Migrate::Nothing).await?;
            app.audit.file.as_ref().context("`audit_roots` is not set: there is no file to write to")?;
            for host in app.platform.hosts() {
                seal(&host.ctx).await?;
            }
            app.audit.warn_of_no_mail(&app.platform);
            app.audit.add(&app.platform).await;
            Ok(ExitCode::SUCCESS)
        }
    }
}
