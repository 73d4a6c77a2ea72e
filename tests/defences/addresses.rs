//! SEC-21, decision 099: who knows the id of a pledge or of a plan has nothing of it. Its donor has the key that stands
//! behind the id in the address.

use crate::{donors::journey::VISA, plans::Plan};
use anyhow::{Context as _, ensure};
use kernel::db::Sql as _;
use tests::{Browser, TestApp, shapes};

const PLEDGE: &str = "/p/{pledge}";
const PLAN: &str = "/plans/{plan}";

/// Every path of the page `page` and below it, with `address` in the place of what it is the page of.
fn paths(app: &TestApp, page: &str, address: &str) -> Vec<String> {
    let place = page.rsplit('/').next().unwrap_or_default();
    let below = format!("{page}/");
    let routes = app.routes.iter().map(|(_, path, _)| *path);
    routes.filter(|it| *it == page || it.starts_with(&below)).map(|it| it.replace(place, address)).collect()
}

/// None of the paths of `page` knows `address`, whether it is looked at or something is sent there.
async fn opens_nothing(app: &TestApp, browser: &Browser, page: &str, address: &str) -> anyhow::Result<()> {
    let slug = crate::donors::journey::slug(|_| true)?;
    let token = browser.get(&format!("/c/{slug}/give")).await?.field("_token")?;
    let form = [
        ("_token", &*token),
        ("amount", "30"),
        ("sure", "1"),
        ("period", "1"),
        ("name", "Somebody"),
        ("address", "7 Harbour Row"),
        ("anonymous", "no"),
    ];
    let all = paths(app, page, address);
    ensure!(all.len() > 7, "the test looks where something is: {all:?}");
    for path in all {
        let (asked, sent) = (browser.get(&path).await?.status, browser.post(&path, &form).await?.status);
        // Some paths can only be looked at, and to some something can only be sent.
        let nothing = matches!((asked, sent), (404, 404 | 405) | (405, 404));
        ensure!(nothing, "{path} answered {asked} and what was sent there {sent}");
    }
    Ok(())
}

/// The id and the key in the address `at`.
fn parts(at: &str) -> anyhow::Result<(&str, &str)> {
    at.rsplit('/').next().and_then(|it| it.split_once('~')).with_context(|| format!("no key in {at}"))
}

#[tokio::test]
async fn a_pledge_s_id_alone_opens_nothing() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let plan = Plan::begin(&app, VISA).await?;
    let (stranger, staff) = (app.browser(), app.signed_in("support").await?);
    for (who, browser) in [("a stranger", &stranger), ("staff", &staff), ("who gave it", &plan.gift.browser)]
    {
        opens_nothing(&app, browser, PLEDGE, &plan.gift.pledge).await.context(who)?;
        opens_nothing(&app, browser, PLAN, parts(&plan.path)?.0).await.context(who)?;
    }
    // Whoever has the address needs nothing else, and nothing was done to what it leads to.
    for (page, at) in [(PLEDGE, plan.gift.at()), (PLAN, plan.path.clone())] {
        for path in paths(&app, page, at.rsplit('/').next().unwrap_or_default()) {
            let answer = stranger.get(&path).await?;
            assert_ne!(answer.status, 404, "{path}");
            let told = answer.headers.get("referrer-policy").and_then(|it| it.to_str().ok());
            assert!(answer.status != 200 || told == Some("no-referrer"), "{path} tells its key: {told:?}");
        }
    }
    assert!(plan.page().await?.contains("The next gift of"), "{}", plan.page().await?);
    app.holds().await
}

#[tokio::test]
async fn a_key_of_another_pledge_opens_nothing() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let (plan, other) = (Plan::begin(&app, VISA).await?, Plan::begin(&app, VISA).await?);
    for (page, own, of_another) in
        [(PLEDGE, plan.gift.at(), other.gift.at()), (PLAN, plan.path.clone(), other.path.clone())]
    {
        let ((id, own), (_, of_another)) = (parts(&own)?, parts(&of_another)?);
        let elsewhere = if page == PLEDGE { plan.path.clone() } else { plan.gift.at() };
        let (_, elsewhere) = parts(&elsewhere)?;
        let short = own.get(..own.len() - 2).context("a key")?;
        let changed: String = own.chars().rev().collect();
        for key in [of_another, elsewhere, short, &changed, ""] {
            let address = format!("{id}~{key}");
            opens_nothing(&app, &plan.gift.browser, page, &address).await.context(address)?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn links_in_mails_open_for_whoever_has_nothing_else() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let plan = Plan::begin(&app, VISA).await?;
    assert_eq!(plan.gift.refund("5").await?.status, 303);
    let mails: Vec<_> = app.mailbox.messages().into_iter().map(|it| it.text()).collect();
    let mails = mails.join("\n");
    for page in ["/p/", "/plans/"] {
        let links = mails.split_whitespace().filter_map(|it| it.strip_prefix("http://product.test"));
        let paths: Vec<_> = links.filter(|it| it.starts_with(page)).collect();
        assert!(!paths.is_empty(), "no mail leads to {page}: {mails}");
        for path in paths {
            assert_eq!(app.browser().get(path).await?.status, 200, "{path}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn neither_staff_nor_what_modules_tell_each_other_have_the_key_of_a_pledge() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let plan = Plan::begin(&app, VISA).await?;
    let (at, pledge) = (plan.gift.at(), &plan.gift.pledge);
    let (_, key) = parts(&at)?;
    assert!(plan.gift.page().await?.contains(key), "the test looks for what is there");
    for role in ["support", "finance", "admin"] {
        let staff = app.signed_in(role).await?;
        for room in ["/backoffice/pledges".to_owned(), format!("/backoffice/pledges/{pledge}")] {
            let seen = staff.get(&room).await?;
            assert!(seen.text.contains(pledge.as_str()), "{role}, {room}: {}", seen.status);
            assert!(!seen.text.contains(key), "{role}, {room}: {}", seen.text);
        }
    }
    for module in migrations::MODULES {
        let sql = format!("SELECT key || ' ' || payload FROM {module}_outbox");
        for row in app.ctx(module)?.db.read().all(&sql, vec![]).await? {
            let said = row.try_get_by_index::<String>(0)?;
            assert!(!said.contains(key), "{module}: {said}");
        }
    }
    Ok(())
}
