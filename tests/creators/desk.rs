//! A creator at the dashboard, in the words a test needs.

use crate::money::payouts::GOOD_BANK;
use anyhow::{Context as _, ensure};
use tests::{Answer, Browser, TestApp};

/// What is missing from a fresh draft, section by section.
pub(crate) const SECTIONS: &[(&str, &[(&str, &str)])] = &[
    (
        "basics",
        &[
            ("title", "A bench by the lake"),
            ("promise", "One bench of oak where the path turns."),
            ("organiser", "Lake path volunteers"),
            ("place", "Lindau, Germany"),
            ("category", "community"),
            ("slug", "a-bench-by-the-lake"),
            ("currency", "EUR"),
            ("model", "keep_it_all"),
            ("goal", "900"),
            ("minimum", "5"),
            ("deadline", "2026-03-29"),
            ("zone", "Europe/Berlin"),
        ],
    ),
    ("story", &[("story", "It is a long way round the lake.\n\nAnd no place to rest.")]),
    (
        "budget",
        &[
            ("budget_label_1", "Oak"),
            ("budget_amount_1", "640"),
            ("budget_label_2", "Two days of a joiner"),
            ("budget_amount_2", "260"),
        ],
    ),
    (
        "rewards",
        &[
            ("reward_title_1", "A plate with your name"),
            ("reward_description_1", "Screwed to the back of the bench."),
            ("reward_price_1", "40"),
            ("reward_limit_1", "quantity"),
            ("reward_quantity_1", "7"),
        ],
    ),
    ("details", &[("risks", "The town may want another place.")]),
];

/// A campaign in the dashboard, and the browser of whoever runs it.
pub(crate) struct Desk<'a> {
    pub(crate) app: &'a TestApp,
    pub(crate) browser: Browser,
    pub(crate) id: String,
}

impl<'a> Desk<'a> {
    /// A creator begins a draft.
    pub(crate) async fn begin(app: &'a TestApp) -> anyhow::Result<Self> {
        let browser = app.signed_in("creator").await?;
        let page = browser.get("/dashboard/campaigns/new").await?;
        let (token, id) = (page.field("_token")?, page.field("id")?);
        let form = [
            ("_token", &*token),
            ("id", &*id),
            ("title", "A bench by the lake"),
            ("organiser", "Lake path volunteers"),
            ("currency", "EUR"),
            ("model", "keep_it_all"),
        ];
        let answer = browser.post("/dashboard/campaigns", &form).await?;
        ensure!(answer.status == 303, "{}: {}", answer.status, answer.text);
        Ok(Self { app, browser, id })
    }

    /// A creator writes all of a draft.
    pub(crate) async fn written(app: &'a TestApp) -> anyhow::Result<Self> {
        let desk = Self::begin(app).await?;
        for (section, fields) in SECTIONS {
            let answer = desk.write(section, fields).await?;
            ensure!(answer.status == 303, "{section}: {}: {}", answer.status, answer.text);
        }
        Ok(desk)
    }

    /// A campaign that began, having been reviewed.
    pub(crate) async fn launched(app: &'a TestApp) -> anyhow::Result<Self> {
        let desk = Self::written(app).await?;
        desk.step("submission", &[]).await?;
        desk.decide("approve", "").await?;
        desk.onboarded().await?;
        desk.step("launch", &[("when", "now")]).await?;
        app.settle().await?;
        Ok(desk)
    }

    /// The creator tells the payment provider who they are: without that nothing begins.
    pub(crate) async fn onboarded(&self) -> anyhow::Result<()> {
        let account = self.asked_who_they_are().await?;
        self.app.sandbox.onboard(&account, GOOD_BANK, true)?;
        self.app.settle().await
    }

    /// The creator is on the payment provider's page and has filled in nothing. Gives the provider's id of the account.
    pub(crate) async fn asked_who_they_are(&self) -> anyhow::Result<String> {
        let (creator, page) = (self.app.signed_in("creator").await?, "/dashboard/payout-account");
        let form = [("_token", &*creator.get(page).await?.field("_token")?)];
        let asked = creator.post(&format!("{page}/onboarding"), &form).await?;
        ensure!(asked.status == 303, "{}: {}", asked.status, asked.text);
        self.app.settle().await?;
        let onward = creator.get(&format!("{page}/onboarding")).await?;
        let (_, link) = onward.location.split_once("/onboarding/").context("no page of the provider")?;
        Ok(link.split('/').next().unwrap_or_default().to_owned())
    }

    /// The path of one of the campaign's rooms.
    pub(crate) fn path(&self, room: &str) -> String {
        format!("/dashboard/campaigns/{}{room}", self.id)
    }

    /// Saves one section.
    pub(crate) async fn write(&self, section: &str, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
        let path = self.path(&format!("/edit/{section}"));
        let page = self.browser.get(&path).await?;
        ensure!(page.status == 200, "{path}: {}: {}", page.status, page.text);
        let (token, seen) = (page.field("_token")?, page.field("seen")?);
        let mut form = vec![("_token", &*token), ("seen", &*seen)];
        form.extend_from_slice(fields);
        self.browser.post(&path, &form).await
    }

    /// Sends one of the forms of the overview.
    pub(crate) async fn step(&self, what: &str, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
        let token = self.browser.get(&self.path("")).await?.field("_token")?;
        let mut form = vec![("_token", &*token)];
        form.extend_from_slice(fields);
        self.browser.post(&self.path(&format!("/{what}")), &form).await
    }

    /// A moderator decides.
    pub(crate) async fn decide(&self, decision: &str, reason: &str) -> anyhow::Result<Answer> {
        let moderator = self.app.signed_in("moderator").await?;
        let path = format!("/backoffice/review/{}", self.id);
        let token = moderator.get(&path).await?.field("_token")?;
        let form = [("_token", &*token), ("decision", decision), ("reason", reason)];
        moderator.post(&format!("{path}/decision"), &form).await
    }

    /// A moderator stops, restores or ends the campaign.
    pub(crate) async fn intervene(&self, step: &str, reason: &str) -> anyhow::Result<Answer> {
        let moderator = self.app.signed_in("moderator").await?;
        let path = format!("/backoffice/campaigns/{}", self.id);
        // Where nothing can be done there is no form; somebody may still have one open.
        let token = moderator.get("/me").await?.field("_token")?;
        let form = [("_token", &*token), ("step", step), ("reason", reason)];
        moderator.post(&format!("{path}/intervention"), &form).await
    }

    /// The preview link, as the overview shows it.
    pub(crate) async fn preview(&self) -> anyhow::Result<String> {
        let page = self.browser.get(&self.path("")).await?.text;
        let link = page.split("href=\"").find(|it| it.starts_with("/preview/")).context("no preview link")?;
        Ok(link.split('"').next().unwrap_or_default().to_owned())
    }
}
