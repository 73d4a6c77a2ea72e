//! A past for a new demo: gifts of the last month, given through the front door while its clock catches up.

use super::{clock::KeptClock, waiting::MAKER};
use crate::platform::App;
use anyhow::Context as _;
use contracts::{Money, Timestamp};
use kernel::web::Role;
use reqwest::{Client, header, redirect};
use sandbox::Sandbox;
use std::time::Duration;

/// Who gave, in turn. Names only: they belong to nobody.
const NAMES: &[&str] = &[
    "Ananya", "Joseph", "Lakshmi", "Mateo", "Yuki", "Fatima", "Oliver", "Ingrid", "Kwame", "Chen", "Amara",
    "Lucas", "Noor", "Sofia", "Ravi", "Emil",
];
/// How many gifts are made, and in how many steps the clock comes up to the present.
const GIFTS: u32 = 96;
const STEP: Duration = Duration::from_secs(30 * 24 * 3600 / 96);

/// How far each campaign has come, in per cent of its goal, one after the other: some have just begun, some are under
/// way, one is near and one has reached it, so that every state of a page can be seen.
const SHARES: [i64; 14] = [34, 62, 9, 88, 47, 21, 4, 55, 106, 12, 71, 6, 39, 93];
/// How much the gifts of a campaign differ, in per cent of their average.
const SIZES: [i64; 7] = [40, 180, 70, 120, 25, 160, 105];

/// Where gifts go.
pub(super) struct Cause {
    slug: String,
    goal: Money,
}

/// People who can sign in, and campaigns to give to.
pub(super) async fn people_and_campaigns(
    app: &App,
    now: Timestamp,
    empty: bool,
) -> anyhow::Result<(Vec<Cause>, Option<campaigns::DemoPeople>)> {
    let mut causes = Vec::new();
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
            causes.push(Cause { slug: campaign.slug.clone(), goal: campaign.goal });
            campaigns::publish(ctx, campaign).await?;
        }
    }
    let people = match (creator, moderator, donor) {
        (Some(creator), Some(moderator), Some(donor)) => {
            Some(campaigns::DemoPeople { creator, moderator, donor })
        }
        _ => None,
    };
    Ok((causes, people))
}

/// What the dashboard and the moderators' rooms show, once the past is made.
pub(super) async fn desk(ctx: Option<kernel::Context>, people: Option<campaigns::DemoPeople>) {
    let (Some(ctx), Some(people)) = (ctx, people) else { return };
    if let Err(error) = campaigns::seed_desk(&ctx, people).await {
        tracing::warn!(error = format!("{error:#}"), "the demo's dashboard stays bare");
    }
}

/// The demo's clock, which is moved between webhooks: none is refused because it was signed before.
pub(super) struct Calendar {
    pub(super) clock: KeptClock,
    pub(super) sandbox: Sandbox,
}

impl Calendar {
    async fn advance(&self, by: Duration) -> anyhow::Result<()> {
        self.sandbox.between_webhooks(|| self.clock.advance(by)).await
    }

    async fn catch_up(&self) -> anyhow::Result<()> {
        self.sandbox.between_webhooks(|| self.clock.catch_up()).await
    }
}

/// Gives. When the process dies half-way the rest is not made up for: a demo's past may be short.
pub(super) async fn gifts(public_url: String, maker: &str, causes: Vec<Cause>, calendar: Calendar) {
    let given = match Visitor::new(public_url, maker) {
        Ok(visitor) => give_all(&visitor, &causes, &calendar).await,
        Err(error) => Err(error),
    };
    match given {
        Ok(given) => tracing::info!(given, "the demo has a past"),
        Err(error) => tracing::warn!(error = format!("{error:#}"), "the demo's past stays short"),
    }
    // Whatever happened, the present is where people look from.
    if let Err(error) = calendar.catch_up().await {
        tracing::warn!(%error, "the demo's clock stays behind");
    }
}

async fn give_all(visitor: &Visitor, causes: &[Cause], calendar: &Calendar) -> anyhow::Result<u32> {
    for cause in causes {
        visitor.until_open(&cause.slug).await?;
    }
    let mut given = 0;
    for number in 0..GIFTS {
        calendar.advance(STEP.mul_f32(0.9)).await?;
        let at = usize::try_from(number)?;
        // Every campaign gets some; the first ones get more.
        let which = (at * 5 + at / 14) % causes.len().max(1);
        let cause = &causes[which];
        let sum = sum_of(cause.goal, SHARES[which % SHARES.len()], SIZES[at / 14 % SIZES.len()]);
        let name = NAMES[at * 7 % NAMES.len()];
        let card = if number % 11 == 5 { "4000000000009995" } else { "4242424242424242" };
        match visitor.give(&cause.slug, name, sum, card).await {
            Ok(()) => given += 1,
            // A card that is declined is part of the past too. Its webhook is to arrive before the clock moves on.
            Err(error) => {
                tracing::debug!(error = format!("{error:#}"), slug = cause.slug, "a gift did not come about");
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
    Ok(given)
}

/// One of seven gifts that bring a campaign to `share` per cent of its goal, as people give: two digits and noughts.
fn sum_of(goal: Money, share: i64, size: i64) -> Money {
    let one = 10_i64.pow(u32::from(goal.currency.exponent()));
    let whole = (goal.minor / one * share / 100 * size / 700).max(1);
    let noughts = 10_i64.pow(whole.ilog10().saturating_sub(1));
    Money::new((whole / noughts * noughts).max(5) * one, goal.currency)
}

/// A browser, as far as giving needs one.
struct Visitor {
    client: Client,
    public_url: String,
    cookie: String,
}

impl Visitor {
    fn new(public_url: String, maker: &str) -> anyhow::Result<Self> {
        let by_us = header::HeaderMap::from_iter([(
            header::HeaderName::from_static(MAKER),
            header::HeaderValue::from_str(maker)?,
        )]);
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .timeout(Duration::from_secs(20))
            .default_headers(by_us)
            .build()?;
        Ok(Self { client, public_url, cookie: format!("form={:064x}", 0x7262_u32) })
    }

    async fn give(&self, slug: &str, name: &str, sum: Money, card: &str) -> anyhow::Result<()> {
        let page = self.text(&format!("/c/{slug}/give")).await?;
        let form = [
            ("_token", value(&page, "_token")?),
            ("pledge", value(&page, "pledge")?),
            ("amount", "other".to_owned()),
            ("other", sum.format_input("en")),
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

    /// Waits until the pledge's page, to which `back` leads on, no longer refreshes itself. Were the clock moved before,
    /// the pledge would lapse while its payment is on its way, and the provider's books would tell for hours of what
    /// ours do not know yet: that is a case for a person.
    async fn until_settled(&self, back: &str) -> anyhow::Result<()> {
        let page = self.location(back).await?;
        for _ in 0..100 {
            if !self.text(&page).await?.contains("http-equiv=\"refresh\"") {
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

/// The value of the field called `name`, as our own templates write it.
fn value(page: &str, name: &str) -> anyhow::Result<String> {
    let mut fields = page.split("<input").skip(1).filter(|it| it.contains(&format!("name=\"{name}\"")));
    let value = fields.find_map(|it| it.split("value=\"").nth(1)?.split('"').next());
    value.map(str::to_owned).with_context(|| format!("the form has no field {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{
        Router,
        response::{Html, Redirect},
        routing::get,
    };
    use contracts::Currency;
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    };
    use tokio::net::TcpListener;

    #[tokio::test]
    async fn whoever_makes_the_past_waits_on_the_page_that_the_way_back_leads_on_to() -> anyhow::Result<()> {
        drop(rustls::crypto::ring::default_provider().install_default());
        let looks = Arc::new(AtomicUsize::new(0));
        let seen = looks.clone();
        let page = move || {
            let looks = seen.fetch_add(1, Relaxed);
            async move { Html(if looks < 3 { "<meta http-equiv=\"refresh\" content=\"3\">" } else { "paid" }) }
        };
        let site = Router::new()
            .route("/p/1/returned", get(|| async { Redirect::to("/p/1?returned=1") }))
            .route("/p/1", get(page));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let served = tokio::spawn(async move { axum::serve(listener, site).await });
        Visitor::new(url, "maker")?.until_settled("/p/1/returned").await?;
        assert_eq!(looks.load(Relaxed), 4, "it moved on before the gift had settled");
        served.abort();
        Ok(())
    }

    #[test]
    fn gifts_of_the_past_are_round_and_add_up_to_about_what_is_told_of_a_campaign() {
        for (currency, goal) in
            [(Currency::Inr, 420_000_000), (Currency::Jpy, 5_400_000), (Currency::Kwd, 12_500_000)]
        {
            let goal = Money::new(goal, currency);
            let sum: i64 = SIZES.iter().map(|size| sum_of(goal, 34, *size).minor).sum();
            let per_cent = sum * 100 / goal.minor;
            assert!((28..=34).contains(&per_cent), "{per_cent} % of {goal:?}");
        }
    }
}
