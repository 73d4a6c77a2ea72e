//! Planted words that must not come out where they do not belong: in the log, in metrics, in error pages, in
//! what modules say to each other, in what is kept for a person.

use crate::{
    accounts::{Mails as _, PASSWORD, Visitor},
    creators::desk::Desk,
    donors::journey::{Journey, VISA, slug},
};
use contracts::campaigns::FundingModel;
use kernel::db::Sql as _;
use sandbox::{Fault, FaultPlan, RequestRule};
use std::{
    fmt::Write as _,
    io::Write,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tests::{TestApp, shapes};
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::fmt::MakeWriter;

const NAME: &str = "Canaria Planted";
const EMAIL: &str = "canary-7f3a@example.test";

/// Where the log goes while this test watches.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Kept {
    /// Takes what this thread logs, until what is given back is dropped.
    fn watch(&self) -> DefaultGuard {
        let subscriber = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_writer(self.clone())
            .with_max_level(tracing::Level::INFO);
        tracing::subscriber::set_default(subscriber.finish())
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }
}

impl<'a> MakeWriter<'a> for Kept {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn planted_addresses_and_secrets_come_out_nowhere() -> anyhow::Result<()> {
    let log = Kept::default();
    let _watching = log.watch();
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
    let planted = [("name", NAME), ("email", EMAIL)];
    let journey = Journey::promise_with(&app, &slug, "1000", &planted).await?;
    journey.pay(VISA).await?;
    app.settle().await?;
    assert_eq!(journey.refund("400").await?.status, 303);
    app.settle().await?;
    let said = log.text();
    assert!(!said.contains(&journey.pledge), "the log has the id of a pledge: {said}");
    let mut shown = said;
    shown.push_str(&told_by(&app).await?);
    assert!(shown.contains("pledges.pledge_activated"), "the test looks where something is");
    for canary in [EMAIL, NAME, tests::WEBHOOK_SECRET, "sk_test_sandbox", "0123456789abcdef0123456789abcdef"]
    {
        is_nowhere_in(canary, &shown);
    }
    Ok(())
}

fn is_nowhere_in(canary: &str, shown: &str) {
    let at = shown.find(canary);
    let around = at.map(|it| shown.get(it.saturating_sub(200)..(it + 100).min(shown.len())));
    assert!(at.is_none(), "{canary} came out: {around:?}");
}

/// Metrics, an error page, and what modules tell each other and keep for whoever looks after them.
async fn told_by(app: &TestApp) -> anyhow::Result<String> {
    let mut shown = app.browser().get("/metrics").await?.text;
    shown.push_str(&app.browser().get("/p/not-an-id").await?.text);
    for module in migrations::MODULES {
        let db = app.ctx(module)?.db.read();
        for sql in [
            format!("SELECT topic || ' ' || key || ' ' || payload FROM {module}_outbox"),
            format!("SELECT envelope || ' ' || error FROM {module}_dead_letter"),
            format!("SELECT payload FROM {module}_event"),
            format!(
                "SELECT actor || ' ' || subject || ' ' || COALESCE(reason, '') || ' ' || COALESCE(was, '') || ' ' || COALESCE(became, '') FROM {module}_audit"
            ),
        ] {
            for row in db.all(&sql, vec![]).await? {
                shown.push_str(&row.try_get_by_index::<String>(0)?);
            }
        }
    }
    Ok(shown)
}

/// SEC-44: also of whoever gives nothing and leaves their address in another way, and of whom a gift is dedicated to.
#[tokio::test]
async fn addresses_that_are_left_in_another_way_come_out_nowhere_either() -> anyhow::Result<()> {
    const HONOURED: &str = "Grandmother Canaria";
    let log = Kept::default();
    let _watching = log.watch();
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
    let guest = Visitor::of(&app);
    let follow = format!("/c/{slug}/follow");
    let page = guest.browser.get(&follow).await?;
    let (shown, id) = (page.field("_shown")?, page.field("id")?);
    let fields = [("_shown", &*shown), ("id", &*id), ("email", "follows@canary.test"), ("homepage", "")];
    assert_eq!(guest.send(&follow, &format!("{follow}/guest"), &fields).await?.status, 303);

    let report = format!("/c/{slug}/report");
    let id = guest.browser.get(&report).await?.field("id")?;
    let fields = [
        ("id", &*id),
        ("reason", "untrue"),
        ("words", "There is no lake."),
        ("email", "reports@canary.test"),
    ];
    assert_eq!(guest.send(&report, &report, &fields).await?.status, 303);

    let desk = Desk::begin(&app).await?;
    let team = desk.path("/team");
    let creator = Visitor { app: &app, browser: desk.browser };
    let id = creator.browser.get(&team).await?.field("id")?;
    let fields = [("id", &*id), ("email", "invited@canary.test"), ("edit", "on")];
    assert_eq!(creator.send(&team, &team, &fields).await?.status, 303);

    guest.register("Asha", "member@canary.test").await?;
    assert_eq!(
        guest.send("/me/email", "/me/email", &[("email", "moves@canary.test")]).await?.location,
        "/link/sent"
    );
    let honoured = [("dedication", "in_memory"), ("dedicated_to", HONOURED)];
    Journey::promise_with(&app, &slug, "1000", &honoured).await?.pay(VISA).await?;
    app.settle().await?;

    for who in ["follows", "reports", "invited", "member", "moves"] {
        let mailed = app.mailbox.messages().iter().any(|it| it.to().contains(&format!("{who}@canary.test")));
        assert!(mailed || who == "reports", "{who} has no mail: the test does nothing");
    }
    let shown = log.text() + &told_by(&app).await?;
    assert!(shown.contains("pledges.gift_dedicated"), "the test looks where something is");
    for canary in ["canary.test", HONOURED] {
        is_nowhere_in(canary, &shown);
    }
    Ok(())
}

/// SEC-21, decision 099: what goes wrong is told by references.
#[tokio::test]
async fn what_goes_wrong_with_a_pledge_is_in_the_log_by_its_reference_and_never_by_its_id()
-> anyhow::Result<()> {
    let log = Kept::default();
    let _watching = log.watch();
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
    let [comes_back, leaves] =
        [Journey::promise(&app, &slug, "1000").await?, Journey::promise(&app, &slug, "2000").await?];
    let away = RequestRule { method: None, ..RequestRule::new("", "/v1/", Fault::ErrorBefore(503)) };
    app.faults(FaultPlan { requests: vec![away], ..FaultPlan::default() });
    comes_back.browser.get(&format!("{}/returned", comes_back.at())).await?;
    let token = leaves.browser.get(&format!("{}/cancel", leaves.at())).await?.field("_token")?;
    let path = format!("{}/cancellation", leaves.at());
    assert_eq!(leaves.browser.post(&path, &[("_token", &*token)]).await?.status, 303);
    app.pass(Duration::from_secs(2 * 3600), Duration::from_secs(120)).await?;
    let said = log.text();
    for line in ["a look at the payment provider will be made up for", "a saga is stuck"] {
        assert!(said.contains(line), "the test looks where something is: {line}");
    }
    for journey in [&comes_back, &leaves] {
        let pledge: uuid::Uuid = journey.pledge.parse()?;
        let line = said.lines().find(|it| it.contains(&journey.pledge));
        assert!(line.is_none(), "the log has the id of a pledge: {line:?}");
        assert!(
            said.contains(&kernel::reference(pledge)),
            "whoever looks for a pledge finds it by its reference"
        );
    }
    Ok(())
}

/// Stripe's test card that cannot be charged.
const DECLINED: &str = "4000000000000002";

/// Everything that payments keeps of calls and of what the provider told it.
async fn kept(app: &TestApp) -> anyhow::Result<String> {
    let db = app.ctx("payments")?.db.read();
    let mut kept = String::new();
    for sql in [
        "SELECT effect_key || ' ' || request || ' ' || COALESCE(response, '') || ' ' || COALESCE(error_code, '') \
         FROM payments_effect",
        "SELECT event_id || ' ' || payload || ' ' || COALESCE(note, '') FROM payments_webhook",
        "SELECT kind || ' ' || args || ' ' || COALESCE(last_error, '') FROM payments_job",
    ] {
        for row in db.all(sql, vec![]).await? {
            kept.push_str(&row.try_get_by_index::<String>(0)?);
        }
    }
    Ok(kept)
}

/// SEC-44: names and addresses are with the provider and in the vault of whoever gave them, and not in what payments
/// keeps of its calls, of their answers and of webhooks.
#[tokio::test]
async fn what_was_said_to_the_provider_and_by_it_is_kept_without_names_and_addresses() -> anyhow::Result<()> {
    for shape in shapes() {
        for model in [FundingModel::KeepItAll, FundingModel::AllOrNothing] {
            let app = TestApp::start(&shape).await?;
            let slug = slug(|it| it.model == model)?;
            let planted = [("name", NAME), ("email", EMAIL)];
            let journey = Journey::promise_with(&app, &slug, "1000", &planted).await?;
            app.sandbox.pay(&journey.session().await?, DECLINED).ok();
            app.settle().await?;
            journey.pay(VISA).await?;
            if model == FundingModel::KeepItAll {
                assert_eq!(journey.refund("400").await?.status, 303);
            }
            let kept = kept(&app).await?;
            assert!(kept.contains("cs_test_") && kept.contains("evt_"), "the test looks where something is");
            for planted in [EMAIL, "canary-7f3a", NAME, "Canaria"] {
                assert!(!kept.contains(planted), "{planted} is kept: {kept}");
            }
            app.holds().await?;
        }
    }
    Ok(())
}

/// Every value of every table of `module`, in hexadecimal digits.
async fn everything_of(app: &TestApp, module: &str) -> anyhow::Result<String> {
    let db = app.ctx(module)?.db.read();
    let names =
        format!("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '{module}!_%' ESCAPE '!'");
    let mut kept = String::new();
    for table in db.all(&names, vec![]).await? {
        let table: String = table.try_get_by_index(0)?;
        let columns = db.all(&format!("SELECT name FROM pragma_table_info('{table}')"), vec![]).await?;
        let mut values = String::from("''");
        for column in columns {
            write!(values, " || ' ' || hex(COALESCE(\"{}\", ''))", column.try_get_by_index::<String>(0)?)?;
        }
        for row in db.all(&format!("SELECT {values} FROM {table}"), vec![]).await? {
            kept.push_str(&row.try_get_by_index::<String>(0)?);
        }
    }
    Ok(kept)
}

fn hexadecimal(text: &str) -> String {
    text.bytes().fold(String::new(), |so_far, it| so_far + &format!("{it:02X}"))
}

/// SEC-1, SEC-3, SEC-7, SEC-44: whoever reads the log and every table gets in nowhere by it.
#[tokio::test]
async fn passwords_mailed_links_and_cookies_are_in_no_log_and_in_no_table() -> anyhow::Result<()> {
    const MISTYPED: &str = "seven herons at the wier";
    let log = Kept::default();
    let _watching = log.watch();
    let app = TestApp::start(&shapes()[0]).await?;
    if app.ctx("users")?.db.backend() != sea_orm::DbBackend::Sqlite {
        return Ok(());
    }
    let asha = Visitor::of(&app);
    asha.register(NAME, EMAIL).await?;
    let mut secrets = vec![PASSWORD.to_owned(), MISTYPED.to_owned(), app.link_to(EMAIL)?];
    let other = Visitor::of(&app);
    assert_eq!(other.sign_in(EMAIL, MISTYPED).await?.status, 422);
    let entered = other.sign_in(EMAIL, PASSWORD).await?;
    let mut cookies = entered.headers.get_all("set-cookie").iter().filter_map(|it| it.to_str().ok());
    let cookie = cookies.find_map(|it| it.strip_prefix("sid=")?.split(';').next());
    secrets.extend(cookie.expect("a session").split('.').map(str::to_owned));
    other.send("/login/reset", "/login/reset", &[("email", EMAIL)]).await?;
    app.settle().await?;
    secrets.push(app.link_to(EMAIL)?);
    assert_eq!(secrets.len(), 6, "two halves of a cookie, and two links");

    let mut kept = String::new();
    for module in migrations::MODULES {
        kept.push_str(&everything_of(&app, module).await?);
    }
    assert!(kept.contains(&hexadecimal(EMAIL)), "the test looks where something is");
    let said = log.text();
    for secret in secrets {
        let secret = secret.trim_start_matches("/link/");
        assert!(secret.len() > 15 && !said.contains(secret), "{secret} is in the log");
        assert!(!kept.contains(&hexadecimal(secret)), "{secret} is in a table");
    }
    Ok(())
}

/// SEC-44: the address of a mailed link is its secret.
#[tokio::test]
async fn a_request_that_failed_is_in_the_log_without_its_address() -> anyhow::Result<()> {
    const SECRET: &str = "5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e";
    let log = Kept::default();
    let _watching = log.watch();
    let app = TestApp::start(&shapes()[0]).await?;
    let away = "ALTER TABLE users_link RENAME TO users_elsewhere";
    app.ctx("users")?.db.execute(away, vec![]).await?;
    assert_eq!(app.browser().get(&format!("/link/{SECRET}")).await?.status, 500);
    let said = log.text();
    assert!(said.contains("a request failed") && !said.contains(SECRET), "{said}");
    Ok(())
}

#[tokio::test]
async fn whoever_asks_for_what_is_not_theirs_is_in_the_log_by_number_and_told_nothing() -> anyhow::Result<()>
{
    let log = Kept::default();
    let _watching = log.watch();
    let app = TestApp::start(&shapes()[0]).await?;
    let donor = app.signed_in("donor").await?;
    for path in ["/backoffice", "/dashboard/campaigns/0197b5a0-0000-7000-8000-000000000000/backers"] {
        assert_eq!(donor.get(path).await?.status, 404, "{path}");
    }
    let log = log.text();
    let told: Vec<_> =
        log.lines().filter(|it| it.contains("somebody asked for what is not theirs")).collect();
    assert_eq!(told.len(), 2, "{log}");
    for route in ["/backoffice\"", "/dashboard/campaigns/{campaign}/backers"] {
        assert!(told.iter().any(|it| it.contains(route) && it.contains("actor=")), "{route}: {told:?}");
    }
    assert!(!told.concat().contains("donor@"), "{told:?}");
    Ok(())
}

/// ASVS 5.0.0, V16.3.1: who guesses is seen by whoever reads the log, whether the address is known or not.
#[tokio::test]
async fn a_sign_in_that_fails_is_in_the_log_by_a_keyed_hash_of_its_address() -> anyhow::Result<()> {
    let log = Kept::default();
    let _watching = log.watch();
    let app = TestApp::start(&shapes()[0]).await?;
    let asha = Visitor::of(&app);
    asha.register(NAME, EMAIL).await?;
    assert_eq!(asha.browser.get("/me/email").await?.status, 200);
    let thief = Visitor::of(&app);
    for email in [EMAIL, EMAIL, "nobody-7f3a@example.test"] {
        assert_eq!(thief.sign_in(email, "eight herons at the weir").await?.status, 422);
    }
    let said = log.text();
    let lines = said.lines().filter(|it| it.contains("a sign-in was refused"));
    let accounts: Vec<_> = lines.filter_map(|it| it.split("account=").nth(1)?.split('"').nth(1)).collect();
    assert_eq!(accounts.len(), 3, "{said}");
    assert!(accounts[0] == accounts[1] && accounts[0] != accounts[2], "{accounts:?}");
    assert!(accounts.iter().all(|it| it.len() > 32), "{accounts:?}");

    app.clock.advance(Duration::from_mins(6));
    let wrong = [("password", "eight herons at the weir"), ("next", "/me/email")];
    assert_eq!(asha.send("/me/confirm", "/me/confirm", &wrong).await?.status, 422);
    let said = log.text();
    assert!(said.contains("a proof was refused"), "{said}");
    for canary in [EMAIL, NAME, "nobody-7f3a", "eight herons", PASSWORD] {
        assert!(!said.contains(canary), "{canary} came out: {said}");
    }
    Ok(())
}
