//! A past for a new demo: gifts of the last month, given through the front door while its clock catches up.

use super::clock::KeptClock;
use crate::platform::App;
use anyhow::Context as _;
use contracts::Timestamp;
use kernel::web::Role;
use reqwest::{Client, header, redirect};
use std::time::Duration;

/// Who gave, in turn. Names only: they belong to nobody.
const NAMES: &[&str] = &[
    "Ananya", "Joseph", "Lakshmi", "Mateo", "Yuki", "Fatima", "Oliver", "Ingrid", "Kwame", "Chen", "Amara",
    "Lucas", "Noor", "Sofia", "Ravi", "Emil",
];
/// How many gifts are made, and in how many steps the clock comes up to the present.
const GIFTS: u32 = 96;
const STEP: Duration = Duration::from_secs(30 * 24 * 3600 / 96);

/// People who can sign in, and campaigns to give to.
pub(super) async fn people_and_campaigns(
    app: &App,
    now: Timestamp,
    empty: bool,
) -> anyhow::Result<(Vec<String>, Option<campaigns::DemoPeople>)> {
    let mut slugs = Vec::new();
    let (mut creator, mut moderator, mut donor) = (None, None, None);
    if let Some(ctx) = app.platform.context("users") {
        for user in users::demo_users() {
            let role = user.roles.first().copied();
            let id = users::register(ctx, &app.passwords, user).await?;
            match role {
                Some(Role::Creator) => creator = creator.or(Some(id)),
                Some(Role::Moderator) => moderator = moderator.or(Some(id)),
                Some(Role::Donor) => donor = donor.or(Some(id)),
                _ => {}
            }
        }
    }
    if let (Some(ctx), false) = (app.platform.context("campaigns"), empty) {
        for mut campaign in campaigns::demo_campaigns(now) {
            campaign.creator = creator.unwrap_or(campaign.creator);
            slugs.push(campaign.slug.clone());
            campaigns::publish(ctx, campaign).await?;
        }
    }
    let people = match (creator, moderator, donor) {
        (Some(creator), Some(moderator), Some(donor)) => {
            Some(campaigns::DemoPeople { creator, moderator, donor })
        }
        _ => None,
    };
    Ok((slugs, people))
}

/// What the dashboard and the moderators' rooms show, once the past is made.
pub(super) async fn desk(ctx: Option<kernel::Context>, people: Option<campaigns::DemoPeople>) {
    let (Some(ctx), Some(people)) = (ctx, people) else { return };
    if let Err(error) = campaigns::seed_desk(&ctx, people).await {
        tracing::warn!(error = format!("{error:#}"), "the demo's dashboard stays bare");
    }
}

/// Gives. When the process dies half-way the rest is not made up for: a demo's past may be short.
pub(super) async fn gifts(public_url: String, slugs: Vec<String>, clock: KeptClock) {
    let given = match Visitor::new(public_url) {
        Ok(visitor) => give_all(&visitor, &slugs, &clock).await,
        Err(error) => Err(error),
    };
    match given {
        Ok(given) => tracing::info!(given, "the demo has a past"),
        Err(error) => tracing::warn!(error = format!("{error:#}"), "the demo's past stays short"),
    }
    // Whatever happened, the present is where people look from.
    if let Err(error) = clock.catch_up() {
        tracing::warn!(%error, "the demo's clock stays behind");
    }
}

async fn give_all(visitor: &Visitor, slugs: &[String], clock: &KeptClock) -> anyhow::Result<u32> {
    for slug in slugs {
        visitor.until_open(slug).await?;
    }
    let mut given = 0;
    for number in 0..GIFTS {
        clock.advance(STEP.mul_f32(0.9))?;
        let at = usize::try_from(number)?;
        // Every campaign gets some; the first ones get more.
        let slug = &slugs[(at * 5 + at / 14) % slugs.len().max(1)];
        let name = NAMES[at * 7 % NAMES.len()];
        let card = if number % 11 == 5 { "4000000000009995" } else { "4242424242424242" };
        match visitor.give(slug, name, number, card).await {
            Ok(()) => given += 1,
            // A card that is declined is part of the past too. Its webhook is to arrive before the clock moves on.
            Err(error) => {
                tracing::debug!(error = format!("{error:#}"), slug, "a gift did not come about");
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
    Ok(given)
}

/// A browser, as far as giving needs one.
struct Visitor {
    client: Client,
    public_url: String,
    cookie: String,
}

impl Visitor {
    fn new(public_url: String) -> anyhow::Result<Self> {
        let client =
            Client::builder().redirect(redirect::Policy::none()).timeout(Duration::from_secs(20)).build()?;
        Ok(Self { client, public_url, cookie: format!("form={:064x}", 0x7262_u32) })
    }

    async fn give(&self, slug: &str, name: &str, number: u32, card: &str) -> anyhow::Result<()> {
        let page = self.text(&format!("/c/{slug}/give")).await?;
        let amounts = values(&page, "amount");
        let amount = amounts
            .get(usize::try_from(number)? % amounts.len().max(1))
            .context("the form offers no amounts")?;
        let form = [
            ("_token", value(&page, "_token")?),
            ("pledge", value(&page, "pledge")?),
            ("amount", amount.clone()),
            ("name", name.to_owned()),
            ("email", format!("{}@demo.test", name.to_lowercase())),
            ("tip", "0".to_owned()),
        ];
        let pay = self.post(&format!("/c/{slug}/pledges"), &form).await?;
        let checkout = self.location(&pay).await?;
        let card = [
            ("email", format!("{}@demo.test", name.to_lowercase())),
            ("number", card.to_owned()),
            ("expiry", "12 / 34".to_owned()),
            ("cvc", "123".to_owned()),
            ("name", name.to_owned()),
        ];
        let back = self.post(&checkout, &card).await?;
        self.until_settled(&back).await
    }

    /// Waits until gifts to `slug` are taken.
    async fn until_open(&self, slug: &str) -> anyhow::Result<()> {
        for _ in 0..100 {
            if self.text(&format!("/c/{slug}/give")).await.is_ok() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        anyhow::bail!("{slug} takes no gifts")
    }

    /// Waits until the pledge's page no longer refreshes itself. Were the clock moved before, the pledge would
    /// lapse while its payment is on its way.
    async fn until_settled(&self, page: &str) -> anyhow::Result<()> {
        for _ in 0..100 {
            if !self.text(page).await?.contains("http-equiv=\"refresh\"") {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        anyhow::bail!("a gift did not settle")
    }

    async fn text(&self, path: &str) -> anyhow::Result<String> {
        let answer = self.client.get(self.url(path)).header(header::COOKIE, &self.cookie).send().await?;
        Ok(answer.error_for_status()?.text().await?)
    }

    /// Where `path` leads on to.
    async fn location(&self, path: &str) -> anyhow::Result<String> {
        let answer = self.client.get(self.url(path)).header(header::COOKIE, &self.cookie).send().await?;
        led_to(&answer)
    }

    async fn post(&self, path: &str, form: &[(&str, String)]) -> anyhow::Result<String> {
        let body = serde_urlencoded::to_string(form)?;
        let answer = self
            .client
            .post(self.url(path))
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body)
            .send()
            .await?;
        led_to(&answer)
    }

    fn url(&self, path: &str) -> String {
        if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.public_url) }
    }
}

fn led_to(answer: &reqwest::Response) -> anyhow::Result<String> {
    let to = answer.headers().get(header::LOCATION).and_then(|it| it.to_str().ok());
    to.map(str::to_owned)
        .with_context(|| format!("{} answered {} and leads nowhere", answer.url(), answer.status()))
}

fn value(page: &str, name: &str) -> anyhow::Result<String> {
    values(page, name).into_iter().next().with_context(|| format!("the form has no field {name}"))
}

/// The values of the fields called `name`, as our own templates write them.
fn values(page: &str, name: &str) -> Vec<String> {
    let fields = page.split("<input").skip(1).filter(|it| it.contains(&format!("name=\"{name}\"")));
    let values = fields.filter_map(|it| it.split("value=\"").nth(1)?.split('"').next());
    values.filter(|it| *it != "other").map(str::to_owned).collect()
}
