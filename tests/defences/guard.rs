//! Forms that cost something, and machines that send them.

use super::confirming::{confirm, link_to};
use crate::donors::journey::{Journey, VISA, fill_in, send, slug};
use anyhow::Context as _;
use axum::{body::Body, extract::ConnectInfo, http::Request};
use contracts::campaigns::FundingModel;
use kernel::db::Sql as _;
use sha2::{Digest, Sha256};
use std::{
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};
use tests::{Answer, Browser, TestApp, shapes};

const MOMENT: Duration = Duration::from_secs(4);
const DECLINED: &str = "4000000000000002";

type Fields = Vec<(String, String)>;

/// The form as a browser sends it: with what was hidden in it.
async fn open(browser: &Browser, slug: &str, email: &str) -> anyhow::Result<Fields> {
    let mut fields = fill_in(browser, slug, "500", &[("email", email)]).await?;
    let page = browser.get(&format!("/c/{slug}/give")).await?;
    set(&mut fields, "pledge", &page.field("pledge")?);
    set(&mut fields, "_shown", &page.field("_shown")?);
    Ok(fields)
}

fn set(fields: &mut Fields, name: &str, value: &str) {
    fields.retain(|(it, _)| it != name);
    fields.push((name.to_owned(), value.to_owned()));
}

/// The number that makes the hash of `stamp` begin with as many zeros as it asks for.
pub(super) fn proof(stamp: &str) -> anyhow::Result<String> {
    let zeros = |it: &String| {
        let hash = Sha256::digest(format!("{stamp}:{it}"));
        u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]).leading_zeros() >= 18
    };
    (0..1_000_000_000_u32).map(|it| it.to_string()).find(zeros).context("no proof found")
}

async fn pledges(app: &TestApp) -> anyhow::Result<i64> {
    let row = app.ctx("pledges")?.db.read().one("SELECT COUNT(*) AS n FROM pledges_pledge", vec![]).await?;
    Ok(row.context("no count")?.try_get("", "n")?)
}

/// Says so and keeps what was typed.
fn is_shown_again(answer: &Answer, words: &str) {
    assert_eq!(answer.status, 422, "{}", answer.text);
    assert!(
        answer.text.contains(words) && answer.text.contains("value=\"Ananya\""),
        "{words}: {}",
        answer.text
    );
    assert!(answer.text.contains("<a href=\"#guard\">"), "the summary leads to it");
    assert!(answer.text.contains("id=\"guard\" tabindex=\"-1\""), "and it takes the focus");
}

fn any() -> anyhow::Result<String> {
    slug(|it| it.model == FundingModel::KeepItAll)
}

#[tokio::test]
async fn a_form_that_comes_faster_than_people_type_is_taken_when_the_button_is_pressed_once_more()
-> anyhow::Result<()> {
    let app = TestApp::guarded(&shapes()[0]).await?;
    let (browser, slug) = (app.browser(), any()?);
    let mut fields = open(&browser, &slug, "a@example.test").await?;
    let fast = send(&browser, &slug, &fields).await?;
    is_shown_again(&fast, "had only just been opened");
    assert_eq!(pledges(&app).await?, 0);
    set(&mut fields, "_shown", &fast.field("_shown")?);
    app.clock.advance(Duration::from_secs(3));
    assert_eq!(send(&browser, &slug, &fields).await?.status, 303);
    assert_eq!(pledges(&app).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_form_without_its_date_or_with_anothers_makes_nothing() -> anyhow::Result<()> {
    let app = TestApp::guarded(&shapes()[0]).await?;
    let (browser, slug) = (app.browser(), any()?);
    let fields = open(&browser, &slug, "a@example.test").await?;
    let other = open(&browser, &slug, "a@example.test").await?;
    let strangers = open(&app.browser(), &slug, "a@example.test").await?;
    let date = |it: &Fields| it.iter().find(|(name, _)| name == "_shown").expect("a date").1.clone();
    app.clock.advance(MOMENT);
    for wrong in [String::new(), "1.0.00".into(), date(&other), date(&strangers)] {
        let mut wrongly = fields.clone();
        set(&mut wrongly, "_shown", &wrong);
        is_shown_again(&send(&browser, &slug, &wrongly).await?, "open for too long");
        app.clock.advance(Duration::from_mins(5));
    }
    assert_eq!(pledges(&app).await?, 0);
    app.clock.advance(Duration::from_hours(24));
    is_shown_again(&send(&browser, &slug, &fields).await?, "open for too long");
    Ok(())
}

#[tokio::test]
async fn a_program_that_fills_in_every_field_makes_nothing_even_where_forms_are_only_counted()
-> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let (browser, slug) = (app.browser(), any()?);
    let mut fields = open(&browser, &slug, "a@example.test").await?;
    set(&mut fields, "homepage", "http://spam.test");
    let answer = send(&browser, &slug, &fields).await?;
    is_shown_again(&answer, "do not see was filled in");
    assert_eq!(answer.field("homepage")?, "", "and is empty again");
    assert_eq!(pledges(&app).await?, 0);
    set(&mut fields, "homepage", "");
    assert_eq!(send(&browser, &slug, &fields).await?.status, 303, "a person gets on");
    Ok(())
}

#[tokio::test]
async fn whoever_tries_often_brings_a_proof_or_waits_and_is_refused_at_last() -> anyhow::Result<()> {
    let app = TestApp::guarded(&shapes()[0]).await?;
    let (browser, slug) = (app.browser(), any()?);
    let mut taken = 0;
    let asked = loop {
        let mut fields = open(&browser, &slug, "a@example.test").await?;
        app.clock.advance(MOMENT);
        let answer = send(&browser, &slug, &fields).await?;
        if answer.status == 303 {
            taken += 1;
            continue;
        }
        is_shown_again(&answer, "no machine sends them");
        assert!(answer.text.contains("data-work=\"18\"") && answer.text.contains("proof."), "and a script");
        set(&mut fields, "_shown", &answer.field("_shown")?);
        break fields;
    };
    assert!((5..15).contains(&taken), "{taken} gifts in a row");
    app.clock.advance(MOMENT);
    is_shown_again(&send(&browser, &slug, &asked).await?, "no machine sends them");

    let stamp = asked.iter().find(|(name, _)| name == "_shown").expect("a date").1.clone();
    let mut proved = asked.clone();
    set(&mut proved, "_proof", &proof(&stamp)?);
    assert_eq!(send(&browser, &slug, &proved).await?.status, 303, "with a proof");

    let mut waits = open(&browser, &slug, "a@example.test").await?;
    for _ in 0..3 {
        let mut again = open(&browser, &slug, "a@example.test").await?;
        app.clock.advance(MOMENT);
        set(&mut again, "homepage", "x");
        send(&browser, &slug, &again).await?;
    }
    let answer = send(&browser, &slug, &waits).await?;
    set(&mut waits, "_shown", &answer.field("_shown")?);
    app.clock.advance(Duration::from_secs(30));
    assert_eq!(send(&browser, &slug, &waits).await?.status, 303, "without a script after half a minute");

    let made = pledges(&app).await?;
    let mut last = 0;
    for _ in 0..12 {
        let mut again = open(&browser, &slug, "a@example.test").await?;
        set(&mut again, "_shown", "rubbish");
        last = send(&browser, &slug, &again).await?.status;
    }
    assert_eq!(last, 422, "what is unsigned is shown again, however often");
    let late = open(&browser, &slug, "a@example.test").await?;
    app.clock.advance(MOMENT);
    let refused = send(&browser, &slug, &late).await?;
    assert_eq!((refused.status, pledges(&app).await?), (429, made), "{}", refused.text);
    assert!(refused.headers.contains_key("retry-after"));
    let neighbour = app.browser();
    let theirs = open(&neighbour, &slug, "b@example.test").await?;
    app.clock.advance(MOMENT);
    assert_eq!(send(&neighbour, &slug, &theirs).await?.status, 303, "somebody else is not held up");
    Ok(())
}

#[tokio::test]
async fn an_account_is_asked_for_by_people_and_mail_goes_out_for_nobody_else() -> anyhow::Result<()> {
    let app = TestApp::guarded(&shapes()[0]).await?;
    let browser = app.browser();
    let page = browser.get("/signup").await?;
    let (token, shown) = (page.field("_token")?, page.field("_shown")?);
    let mut form = vec![
        ("_token", token.as_str()),
        ("_shown", &shown),
        ("name", "Ananya"),
        ("email", "ananya@example.test"),
        ("password", "seven herons at the weir"),
        ("homepage", ""),
    ];
    assert_eq!(browser.post("/signup", &form).await?.status, 422, "too fast");
    app.clock.advance(MOMENT);
    form.pop();
    form.push(("homepage", "x"));
    assert_eq!(browser.post("/signup", &form).await?.status, 422, "a machine");
    form.pop();
    app.settle().await?;
    assert!(app.mailbox.messages().is_empty());
    assert_eq!(browser.post("/signup", &form).await?.location, "/link/sent");
    let mut statuses = Vec::new();
    for _ in 0..3 {
        app.clock.advance(Duration::from_mins(1));
        statuses.push(browser.post("/signup", &form).await?.status);
    }
    assert_eq!(statuses, [303, 303, 429], "three mails to one address, and no fourth");
    app.settle().await?;
    assert_eq!(app.mailbox.messages().len(), 3);
    Ok(())
}

#[tokio::test]
async fn a_proof_is_good_for_the_address_it_was_asked_for_and_for_no_other() -> anyhow::Result<()> {
    let app = TestApp::guarded(&shapes()[0]).await?;
    let browser = app.browser();
    let page = browser.get("/signup").await?;
    let (token, first) = (page.field("_token")?, page.field("_shown")?);
    let ask = async |email: &str, shown: &str, proof: &str| {
        let form = [
            ("_token", token.as_str()),
            ("_shown", shown),
            ("_proof", proof),
            ("name", "Asha"),
            ("email", email),
            ("password", "seven herons at the weir"),
        ];
        browser.post("/signup", &form).await
    };
    app.clock.advance(MOMENT);
    for number in 0..5 {
        let email = format!("a{number}@example.test");
        assert_eq!(ask(&email, &first, "").await?.location, "/link/sent", "{email}");
    }
    let mut asked = ask("b@example.test", &first, "").await?;
    for _ in 0..10 {
        asked = ask("b@example.test", &first, "").await?;
        assert_eq!(asked.status, 422, "a proof is asked for");
    }
    let stamp = asked.field("_shown")?;
    let found = proof(&stamp)?;
    app.clock.advance(MOMENT);
    assert_eq!(ask("c@example.test", &stamp, &found).await?.status, 422, "it was not asked for this one");
    assert_eq!(ask("b@example.test", &stamp, &found).await?.location, "/link/sent");
    Ok(())
}

#[tokio::test]
async fn staff_ask_for_proofs_for_one_campaign_and_say_why() -> anyhow::Result<()> {
    for shape in shapes() {
        // Where forms are only counted what a person says has its effect all the same.
        let app = TestApp::start(&shape).await?;
        let (slug, browser) = (any()?, app.browser());
        let other = crate::donors::journey::slug(|it| it.slug != slug)?;
        let staff = app.signed_in("support").await?;
        let token = staff.get("/backoffice/attack").await?.field("_token")?;
        let mut form =
            vec![("_token", token.as_str()), ("campaign", &slug), ("minutes", "30"), ("reason", "")];
        assert_eq!(staff.post("/backoffice/attack", &form).await?.status, 422, "no reason");
        form.pop();
        form.push(("reason", "many small gifts since noon"));
        assert_eq!(staff.post("/backoffice/attack", &form).await?.status, 303);
        let room = staff.get("/backoffice/attack").await?;
        assert!(room.text.contains("many small gifts since noon"), "{}", room.text);

        let fields = open(&browser, &slug, "a@example.test").await?;
        let form = browser.get(&format!("/c/{slug}/give")).await?;
        assert!(form.text.contains("data-work=\"18\""), "the work begins while the form is filled in");
        app.clock.advance(MOMENT);
        is_shown_again(&send(&browser, &slug, &fields).await?, "no machine sends them");
        app.clock.advance(Duration::from_secs(30));
        assert_eq!(
            send(&browser, &slug, &fields).await?.status,
            303,
            "who takes half a minute notices nothing"
        );
        let mut small = open(&browser, &slug, "b@example.test").await?;
        let campaign = campaigns::demo_campaigns(tests::START).into_iter().find(|it| it.slug == slug);
        let minimum = campaign.context("no such campaign")?.minimum;
        set(&mut small, "other", &minimum.format_input("en"));
        app.clock.advance(Duration::from_secs(30));
        let refused = send(&browser, &slug, &small).await?;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("stolen cards here with small sums"), "{}", refused.text);
        let chosen = format!("/c/{slug}/give?amount={}", minimum.format_input("en"));
        let told = browser.get(&chosen).await?;
        assert!(
            told.text.contains("stolen cards here with small sums"),
            "before it is filled in: {}",
            told.text
        );
        Journey::promise(&app, &other, "1000").await?.pay(VISA).await?;

        let scope = room.field("scope")?;
        staff.post("/backoffice/attack/end", &[("_token", &token), ("scope", &scope)]).await?;
        let at_once = open(&browser, &slug, "a@example.test").await?;
        assert_eq!(send(&browser, &slug, &at_once).await?.status, 303);
        let log = app.signed_in("admin").await?.get("/backoffice/audit").await?;
        for action in ["attack_mode.begin", "attack_mode.end"] {
            assert!(log.text.contains(action), "{action}: {}", log.text);
        }
        let donor = app.signed_in("donor").await?;
        assert_eq!(donor.get("/backoffice/attack").await?.status, 404);
    }
    Ok(())
}

/// A gift from the network of `last`, under a browser of its own.
async fn from(
    app: &TestApp,
    network: u32,
    slug: &str,
    email: &str,
    pause: Duration,
) -> anyhow::Result<Answer> {
    let browser = app.browser();
    let fields = open(&browser, slug, email).await?;
    app.clock.advance(pause);
    let address = SocketAddr::from((Ipv4Addr::from_bits(0xC633_6400 + network), 443));
    let request = Request::post(format!("/c/{slug}/pledges"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .extension(ConnectInfo(address));
    browser.send(request, Body::from(serde_urlencoded::to_string(fields)?)).await
}

/// Whether an honest donor comes to pay: who is sent to read their mail does.
async fn gets_on(app: &TestApp, email: &str, mut answer: Answer) -> anyhow::Result<bool> {
    if answer.location.contains("/confirm?") {
        app.settle_once().await?;
        answer = confirm(&app.browser(), &link_to(app, email)?).await?;
    }
    Ok(answer.status == 303 && answer.location.starts_with("/p/"))
}

/// The script of SEC-33: stolen cards from two hundred addresses, each with a browser and a mail address of its own,
/// slow enough to pass for people; honest donors among them. Every try of a thief is declined.
#[tokio::test]
async fn of_many_stolen_cards_few_reach_the_provider_and_honest_donors_go_on_giving() -> anyhow::Result<()> {
    let app = TestApp::guarded(&shapes()[0]).await?;
    let slug = any()?;
    let (mut reached, mut honest) = (0, 0);
    for round in 0..20_u32 {
        let mut pages = Vec::new();
        for thief in 0..20 {
            let number = round * 20 + thief;
            let email = format!("thief{number}@example.test");
            let answer = from(&app, number % 200, &slug, &email, Duration::from_millis(3100)).await?;
            // Once the counts are bad the rest are sent to read their mail, which nobody reads.
            if answer.status == 303 && answer.location.starts_with("/p/") {
                pages.push(answer.location);
            }
        }
        reached += pages.len();
        app.settle_once().await?;
        for page in pages {
            let checkout = app.browser().get(&page).await?.location;
            let session = checkout.rsplit('/').next().unwrap_or_default();
            app.sandbox.pay(session.split(['?', '#']).next().unwrap_or_default(), DECLINED)?;
        }
        app.settle_once().await?;
        let email = format!("donor{round}@example.test");
        let answer = from(&app, 1000 + round, &slug, &email, Duration::from_secs(40)).await?;
        honest += u32::from(gets_on(&app, &email, answer).await?);
    }
    assert!(reached <= 100, "{reached} of 400 stolen cards reached the provider");
    assert_eq!(honest, 20, "honest donors");
    let room = app.signed_in("support").await?.get("/backoffice/attack").await?;
    assert!(room.text.contains("by the counts"), "{}", room.text);
    app.holds().await?;
    Ok(())
}
