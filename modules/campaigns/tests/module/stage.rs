//! Campaigns on a database of its own, with somebody who speaks for pledges.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
    middleware::from_fn_with_state,
    response::Response,
};
use campaigns::{NewCampaign, demo_campaigns, publish};
use contracts::{
    CampaignId, Message, Money, PersonId, PledgeId, Timestamp,
    pledges::{Collection, Gift, PledgeActivated, PledgeReduced},
};
use kernel::{
    Context, Database, FixedClock, Module, Platform, PlatformBuilder,
    db::{Sql, with},
    web::{Templates, WebState, in_languages, show_errors},
};
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;

/// The instant at which the tests begin: 28 May 2026.
pub(crate) const START: Timestamp = Timestamp(1_780_000_000_000_000);

/// Where a test plays.
pub(crate) struct Stage {
    pub(crate) platform: Platform,
    pub(crate) clock: Arc<FixedClock>,
    router: Router,
    _folder: TempDir,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Stage {
    pub(crate) async fn set() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let db = database(&folder).await?;
        for module in ["campaigns", "pledges"] {
            migrations::up(db.schema(), module).await?;
        }
        let module = campaigns::module(campaigns::EXTENSION_DAYS);
        let mut web = WebState::for_tests()?;
        web.templates = Templates::of(module.templates.to_vec(), module.texts.to_vec())?;
        let (clock, web) = (Arc::new(FixedClock::at(START)), Arc::new(web));
        let (platform, mounted) = PlatformBuilder::new(clock.clone(), web.clone())
            .host(module, db.clone())
            .host(Module::named("pledges"), db)
            .build();
        let sites = mounted.into_iter().map(|(ctx, it)| it.into_routers().0.with_state(ctx));
        let router = sites.fold(Router::new(), Router::merge).layer(from_fn_with_state(web, show_errors));
        Ok(Self { platform, clock, router: in_languages(router, false), _folder: folder })
    }

    pub(crate) fn ctx(&self) -> &Context {
        self.platform.context("campaigns").unwrap()
    }

    /// Publishes the demo's campaign at `slug`.
    pub(crate) async fn publish(&self, slug: &str) -> anyhow::Result<CampaignId> {
        publish(self.ctx(), demo(slug)).await
    }

    /// Says something as pledges, and lets everybody hear it.
    pub(crate) async fn pledges_says<M: Message + Clone>(&self, message: M) -> anyhow::Result<()> {
        let say = with(move |tx| {
            let message = message.clone();
            Box::pin(async move { tx.send(&message).await })
        });
        self.platform.context("pledges").unwrap().run(say).await?;
        Ok(self.platform.settle().await?)
    }

    pub(crate) async fn get(&self, path: &str) -> anyhow::Result<Answer> {
        self.ask(Request::get(path).body(Body::empty())?).await
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> anyhow::Result<Answer> {
        let response = self.raw(request).await?;
        let (parts, body) = response.into_parts();
        // A picture is no text; what is asked of it stands in its headers.
        let text = String::from_utf8_lossy(&to_bytes(body, 1 << 20).await?).into_owned();
        Ok(Answer { status: parts.status, headers: parts.headers, text })
    }

    pub(crate) async fn raw(&self, request: Request<Body>) -> anyhow::Result<Response> {
        Ok(self.router.clone().oneshot(request).await?)
    }

    pub(crate) async fn count(&self, table: &str) -> anyhow::Result<i64> {
        let row = self.ctx().db.read().one(&format!("SELECT COUNT(*) FROM {table}"), vec![]).await?;
        Ok(row.unwrap().try_get_by_index(0)?)
    }
}

pub(crate) fn demo(slug: &str) -> NewCampaign {
    demo_campaigns(START).into_iter().find(|it| it.slug == slug).unwrap()
}

/// A gift of `minor` by `person`, who is named `name`.
pub(crate) fn gift(
    campaign: CampaignId,
    amount: Money,
    person: PersonId,
    name: Option<&str>,
) -> PledgeActivated {
    let nothing = Money::zero(amount.currency);
    PledgeActivated {
        pledge: PledgeId::fresh(),
        campaign,
        person,
        gift: Gift { amount, tip: nothing, covered_fee: nothing },
        reward: None,
        collection: Collection::Charge,
        anonymous: name.is_none(),
        activated_at: START,
        name: name.map(str::to_owned),
    }
}

/// `pledge` counts for `by` less.
pub(crate) fn reduced(pledge: &PledgeActivated, by: i64) -> PledgeReduced {
    let money = |minor| Money::new(minor, pledge.gift.amount.currency);
    PledgeReduced {
        pledge: pledge.pledge,
        campaign: pledge.campaign,
        by: money(by),
        remaining: money(pledge.gift.amount.minor - by),
        reduced_at: Timestamp(START.0 + 60_000_000),
    }
}

#[expect(clippy::disallowed_methods, reason = "which database the tests run on is not configuration")]
async fn database(folder: &TempDir) -> anyhow::Result<Database> {
    let Ok(url) = std::env::var("TEST_DATABASE_URL") else {
        let file = folder.path().join("campaigns.db");
        return Ok(Database::connect(&format!("sqlite://{}?mode=rwc", file.display())).await?);
    };
    let name = format!("campaigns_{}", PledgeId::fresh().0.simple());
    let server = Database::connect(&url).await?;
    server.execute(&format!("CREATE DATABASE {name}"), vec![]).await?;
    server.close().await;
    let (address, _) = url.rsplit_once('/').ok_or_else(|| anyhow::anyhow!("{url} names no database"))?;
    Ok(Database::connect(&format!("{address}/{name}")).await?)
}
