//! Figures over time are what was said, however it is folded.

use axum::{
    Extension, Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
    middleware::from_fn_with_state,
};
use contracts::{
    CampaignId, Currency, Message, Money, PersonId, PlanId, PledgeId, Timestamp, UserId,
    campaigns::{CampaignPublished, FundingModel},
    pledges::{
        Collection, Gift, Interval, PlanChange, PlanChanged, PlanEnd, PlanEnded, PlanStarted,
        PledgeActivated, PledgeReduced, PledgeReferred,
    },
};
use kernel::{
    Database, FixedClock, Module, Platform, PlatformBuilder,
    db::with,
    web::{CurrentUser, Role, SessionStore, Templates, WebState, show_errors, sign_in},
};
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;
use tower_sessions::Session;

/// 28 May 2026, 20:26:40 UTC.
const START: Timestamp = Timestamp(1_780_000_000_000_000);
const HOUR: i64 = 3_600_000_000;

#[tokio::test]
async fn gifts_are_counted_by_the_hour_and_by_the_day() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let campaign = stage.campaign("Ring the dale").await?;
    stage.says("pledges", gift(campaign, 1_000, START)).await?;
    stage.says("pledges", gift(campaign, 2_500, START)).await?;
    stage.says("pledges", gift(campaign, 4_000, Timestamp(START.0 - 26 * HOUR))).await?;

    let (_, page) = stage.get(&format!("/backoffice/analytics/{campaign}"), Some(Role::Support)).await?;
    for seen in [
        "3 gifts, £75 given, £0 taken back",
        "<td>28 May 2026 at 20:00 UTC</td><td class=\"num\">2</td><td class=\"num\">£35</td>",
        "<td>27 May 2026</td><td class=\"num\">1</td><td class=\"num\">£40</td>",
        "<desc id=\"days-desc\">",
    ] {
        assert!(page.contains(seen), "{seen} in {page}");
    }
    Ok(())
}

#[tokio::test]
async fn what_is_taken_back_is_counted_when_that_was_decided() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let campaign = stage.campaign("Ring the dale").await?;
    let pledge = gift(campaign, 4_000, Timestamp(START.0 - 3 * HOUR));
    stage.says("pledges", pledge.clone()).await?;
    stage.says("pledges", reduced(&pledge, 1_500)).await?;

    let (_, page) = stage.get(&format!("/backoffice/analytics/{campaign}"), Some(Role::Finance)).await?;
    assert!(page.contains("1 gift, £40 given, £15 taken back"), "{page}");
    assert!(page.contains("20:00 UTC</td><td class=\"num\">0</td><td class=\"num\">£0</td>"), "{page}");
    let (_, index) = stage.get("/backoffice/analytics", Some(Role::Admin)).await?;
    assert!(index.contains("Ring the dale") && index.contains("£25"), "{index}");
    Ok(())
}

#[tokio::test]
async fn a_read_model_folded_anew_is_the_same() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let (one, two) = (stage.campaign("One").await?, stage.campaign("Two").await?);
    for (campaign, hours) in [(one, 0), (one, 1), (two, 1), (one, 30)] {
        let pledge = gift(campaign, 4_000, Timestamp(START.0 - hours * HOUR));
        stage.says("pledges", pledge.clone()).await?;
        stage.says("pledges", reduced(&pledge, 700)).await?;
    }

    for (subscription, messages) in [("campaigns", 2), ("gift_hours", 8)] {
        let rebuilt = stage.platform.rebuild("analytics", subscription).await?;
        assert_eq!((rebuilt.different, rebuilt.messages), (vec![], messages), "{subscription}");
    }
    stage.platform.tell_everything_again().await?;
    let report = stage.platform.check().await?;
    assert!(report.holds, "{report:?}");
    Ok(())
}

#[tokio::test]
async fn gifts_may_be_heard_before_their_campaign() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let campaign = CampaignId::fresh();
    stage.says("pledges", gift(campaign, 4_000, START)).await?;
    stage.says("campaigns", published(campaign, "Ring the dale")).await?;

    let (_, index) = stage.get("/backoffice/analytics", Some(Role::Admin)).await?;
    assert!(index.contains("£40"), "{index}");
    Ok(())
}

#[tokio::test]
async fn figures_are_for_those_who_work_here() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let campaign = stage.campaign("Ring the dale").await?;
    for path in ["/backoffice/analytics".to_owned(), format!("/backoffice/analytics/{campaign}")] {
        assert_eq!(stage.get(&path, None).await?.0, StatusCode::SEE_OTHER, "{path}");
        assert_eq!(stage.get(&path, Some(Role::Donor)).await?.0, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(stage.get(&path, Some(Role::Support)).await?.0, StatusCode::OK, "{path}");
    }
    for unknown in ["no-such-thing".to_owned(), CampaignId::fresh().to_string()] {
        let path = format!("/backoffice/analytics/{unknown}");
        assert_eq!(stage.get(&path, Some(Role::Admin)).await?.0, StatusCode::NOT_FOUND, "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn campaigns_are_sorted_by_gifts_or_by_their_titles() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let (_, busy) = (stage.campaign("A quiet well").await?, stage.campaign("Zinc roofs").await?);
    stage.says("pledges", gift(busy, 4_000, START)).await?;
    for (asked, first, order) in [
        ("", "Zinc roofs", "class=\"num\" aria-sort=\"descending\""),
        ("?by=title", "A quiet well", "<th scope=\"col\" aria-sort=\"ascending\">"),
        ("?by=given", "Zinc roofs", "class=\"num\" aria-sort=\"descending\""),
    ] {
        let (_, page) = stage.get(&format!("/backoffice/analytics{asked}"), Some(Role::Admin)).await?;
        let other = if first == "Zinc roofs" { "A quiet well" } else { "Zinc roofs" };
        assert!(page.find(first) < page.find(other) && page.contains(order), "{asked}: {page}");
    }
    Ok(())
}

/// Analytics on a database of its own, with somebody who speaks for campaigns and pledges.
struct Stage {
    platform: Platform,
    router: Router,
    db: Database,
    clock: Arc<FixedClock>,
    _folder: TempDir,
}

impl Stage {
    async fn set() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let db = database(&folder).await?;
        for module in ["users", "campaigns", "pledges", "analytics"] {
            migrations::up(db.schema(), module).await?;
        }
        let module = analytics::module();
        let mut web = WebState::for_tests()?;
        web.templates = Templates::of(module.templates.to_vec(), module.texts.to_vec())?;
        let (clock, web) = (Arc::new(FixedClock::at(START)), Arc::new(web));
        let (platform, mounted) = PlatformBuilder::new(clock.clone(), web.clone())
            .host(module, db.clone())
            .host(Module::named("campaigns"), db.clone())
            .host(Module::named("pledges"), db.clone())
            .build();
        let sites = mounted.into_iter().map(|(ctx, it)| it.into_routers().0.with_state(ctx));
        let router = sites.fold(Router::new(), Router::merge).layer(from_fn_with_state(web, show_errors));
        Ok(Self { platform, router, db, clock, _folder: folder })
    }

    async fn campaign(&self, title: &str) -> anyhow::Result<CampaignId> {
        let campaign = CampaignId::fresh();
        self.says("campaigns", published(campaign, title)).await?;
        Ok(campaign)
    }

    /// Says something as `module`, and lets everybody hear it.
    async fn says<M: Message + Clone>(&self, module: &str, message: M) -> anyhow::Result<()> {
        let say = with(move |tx| {
            let message = message.clone();
            Box::pin(async move { tx.send(&message).await })
        });
        let ctx = self.platform.context(module).ok_or_else(|| anyhow::anyhow!("no {module} here"))?;
        ctx.run(say).await?;
        Ok(self.platform.settle().await?)
    }

    /// Asks for `path` as somebody with `role`, or as nobody.
    async fn get(&self, path: &str, role: Option<Role>) -> anyhow::Result<(StatusCode, String)> {
        self.get_as(path, role.map(|it| (UserId::fresh(), it))).await
    }

    async fn get_as(&self, path: &str, who: Option<(UserId, Role)>) -> anyhow::Result<(StatusCode, String)> {
        let store = SessionStore::new(self.db.clone(), self.clock.clone());
        let session = Session::new(None, Arc::new(store), None);
        if let Some((id, role)) = who {
            let user = CurrentUser { id, name: "Somebody".into(), roles: vec![role] };
            sign_in(&session, &user).await?;
        }
        let request = Request::get(path).body(Body::empty())?;
        let response = self.router.clone().layer(Extension(session)).oneshot(request).await?;
        let (status, body) = (response.status(), to_bytes(response.into_body(), 1 << 20).await?);
        Ok((status, String::from_utf8(body.to_vec())?))
    }
}

#[tokio::test]
async fn a_creator_sees_where_gifts_came_from_and_nobody_else_does() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let (campaign, creator) = (CampaignId::fresh(), UserId::fresh());
    stage.says("campaigns", CampaignPublished { creator, ..published(campaign, "Ring the dale") }).await?;
    let (by_link, plain) = (gift(campaign, 4_000, START), gift(campaign, 1_500, START));
    let pledge = by_link.pledge;
    let source = "newsletter/spring".to_owned();
    stage.says("pledges", PledgeReferred { pledge, campaign, source, referred_at: START }).await?;
    stage.says("pledges", by_link.clone()).await?;
    stage.says("pledges", plain).await?;
    stage.says("pledges", reduced(&by_link, 1_000)).await?;
    // One that came by a link and never paid is no gift.
    let unpaid =
        PledgeReferred { pledge: PledgeId::fresh(), campaign, source: "poster".into(), referred_at: START };
    stage.says("pledges", unpaid).await?;

    let path = format!("/dashboard/campaigns/{campaign}/figures");
    let (status, page) = stage.get_as(&path, Some((creator, Role::Donor))).await?;
    assert_eq!(status, StatusCode::OK, "{page}");
    for seen in [
        "<dt>Raised</dt><dd>£45</dd>",
        "<dt>Taken back</dt><dd>£10</dd>",
        "<th scope=\"row\">newsletter/spring</th><td class=\"num\">1</td><td class=\"num\">£40</td><td class=\"num\">£30</td>",
        "<th scope=\"row\">Without a mark</th>",
        "Raised, day by day",
    ] {
        assert!(page.contains(seen), "{seen} in {page}");
    }
    assert!(!page.contains("poster"), "{page}");
    assert_eq!(stage.get_as(&path, Some((UserId::fresh(), Role::Donor))).await?.0, StatusCode::NOT_FOUND);
    assert_eq!(stage.get(&path, Some(Role::Support)).await?.0, StatusCode::OK);

    for model in ["gifts", "aims", "gift_hours"] {
        assert_eq!(
            stage.platform.rebuild("analytics", model).await?.different,
            Vec::<&str>::new(),
            "{model}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_gift_that_was_taken_back_whole_is_no_part_of_the_average() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let (campaign, creator) = (CampaignId::fresh(), UserId::fresh());
    stage.says("campaigns", CampaignPublished { creator, ..published(campaign, "Ring the dale") }).await?;
    let gone = gift(campaign, 1_500, START);
    stage.says("pledges", gift(campaign, 4_000, START)).await?;
    stage.says("pledges", gone.clone()).await?;
    stage.says("pledges", reduced(&gone, 1_500)).await?;

    let path = format!("/dashboard/campaigns/{campaign}/figures");
    let (_, page) = stage.get_as(&path, Some((creator, Role::Donor))).await?;
    assert!(page.contains("<dt>A gift on average</dt><dd>£40</dd>"), "{page}");
    Ok(())
}

#[tokio::test]
async fn a_creator_sees_how_many_plans_give_and_what_they_promise_in_a_month() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let (campaign, creator) = (CampaignId::fresh(), UserId::fresh());
    stage.says("campaigns", CampaignPublished { creator, ..published(campaign, "Ring the dale") }).await?;
    stage.says("pledges", gift(campaign, 4_000, START)).await?;
    let path = format!("/dashboard/campaigns/{campaign}/figures");
    let figures = async || Ok::<_, anyhow::Error>(stage.get_as(&path, Some((creator, Role::Donor))).await?.1);
    assert!(!figures().await?.contains("They promise a month"));

    let (monthly, yearly, paused, over) = (
        plan(campaign, Interval::Monthly, 1_000),
        plan(campaign, Interval::Yearly, 6_000),
        plan(campaign, Interval::Monthly, 50_000),
        plan(campaign, Interval::Monthly, 70_000),
    );
    for it in [&monthly, &yearly, &paused, &over] {
        stage.says("pledges", it.clone()).await?;
    }
    stage.says("pledges", changed(&monthly, PlanChange::Amount, 2_000)).await?;
    stage.says("pledges", changed(&paused, PlanChange::Paused, 50_000)).await?;
    let (reason, cards) = (PlanEnd::CancelledByDonor, Vec::new());
    let ended = PlanEnded { plan: over.plan, pledge: over.pledge, campaign, reason, cards, ended_at: START };
    stage.says("pledges", ended).await?;
    let page = figures().await?;
    for seen in ["<dt>Regular gifts that go on</dt><dd>2</dd>", "<dt>They promise a month</dt><dd>£25</dd>"]
    {
        assert!(page.contains(seen), "{seen} in {page}");
    }
    stage.says("pledges", changed(&paused, PlanChange::Resumed, 50_000)).await?;
    assert!(figures().await?.contains("<dt>They promise a month</dt><dd>£525</dd>"));
    assert_eq!(stage.platform.rebuild("analytics", "plans").await?.different, Vec::<&str>::new());
    Ok(())
}

fn plan(campaign: CampaignId, interval: Interval, minor: i64) -> PlanStarted {
    PlanStarted {
        plan: PlanId::fresh(),
        pledge: PledgeId::fresh(),
        campaign,
        interval,
        gift: Gift { amount: gbp(minor), tip: gbp(100), covered_fee: gbp(0) },
        next_at: Timestamp(START.0 + 700 * HOUR),
        started_at: START,
    }
}

fn changed(plan: &PlanStarted, change: PlanChange, minor: i64) -> PlanChanged {
    PlanChanged {
        plan: plan.plan,
        pledge: plan.pledge,
        campaign: plan.campaign,
        change,
        interval: plan.interval,
        gift: Gift { amount: gbp(minor), ..plan.gift },
        next_at: None,
        changed_at: START,
    }
}

fn gbp(minor: i64) -> Money {
    Money::new(minor, Currency::Gbp)
}

fn published(campaign: CampaignId, title: &str) -> CampaignPublished {
    CampaignPublished {
        campaign,
        slug: title.to_lowercase().replace(' ', "-"),
        title: title.to_owned(),
        creator: UserId::fresh(),
        organiser: "The ringers".to_owned(),
        currency: Currency::Gbp,
        goal: gbp(980_000),
        model: FundingModel::AllOrNothing,
        deadline_at: Timestamp(START.0 + 900 * HOUR),
        zone: "Europe/London".to_owned(),
        minimum: gbp(200),
        unit: None,
        impacts: Vec::new(),
        language: None,
        published_at: START,
    }
}

fn gift(campaign: CampaignId, minor: i64, at: Timestamp) -> PledgeActivated {
    PledgeActivated {
        pledge: PledgeId::fresh(),
        campaign,
        person: PersonId::fresh(),
        gift: Gift { amount: gbp(minor), tip: gbp(0), covered_fee: gbp(0) },
        reward: None,
        collection: Collection::Charge,
        anonymous: true,
        activated_at: at,
        name: None,
    }
}

fn reduced(pledge: &PledgeActivated, by: i64) -> PledgeReduced {
    PledgeReduced {
        pledge: pledge.pledge,
        campaign: pledge.campaign,
        by: gbp(by),
        remaining: gbp(pledge.gift.amount.minor - by),
        reduced_at: START,
    }
}

#[expect(clippy::disallowed_methods, reason = "which database the tests run on is not configuration")]
async fn database(folder: &TempDir) -> anyhow::Result<Database> {
    let Ok(url) = std::env::var("TEST_DATABASE_URL") else {
        let file = folder.path().join("analytics.db");
        return Ok(Database::connect(&format!("sqlite://{}?mode=rwc", file.display())).await?);
    };
    let name = format!("analytics_{}", PledgeId::fresh().0.simple());
    let server = Database::connect(&url).await?;
    server.execute(&format!("CREATE DATABASE {name}"), vec![]).await?;
    server.close().await;
    let (address, _) = url.rsplit_once('/').ok_or_else(|| anyhow::anyhow!("{url} names no database"))?;
    Ok(Database::connect(&format!("{address}/{name}")).await?)
}
