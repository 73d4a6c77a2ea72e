use super::{
    visitor::Visitor,
    world::{START, settings, sign_in},
};
use crate::{App, Ingredients, Migrate};
use kernel::{Clock as _, FixedClock};
use notifications::Mailbox;
use std::{fs, path::PathBuf, sync::Arc};

/// A database with campaigns and people, as bytes to be copied, and staff who have signed in.
pub(super) struct Template {
    pub(super) bytes: Vec<u8>,
    pub(super) slugs: Vec<String>,
    pub(super) staff: Visitor,
}

impl Template {
    pub(super) fn make(campaigns: usize) -> anyhow::Result<Self> {
        let clock = Arc::new(FixedClock::at(START));
        let time = clock.clone();
        let _seeded = contracts::chance::seed_this_thread(0, move || time.now().0);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let folder = Folder::new(0)?;
        let (slugs, staff) = runtime.block_on(Self::fill(&folder, clock, campaigns))?;
        drop(runtime);
        Ok(Self { bytes: fs::read(folder.database())?, slugs, staff })
    }

    async fn fill(
        folder: &Folder,
        clock: Arc<FixedClock>,
        campaigns: usize,
    ) -> anyhow::Result<(Vec<String>, Visitor)> {
        let ingredients = Ingredients { clock, mailbox: Some(Mailbox::in_memory()), migrate: Migrate::All };
        let app = App::build(&settings(folder), ingredients).await?;
        for user in users::demo_users() {
            if let Some(ctx) = app.platform.context("users") {
                users::register(ctx, &app.passwords, user).await?;
            }
        }
        let mut slugs = Vec::new();
        for campaign in some(campaigns) {
            slugs.push(campaign.slug.clone());
            if let Some(ctx) = app.platform.context("campaigns") {
                campaigns::publish(ctx, campaign).await?;
            }
        }
        app.platform.settle().await?;
        let mut staff = Visitor::default();
        sign_in(&mut staff, &app.router).await?;
        for host in app.platform.hosts() {
            host.ctx.db.close().await;
        }
        Ok((slugs, staff))
    }
}

/// So many campaigns, of both kinds and of several currencies.
fn some(many: usize) -> Vec<campaigns::NewCampaign> {
    let (save, charge): (Vec<_>, Vec<_>) = campaigns::demo_campaigns(START)
        .into_iter()
        .partition(|it| it.model == contracts::campaigns::FundingModel::AllOrNothing);
    let mut kinds = [charge.into_iter(), save.into_iter()];
    let mut chosen = Vec::new();
    for number in 0..many.max(1) {
        let [charge, save] = &mut kinds;
        let next = if number % 3 == 1 { save.next().or_else(|| charge.next()) } else { charge.next() };
        chosen.extend(next);
    }
    chosen
}

/// A folder for one database, gone with this value. In memory where the system has such a place.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new(seed: u64) -> anyhow::Result<Self> {
        let shared = PathBuf::from("/dev/shm");
        let base = if shared.is_dir() { shared } else { std::env::temp_dir() };
        let unique = uuid::Uuid::new_v4().simple();
        let path = base.join(format!("tributary-simulation-{seed}-{unique}"));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    pub(super) fn database(&self) -> PathBuf {
        self.0.join("all.db")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}
