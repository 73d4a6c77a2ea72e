//! Notifications with everything around them: others who say what happened, a clock, a mail server.

use contracts::{
    CampaignId, Currency, Message, Money, PersonId, PledgeId, Timestamp,
    pledges::{
        Collection, Gift, LapseReason, PledgeActivated, PledgeCancelled, PledgeLapsed, PledgeReduced,
        PledgeReserved,
    },
};
use kernel::{
    Clock, Command, Context, Database, FixedClock, Module, Platform, PlatformBuilder, Transaction, db::Sql,
    web::WebState,
};
use notifications::{Config, Mailbox, Received};
use sea_orm::DbErr;
use std::{net::SocketAddr, sync::Arc, time::Duration};

/// Makes a module say something.
struct Say<M>(M);

impl<M: Message> Command for Say<M> {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        tx.send(&self.0).await
    }
}

pub(crate) const NOW: Timestamp = Timestamp(1_800_000_000_000_000);

pub(crate) struct World {
    pub(crate) platform: Platform,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) mailbox: Mailbox,
    pub(crate) pledge: PledgeId,
    pub(crate) campaign: CampaignId,
    pub(crate) person: PersonId,
    pub(crate) dir: tempfile::TempDir,
}

impl World {
    pub(crate) async fn start() -> anyhow::Result<Self> {
        let dir = tempfile::tempdir()?;
        let mailbox = mailbox(dir.path()).await?;
        let (platform, clock) = platform(dir.path(), mailbox.smtp_url()).await?;
        Ok(Self { mailbox, ..Self::of(platform, clock, dir).await? })
    }

    /// With the mail server at `smtp_url`.
    pub(crate) async fn with_server(smtp_url: String) -> anyhow::Result<Self> {
        let dir = tempfile::tempdir()?;
        let (platform, clock) = platform(dir.path(), smtp_url).await?;
        Self::of(platform, clock, dir).await
    }

    pub(crate) async fn of(
        platform: Platform,
        clock: Arc<FixedClock>,
        dir: tempfile::TempDir,
    ) -> anyhow::Result<Self> {
        Ok(Self {
            platform,
            clock,
            mailbox: mailbox(&dir.path().join("unused")).await?,
            pledge: PledgeId::fresh(),
            campaign: CampaignId::fresh(),
            person: PersonId::fresh(),
            dir,
        })
    }

    pub(crate) async fn say<M: Message>(&self, module: &str, message: M) -> anyhow::Result<()> {
        Ok(self.context(module).run(Say(message)).await?)
    }

    pub(crate) async fn reserve(&self, collection: Collection, name: Option<&str>) -> anyhow::Result<()> {
        self.say("pledges", reserved(self, collection, name)).await
    }

    pub(crate) async fn activate(&self, collection: Collection) -> anyhow::Result<()> {
        let active = PledgeActivated {
            pledge: self.pledge,
            campaign: self.campaign,
            person: self.person,
            gift: gift(),
            reward: None,
            collection,
            anonymous: true,
            activated_at: NOW,
            name: None,
        };
        self.say("pledges", active).await
    }

    pub(crate) async fn reduce(&self, by: i64, remaining: i64) -> anyhow::Result<()> {
        let reduced = PledgeReduced {
            pledge: self.pledge,
            campaign: self.campaign,
            by: inr(by),
            remaining: inr(remaining),
            reduced_at: Timestamp(NOW.0 + by),
        };
        self.say("pledges", reduced).await
    }

    pub(crate) async fn lapse(&self, reason: LapseReason) -> anyhow::Result<()> {
        let lapsed = PledgeLapsed { pledge: self.pledge, campaign: self.campaign, reason, lapsed_at: NOW };
        self.say("pledges", lapsed).await
    }

    pub(crate) async fn cancel(&self) -> anyhow::Result<()> {
        let cancelled =
            PledgeCancelled { pledge: self.pledge, campaign: self.campaign, gift: gift(), cancelled_at: NOW };
        self.say("pledges", cancelled).await
    }

    /// Delivers everything, and everything once more.
    pub(crate) async fn settle_twice(&self) -> anyhow::Result<()> {
        self.platform.settle().await?;
        self.platform.tell_everything_again().await?;
        Ok(self.platform.settle().await?)
    }

    pub(crate) fn context(&self, module: &str) -> &Context {
        self.platform.context(module).unwrap_or_else(|| panic!("{module} is not hosted"))
    }

    pub(crate) fn subjects(&self) -> Vec<String> {
        self.mailbox.messages().iter().map(Received::subject).collect()
    }

    pub(crate) fn only_mail(&self) -> Received {
        let mails = self.mailbox.messages();
        assert_eq!(mails.len(), 1, "{:?}", self.subjects());
        mails[0].clone()
    }

    /// State and subject of every mail, oldest first.
    pub(crate) async fn states(&self) -> anyhow::Result<Vec<(i16, Option<String>)>> {
        let sql = "SELECT state, subject FROM notifications_mail ORDER BY id";
        let rows = self.context("notifications").db.read().all(sql, vec![]).await?;
        Ok(rows
            .iter()
            .map(|row| Ok((row.try_get("", "state")?, row.try_get("", "subject")?)))
            .collect::<Result<_, DbErr>>()?)
    }
}

pub(crate) fn inr(minor: i64) -> Money {
    Money::new(minor, Currency::Inr)
}

pub(crate) fn gift() -> Gift {
    Gift { amount: inr(84_000), tip: inr(5_000), covered_fee: inr(2_150) }
}

pub(crate) fn reserved(world: &World, collection: Collection, name: Option<&str>) -> PledgeReserved {
    PledgeReserved {
        pledge: world.pledge,
        campaign: world.campaign,
        campaign_title: "Mangroves for Koh Rong – ₹ & more".into(),
        campaign_slug: "mangroves".into(),
        person: world.person,
        donor: None,
        gift: gift(),
        reward: None,
        collection,
        recurring: None,
        reserved_until: NOW.after(Duration::from_mins(15)),
        accepted_at: NOW,
        locale: "en-IN".into(),
        name: name.map(str::to_owned),
        email: Some("namita@example.test".into()),
    }
}

pub(crate) async fn mailbox(dir: &std::path::Path) -> anyhow::Result<Mailbox> {
    Mailbox::start(SocketAddr::from(([127, 0, 0, 1], 0)), &dir.join("mail")).await
}

pub(crate) fn config(smtp_url: String) -> Config {
    Config {
        smtp_url: smtp_url.into(),
        from: "Tributary <no-reply@tributary.test>".into(),
        public_url: "http://127.0.0.1:8080".into(),
        keys: kernel::Keys::for_tests(),
        audit_to: None,
        mailbox: None,
    }
}

/// Notifications, and the modules it listens to, which say what the test makes them say.
pub(crate) async fn platform(
    dir: &std::path::Path,
    smtp_url: String,
) -> anyhow::Result<(Platform, Arc<FixedClock>)> {
    let db = database(dir).await?;
    for module in ["pledges", "payments", "users", "notifications"] {
        migrations::up(db.schema(), module).await?;
    }
    let clock = Arc::new(FixedClock::at(NOW));
    let (platform, _) =
        PlatformBuilder::new(clock.clone() as Arc<dyn Clock>, Arc::new(WebState::for_tests()?))
            .host(Module::named("pledges"), db.clone())
            .host(Module::named("payments"), db.clone())
            .host(Module::named("users"), db.clone())
            .host(notifications::module(config(smtp_url))?, db)
            .build();
    Ok((platform, clock))
}

/// A database of its own: a file, or one on the server that `TEST_DATABASE_URL` names.
pub(crate) async fn database(dir: &std::path::Path) -> anyhow::Result<Database> {
    #[expect(clippy::disallowed_methods, reason = "where the tests' server is")]
    let Ok(server) = std::env::var("TEST_DATABASE_URL") else {
        return Ok(Database::connect(&format!("sqlite://{}?mode=rwc", dir.join("db").display())).await?);
    };
    let name = format!("t{}", uuid::Uuid::new_v4().simple());
    let admin = Database::connect(&server).await?;
    admin.execute(&format!("CREATE DATABASE {name}"), vec![]).await?;
    admin.close().await;
    let (base, _) = server.rsplit_once('/').unwrap_or((&server, ""));
    Ok(Database::connect(&format!("{base}/{name}")).await?)
}
