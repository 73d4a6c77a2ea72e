//! Pledges to a campaign, made as donors make them: the form, the provider's page, the way back.
//!
//! A pledge is a stream, a saga, rows in five modules, a page and a card at the provider, and what each of them heard of
//! the others. Rows written by hand would not be that, and every invariant that is checked at the end would say so.

use super::{Bulk, Plan, stage::Stage};
use anyhow::{Context as _, bail, ensure};
use axum::Router;
use campaigns::{BudgetLine, NewCampaign, demo_campaigns, publish};
use contracts::{CampaignId, Currency, Money, PledgeId, UserId, campaigns::FundingModel};
use kernel::{Clock, Keys};
use sandbox::Sandbox;
use secrecy::ExposeSecret as _;
use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use tests::Browser;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// How far behind the machine's time gifts are made.
pub(super) const BEHIND: Duration = Duration::from_hours(72);
/// How long after that the campaign ends that is charged.
const OPEN: Duration = Duration::from_hours(48);
/// By then everybody has looked at an attempt who would.
const LOOKED_AT: Duration = Duration::from_mins(20);
/// How many give at once.
const DONORS: u32 = 48;
/// How often somebody asks for the page to pay on, who waits two seconds for it each time.
const PATIENCE: u32 = 30;
const VISA: &str = "4242424242424242";
/// Where the gifts go.
const CAMPAIGN: &str = "everybody-at-once";
/// Whose page is asked for meanwhile.
pub(super) const OTHER: &str = "somebody-else";

/// Makes the gifts of `plan`, and brings them to where the program has nothing left to do but what is measured, which is
/// held.
pub(super) async fn make(stage: &Stage, plan: &Plan) -> anyhow::Result<()> {
    let creator = people(stage).await?;
    let campaign = publish(stage.ctx("campaigns")?, asked_for(stage, plan.what, creator)).await?;
    let other = NewCampaign { slug: OTHER.to_owned(), ..asked_for(stage, Bulk::Refunds, creator) };
    publish(stage.ctx("campaigns")?, other).await?;
    stage.app.platform.settle().await?;
    let stop = CancellationToken::new();
    let mut loops = stage.app.platform.start(&stop);
    let made = all(stage, plan, campaign).await;
    stop.cancel();
    while loops.join_next().await.is_some() {}
    made?;
    Ok(stage.app.platform.settle().await?)
}

async fn all(stage: &Stage, plan: &Plan, campaign: CampaignId) -> anyhow::Result<()> {
    give(stage, plan.pledges).await?;
    stage.until(plan.what.before(), plan.pledges).await?;
    stage.clock.advance(LOOKED_AT);
    stage.quiet().await?;
    stage.hold(plan.what.job()).await?;
    // From here on it is the machine's time.
    stage.clock.advance(Duration::from_micros(stage.clock.ahead().unsigned_abs()));
    if plan.what == Bulk::Refunds {
        cancel(stage, campaign).await?;
    }
    stage.until_due(plan.what.job()).await?;
    stage.quiet().await
}

/// A creator and a moderator to sign in as; the creator's id.
async fn people(stage: &Stage) -> anyhow::Result<UserId> {
    let mut creator = None;
    for user in users::demo_users() {
        let creates = user.email.starts_with("creator");
        let id = users::register(stage.ctx("users")?, &stage.app.passwords, user).await?;
        creator = creator.or(creates.then_some(id));
    }
    creator.context("nobody of the demo creates")
}

fn asked_for(stage: &Stage, what: Bulk, creator: UserId) -> NewCampaign {
    let now = stage.clock.now();
    let mut campaign = demo_campaigns(now).remove(0);
    CAMPAIGN.clone_into(&mut campaign.slug);
    campaign.goal = Money::new(100_000, Currency::Inr);
    campaign.minimum = Money::new(5_000, Currency::Inr);
    campaign.budget = vec![BudgetLine { label: "All of it".to_owned(), amount: campaign.goal }];
    (campaign.unit, campaign.rewards, campaign.creator) = (None, Vec::new(), creator);
    (campaign.model, campaign.deadline_at) = match what {
        Bulk::Wave => (FundingModel::AllOrNothing, now.after(OPEN)),
        Bulk::Refunds => (FundingModel::KeepItAll, now.after(10 * OPEN)),
    };
    campaign
}

/// What each donor needs.
struct Door {
    router: Router,
    sandbox: Sandbox,
    /// A browser in which the form was shown, and its token. Each donor has a copy of it.
    shown: Browser,
    token: String,
    /// What signs the addresses of pledges.
    keys: Keys,
    next: AtomicU32,
    many: u32,
}

async fn give(stage: &Stage, many: u32) -> anyhow::Result<()> {
    let router = stage.app.router.clone();
    let shown = Browser::new(router.clone());
    let token = shown.get(&format!("/c/{CAMPAIGN}/give")).await?.field("_token")?;
    let keys = stage.ctx("pledges")?.web.settings.keys.clone();
    let (sandbox, next) = (stage.sandbox.clone(), AtomicU32::new(0));
    let door = Door { router, sandbox, shown, token, keys, next, many };
    let (door, mut donors) = (Arc::new(door), JoinSet::new());
    for _ in 0..DONORS {
        let door = door.clone();
        donors.spawn(async move {
            loop {
                let number = door.next.fetch_add(1, Ordering::Relaxed);
                if number >= door.many {
                    return anyhow::Ok(());
                }
                door.give(number).await?;
            }
        });
    }
    while let Some(done) = donors.join_next().await {
        done??;
    }
    Ok(())
}

impl Door {
    async fn give(&self, number: u32) -> anyhow::Result<()> {
        let browser = self.shown.at(self.router.clone());
        let (pledge, email) =
            (self.keys.address(PledgeId::fresh().0), format!("donor-{number}@example.test"));
        let form = [
            ("_token", &*self.token),
            ("pledge", &pledge),
            ("amount", "other"),
            ("other", "100"),
            ("tip", "0"),
            ("name", "Ananya"),
            ("email", &email),
        ];
        let answer = browser.post(&format!("/c/{CAMPAIGN}/pledges"), &form).await?;
        ensure!(answer.status == 303, "the form was answered with {}: {}", answer.status, answer.text);
        self.sandbox.pay(&session(&browser, &pledge).await?, VISA)?;
        // The provider tells nobody, so whoever comes back has it looked at.
        let back = browser.get(&format!("/p/{pledge}/returned")).await?;
        ensure!(back.status == 303, "the way back was answered with {}: {}", back.status, back.text);
        Ok(())
    }
}

/// The provider's page that awaits the donor of `pledge`.
async fn session(browser: &Browser, pledge: &str) -> anyhow::Result<String> {
    for _ in 0..PATIENCE {
        let answer = browser.get(&format!("/p/{pledge}/pay")).await?;
        if answer.status == 303 {
            let last = answer.location.rsplit('/').next().unwrap_or_default();
            return Ok(last.split(['?', '#']).next().unwrap_or_default().to_owned());
        }
    }
    bail!("there is no page to pay for {pledge} on")
}

/// A moderator ends the campaign and finance agrees, so that everything goes back.
async fn cancel(stage: &Stage, campaign: CampaignId) -> anyhow::Result<()> {
    const ROOM: &str = "/backoffice/cancellations";
    let moderator = staff(stage, "moderator").await?;
    let token = moderator.get("/me").await?.field("_token")?;
    let form = [("_token", &*token), ("step", "cancel"), ("reason", "So that everything goes back.")];
    let path = format!("/backoffice/campaigns/{campaign}/intervention");
    let answer = moderator.post(&path, &form).await?;
    ensure!(answer.status == 303, "the end was answered with {}: {}", answer.status, answer.text);
    let finance = staff(stage, "finance").await?;
    let page = finance.get(ROOM).await?;
    let waits = page.text.split('"').find(|it| it.strip_prefix(ROOM).is_some_and(|id| id.len() > 1));
    // What so little was given to is ended at once.
    let Some(path) = waits else { return Ok(()) };
    let (token, hash) = (page.field("_token")?, page.field("hash")?);
    let answer = finance.post(path, &[("_token", &*token), ("hash", &*hash)]).await?;
    ensure!(answer.status == 303, "agreeing was answered with {}: {}", answer.status, answer.text);
    Ok(())
}

/// Somebody of the demo who works here, signed in.
async fn staff(stage: &Stage, role: &str) -> anyhow::Result<Browser> {
    let person = users::demo_users().into_iter().find(|it| it.email.starts_with(role));
    let person = person.with_context(|| format!("nobody of the demo is {role}"))?;
    let browser = Browser::new(stage.app.router.clone());
    let token = browser.get("/login").await?.field("_token")?;
    let password = person.password.expose_secret().to_owned();
    let form = [("_token", &*token), ("email", &person.email), ("password", &password), ("next", "/me")];
    let answer = browser.post("/login", &form).await?;
    ensure!(answer.status == 303, "the sign-in was answered with {}: {}", answer.status, answer.text);
    Ok(browser)
}
