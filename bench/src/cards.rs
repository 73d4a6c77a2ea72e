//! The script of SEC-33 in its whole size: 5,000 stolen cards tried from 200 networks, each in a browser and under an
//! address of its own and slowly enough to pass for people, and honest donors among them. Not how fast it is, but how
//! few cards come to be tried and how many donors come to pay; the tests run a smaller one.

use anyhow::{Context as _, ensure};
use axum::{Extension, Router, extract::ConnectInfo};
use contracts::campaigns::FundingModel;
use std::{
    net::{Ipv4Addr, SocketAddr},
    time::{Duration, Instant},
};
use tests::{Answer, Browser, TestApp, shapes};

const CARDS: u32 = 5_000;
const NETWORKS: u32 = 200;
/// How many are tried at a time.
const AT_ONCE: u32 = 20;
const DONORS: u32 = 50;
/// How long a thief's form is open: no shorter one is taken.
const MOMENT: Duration = Duration::from_millis(3_100);
/// For how many such moments a donor fills it in: forty seconds.
const FILLS_IN: u32 = 13;
/// How many stolen cards may reach the provider, and how many in a hundred donors come to pay.
const REACH: usize = 100;
const SUCCEED: u32 = 98;
/// Stripe's test card that cannot be charged.
const DECLINED: &str = "4000000000000002";

/// Runs it, prints what came of it, and errs when too many cards or too few donors came through.
pub(crate) async fn measure() -> anyhow::Result<()> {
    let app = TestApp::guarded(&shapes()[0]).await?;
    let all = campaigns::demo_campaigns(tests::START);
    let slug = all.into_iter().find(|it| it.model == FundingModel::KeepItAll).context("no campaign")?.slug;
    let begun = Instant::now();
    let rounds = CARDS / AT_ONCE;
    let (mut reached, mut paying, mut donors) = (0, 0, Vec::new());
    // Whoever still fills in the form when the last card was tried is waited for, and for a second press of the button.
    for round in 0..rounds + 3 * FILLS_IN {
        if round < rounds && round.is_multiple_of(rounds / DONORS) {
            let (browser, email) = (from(&app, NETWORKS + round), format!("donor{round}@example.test"));
            let form = Form::open(&browser, &slug, &email).await?;
            donors.push(Donor { browser, form, email, due: round + FILLS_IN });
        }
        let thieves = if round < rounds { round * AT_ONCE..(round + 1) * AT_ONCE } else { 0..0 };
        reached += tried(&app, &slug, thieves).await?;
        let (due, later): (Vec<_>, Vec<_>) = donors.into_iter().partition(|it: &Donor| it.due == round);
        donors = later;
        for donor in due {
            match donor.gives(&app, &slug).await? {
                Given::Pays => paying += 1,
                Given::Refused => {}
                Given::Again(donor) => donors.push(Donor { due: round + FILLS_IN, ..*donor }),
            }
        }
    }
    println!("cards: {CARDS} stolen ones from {NETWORKS} networks, {AT_ONCE} at once, one campaign");
    println!("  reached the provider                         {reached:>9}   at most {REACH}");
    println!("  honest donors who came to pay                {paying:>9}   of {DONORS}");
    println!("  took {:.0} s", begun.elapsed().as_secs_f64());
    ensure!(reached <= REACH, "{reached} stolen cards reached the provider");
    ensure!(paying * 100 >= DONORS * SUCCEED, "{paying} of {DONORS} honest donors came to pay");
    app.holds().await
}

/// Tries out the cards with these numbers; how many of them reached the provider. Each is declined there.
async fn tried(app: &TestApp, slug: &str, numbers: std::ops::Range<u32>) -> anyhow::Result<usize> {
    let mut open = Vec::new();
    for number in numbers {
        let browser = from(app, number % NETWORKS);
        let form = Form::open(&browser, slug, &format!("thief{number}@example.test")).await?;
        open.push((browser, form));
    }
    app.clock.advance(MOMENT);
    let mut pages = Vec::new();
    for (browser, form) in open {
        let answer = form.send(&browser, slug).await?;
        if leads_to_pay(&answer) {
            pages.push(answer.location);
        }
    }
    app.settle_once().await?;
    for page in &pages {
        let checkout = app.browser().get(page).await?.location;
        let session = checkout.rsplit('/').next().unwrap_or_default();
        app.sandbox.pay(session.split(['?', '#']).next().unwrap_or_default(), DECLINED)?;
    }
    app.settle_once().await?;
    Ok(pages.len())
}

/// A browser in the network with this number.
fn from(app: &TestApp, network: u32) -> Browser {
    let address = SocketAddr::from((Ipv4Addr::from_bits(0xC633_6400 + network), 443));
    let router: Router = app.router.clone().layer(Extension(ConnectInfo(address)));
    Browser::new(router)
}

fn leads_to_pay(answer: &Answer) -> bool {
    answer.status == 303 && answer.location.starts_with("/p/")
}

/// The form of a gift, filled in.
struct Form {
    token: String,
    shown: String,
    pledge: String,
    email: String,
}

impl Form {
    async fn open(browser: &Browser, slug: &str, email: &str) -> anyhow::Result<Self> {
        let page = browser.get(&format!("/c/{slug}/give")).await?;
        let (token, shown, pledge) = (page.field("_token")?, page.field("_shown")?, page.field("pledge")?);
        Ok(Self { token, shown, pledge, email: email.to_owned() })
    }

    async fn send(&self, browser: &Browser, slug: &str) -> anyhow::Result<Answer> {
        let fields = [
            ("_token", self.token.as_str()),
            ("_shown", &self.shown),
            ("pledge", &self.pledge),
            ("amount", "other"),
            ("other", "500"),
            ("tip", "0"),
            ("name", "Ananya"),
            ("email", &self.email),
        ];
        browser.post(&format!("/c/{slug}/pledges"), &fields).await
    }
}

/// Somebody who gives, and takes their time.
struct Donor {
    browser: Browser,
    form: Form,
    email: String,
    /// In which round the button is pressed.
    due: u32,
}

enum Given {
    Pays,
    Refused,
    /// The form was shown again.
    Again(Box<Donor>),
}

impl Donor {
    /// Presses the button, and reads the mail when asked to.
    async fn gives(self, app: &TestApp, slug: &str) -> anyhow::Result<Given> {
        let mut answer = self.form.send(&self.browser, slug).await?;
        if answer.status == 422 {
            let form = Form { shown: answer.field("_shown")?, ..self.form };
            return Ok(Given::Again(Box::new(Self { form, ..self })));
        }
        if answer.location.contains("/confirm?") {
            app.settle_once().await?;
            let link = self.link(app)?;
            let token = self.browser.get(&link).await?.field("_token")?;
            answer = self.browser.post(&link, &[("_token", &token)]).await?;
        }
        Ok(if leads_to_pay(&answer) { Given::Pays } else { Given::Refused })
    }

    /// The link in the last mail to them.
    fn link(&self, app: &TestApp) -> anyhow::Result<String> {
        let mut mails = app.mailbox.messages();
        mails.sort_by_key(|it| std::cmp::Reverse(it.number));
        let link = mails.iter().filter(|it| it.to().contains(&self.email)).find_map(|it| {
            let text = it.text();
            let from = text[..text.find("/confirm/")?].rfind("/c/")?;
            text[from..].split_whitespace().next().map(str::to_owned)
        });
        link.with_context(|| format!("no link was mailed to {}", self.email))
    }
}
