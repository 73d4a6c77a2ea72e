use super::desk::Desk;
use crate::donors::journey::{Journey, VISA, raised};
use anyhow::Context as _;
use axum::{body::Body, http::Request};
use std::time::Duration;
use tests::{Answer, Browser, TestApp, shapes};

pub(super) const SLUG: &str = "a-bench-by-the-lake";

pub(super) fn mails_to(app: &TestApp, address: &str, subject: &str) -> usize {
    let mails = app.mailbox.messages();
    mails.iter().filter(|it| it.to().contains(address) && it.subject().contains(subject)).count()
}

/// One gives twice, one once, and one has the gift back.
pub(super) async fn some_give(app: &TestApp) -> anyhow::Result<()> {
    for email in ["twice@example.test", "TWICE@example.test", "once@example.test", "gone@example.test"] {
        let journey = Journey::promise_with(app, SLUG, "20", &[("email", email)]).await?;
        journey.pay(VISA).await?;
        if email.starts_with("gone") {
            assert_eq!(journey.refund("20").await?.status, 303);
        }
    }
    Ok(())
}

/// The address under `below` in the mail to `email` that asks `subject`.
pub(super) fn mailed_way(app: &TestApp, email: &str, subject: &str, below: &str) -> anyhow::Result<String> {
    let mails = app.mailbox.messages();
    let asked = mails.iter().find(|it| it.to().contains(email) && it.subject().contains(subject));
    let text = asked.context("nobody was asked")?.text();
    let from = text.find(below).context("no link")?;
    Ok(text[from..].split_whitespace().next().unwrap_or_default().to_owned())
}

pub(super) async fn post_update(desk: &Desk<'_>, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
    let page = desk.browser.get(&desk.path("/updates/new")).await?;
    let (token, id) = (page.field("_token")?, page.field("id")?);
    let mut form = vec![("_token", &*token), ("id", &*id)];
    form.extend_from_slice(fields);
    desk.browser.post(&desk.path("/updates"), &form).await
}

#[tokio::test]
async fn an_update_reaches_everybody_who_gave_once() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        some_give(&app).await?;
        let preview = [("title", "Oak"), ("body", "The **oak** has come."), ("then", "preview")];
        let looked = post_update(&desk, &preview).await?;
        assert!(looked.text.contains("<strong>oak</strong>"), "{}", looked.text);
        let update =
            [("title", "Oak"), ("body", "The **oak** has come."), ("audience", "public"), ("then", "post")];
        assert_eq!(post_update(&desk, &update).await?.status, 303);
        app.settle().await?;
        for (address, mails) in [("twice@", 1), ("once@", 1), ("gone@", 0)] {
            let got = mails_to(&app, address, "Oak") + mails_to(&app, &address.to_uppercase(), "Oak");
            assert_eq!(got, mails, "{address}");
        }
        let page = app.browser().get(&format!("/c/{SLUG}/updates")).await?;
        assert!(page.text.contains("<strong>oak</strong>"), "{}", page.text);
        assert!(page.headers.get("set-cookie").is_none());
        assert!(app.browser().get(&format!("/c/{SLUG}")).await?.text.contains("The oak has come."));
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_stops_news_with_one_click_gets_none_until_they_want_them_again() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        for email in ["stops@example.test", "stays@example.test"] {
            Journey::promise_with(&app, SLUG, "20", &[("email", email)]).await?.pay(VISA).await?;
        }
        let update = |title: &'static str| {
            [("title", title), ("body", "News."), ("audience", "public"), ("then", "post")]
        };
        assert_eq!(post_update(&desk, &update("First")).await?.status, 303);
        app.settle().await?;
        let mails = app.mailbox.messages();
        let first = mails.iter().find(|it| it.to().contains("stops@") && it.subject() == "First").unwrap();
        let headers = first.headers().replace("\r\n ", " ").replace("\n ", " ");
        assert!(headers.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{headers}");
        let (_, after) = headers.split_once("List-Unsubscribe: <").unwrap();
        let address = after.split_once('>').unwrap().0;
        let path = &address[address.find("/unsubscribe/").unwrap()..];
        let receipt = mails.iter().find(|it| it.to().contains("stops@") && it.subject() != "First").unwrap();
        assert!(!receipt.headers().contains("List-Unsubscribe"), "a receipt cannot be stopped");

        let anybody = app.browser();
        let page = path.strip_suffix("/now").unwrap();
        assert!(anybody.get(page).await?.text.contains("Stop these mails"), "to look changes nothing");
        let one_click = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        let answer = anybody.send(one_click, Body::from("List-Unsubscribe=One-Click")).await?;
        assert_eq!(answer.status, 204);
        assert_eq!(post_update(&desk, &update("Second")).await?.status, 303);
        app.settle().await?;
        assert_eq!((mails_to(&app, "stops@", "Second"), mails_to(&app, "stays@", "Second")), (0, 1));

        let shown = anybody.get(page).await?;
        let again = [("_token", &*shown.field("_token")?), ("news", "start")];
        assert_eq!(anybody.post(page, &again).await?.status, 303);
        assert_eq!(post_update(&desk, &update("Third")).await?.status, 303);
        app.settle().await?;
        assert_eq!(mails_to(&app, "stops@", "Third"), 1);
        assert_eq!(anybody.get("/unsubscribe/nothing").await?.status, 404);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_update_for_those_who_gave_is_for_nobody_else() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let update =
        [("title", "Only you"), ("body", "A secret place."), ("audience", "backers"), ("then", "post")];
    assert_eq!(post_update(&desk, &update).await?.status, 303);
    app.settle().await?;
    let (public, all) = (format!("/c/{SLUG}/updates"), format!("/c/{SLUG}/updates/all"));
    let everybody = app.browser().get(&public).await?.text;
    assert!(!everybody.contains("A secret place.") && everybody.contains("One update is for"), "{everybody}");
    assert_eq!(app.browser().get(&all).await?.status, 303, "sign in first");
    let donor = app.signed_in("donor").await?;
    assert!(!donor.get(&all).await?.text.contains("A secret place."));
    assert!(desk.browser.get(&all).await?.text.contains("A secret place."), "the team sees it");
    assert!(!app.browser().get(&format!("/c/{SLUG}")).await?.text.contains("A secret place."));
    Ok(())
}

#[tokio::test]
async fn an_update_is_posted_at_the_hour_that_was_chosen() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let later = |day: &'static str| {
        [("title", "Oak"), ("body", "It has come."), ("day", day), ("time", "09:00"), ("then", "schedule")]
    };
    let past = post_update(&desk, &later("2026-02-01")).await?;
    assert!(past.status == 422 && past.text.contains("still to come") && past.text.contains("It has come."));
    assert_eq!(post_update(&desk, &later("2026-03-02")).await?.status, 303);
    let page = format!("/c/{SLUG}/updates");
    app.pass(Duration::from_secs(19 * 3_600), Duration::from_secs(19 * 3_600)).await?;
    assert!(!app.browser().get(&page).await?.text.contains("It has come."), "an hour too early is early");
    app.pass(Duration::from_secs(2 * 3_600), Duration::from_secs(3_600)).await?;
    assert!(app.browser().get(&page).await?.text.contains("It has come."));
    Ok(())
}

pub(super) async fn comment(browser: &Browser, words: &str) -> anyhow::Result<Answer> {
    let path = format!("/c/{SLUG}/comments");
    let page = browser.get(&path).await?;
    let (token, id) = (page.field("_token")?, page.field("id")?);
    browser.post(&path, &[("_token", &*token), ("id", &*id), ("words", words)]).await
}

#[tokio::test]
async fn comments_are_shown_hidden_with_a_reason_and_not_poured_out() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let donor = app.signed_in("donor").await?;
    assert_eq!(comment(&donor, "  ").await?.status, 422);
    assert_eq!(comment(&donor, "Who <script>waters</script> it?").await?.status, 303);
    let path = format!("/c/{SLUG}/comments");
    let page = app.browser().get(&path).await?.text;
    assert!(page.contains("Who &lt;script&gt;waters") && page.contains("Log in to write"), "{page}");
    assert_eq!(comment(&desk.browser, "We do.").await?.status, 303);
    assert!(app.browser().get(&path).await?.text.contains("organiser</span>"));

    let room = desk.browser.get(&desk.path("/comments")).await?;
    let at = room.text.find("waters").unwrap_or_default();
    let id =
        room.text[at..].split("/comments/").nth(1).and_then(|it| it.split('/').next()).unwrap_or_default();
    let (token, hiding) = (room.field("_token")?, desk.path(&format!("/comments/{id}/hiding")));
    let form = |reason| [("_token", token.as_str()), ("reason", reason)];
    assert_eq!(desk.browser.post(&hiding, &form(" ")).await?.status, 422);
    let strange = donor.get(&path).await?.field("_token")?;
    let stranger = [("_token", strange.as_str()), ("reason", "x")];
    assert_eq!(donor.post(&hiding, &stranger).await?.status, 404);
    assert_eq!(desk.browser.post(&hiding, &form("Not about the bench.")).await?.status, 303);
    let page = app.browser().get(&path).await?.text;
    assert!(!page.contains("waters") && page.contains("Not about the bench."), "{page}");

    for _ in 0..4 {
        assert_eq!(comment(&donor, "Again.").await?.status, 303);
    }
    assert_eq!(comment(&donor, "And again.").await?.status, 429);
    Ok(())
}

#[tokio::test]
async fn a_report_is_decided_with_a_statement_to_both_sides() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let (guest, path) = (app.browser(), format!("/c/{SLUG}/report"));
        let page = guest.get(&path).await?;
        let (token, id) = (page.field("_token")?, page.field("id")?);
        let form = |reason, words| {
            [
                ("_token", token.as_str()),
                ("id", id.as_str()),
                ("reason", reason),
                ("words", words),
                ("email", "r@example.test"),
            ]
        };
        let wrong = guest.post(&path, &form("", "")).await?;
        assert!(wrong.status == 422 && wrong.text.contains("value=\"r@example.test\""), "{}", wrong.text);
        for _ in 0..2 {
            let sent = guest.post(&path, &form("untrue", "There is no lake.")).await?;
            assert_eq!(sent.status, 303);
            let thanks = guest.get(&sent.location).await?.text;
            assert!(thanks.contains("<title>Thank you. We look at it. – "), "{thanks}");
        }
        app.settle().await?;
        assert_eq!(mails_to(&app, "r@example.test", "Your report"), 1);

        let moderator = app.signed_in("moderator").await?;
        let queue = moderator.get("/backoffice/reports").await?.text;
        assert_eq!(queue.matches("href=\"/backoffice/reports/0").count(), 1, "{queue}");
        let report = format!("/backoffice/reports/{id}");
        let page = moderator.get(&report).await?;
        assert!(page.text.contains("There is no lake."), "{}", page.text);
        let token = page.field("_token")?;
        let decide = |to_creator| {
            [
                ("_token", token.as_str()),
                ("outcome", "suspended"),
                ("to_reporter", "We are asking."),
                ("to_creator", to_creator),
            ]
        };
        let path = format!("{report}/decision");
        assert_eq!(moderator.post(&path, &decide("")).await?.status, 422);
        assert_eq!(moderator.post(&path, &decide("Show us the lake.")).await?.status, 303);
        assert_eq!(moderator.post(&path, &decide("Show us the lake.")).await?.status, 409, "once");
        app.settle().await?;
        assert_eq!(mails_to(&app, "r@example.test", "What we decided"), 1);
        assert_eq!(mails_to(&app, "creator@", "is suspended"), 1);
        assert_eq!(mails_to(&app, "creator@", "A decision about"), 0, "one mail says it all");
        let told = app.mailbox.messages().into_iter().find(|it| it.subject().contains("is suspended"));
        assert!(told.is_some_and(|it| it.text().contains("Show us the lake.")), "and why");
        assert!(app.browser().get(&format!("/c/{SLUG}")).await?.text.contains("Show us the lake."));
        assert_eq!(desk.browser.get("/backoffice/reports").await?.status, 404);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_suspended_campaign_takes_nothing_says_why_and_can_go_on() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        Journey::promise(&app, SLUG, "30").await?.pay(VISA).await?;
        let give = format!("/c/{SLUG}/give");
        let open = app.browser();
        let fields = crate::donors::journey::fill_in(&open, SLUG, "20", &[]).await?;

        assert_eq!(desk.intervene("suspend", "").await?.status, 422, "a reason is owed");
        assert_eq!(desk.intervene("suspend", "The organiser cannot be reached.").await?.status, 303);
        app.settle().await?;
        let refused = app.browser().get(&give).await?;
        assert_eq!(refused.status, 410);
        assert!(refused.text.contains("The organiser cannot be reached."), "{}", refused.text);
        assert_eq!(crate::donors::journey::send(&open, SLUG, &fields).await?.status, 422, "typed before");
        let page = app.browser().get(&format!("/c/{SLUG}")).await?.text;
        assert!(page.contains("The organiser cannot be reached.") && !page.contains("id=\"give\""), "{page}");
        assert_eq!(raised(&app, SLUG).await?, 3_000, "no money moves");
        assert_eq!(mails_to(&app, "creator@", "is suspended"), 1);

        assert_eq!(desk.intervene("restore", "They called back.").await?.status, 303);
        app.settle().await?;
        assert_eq!(app.browser().get(&give).await?.status, 200);

        let cancelled = desk.step("cancellation", &[("reason", "The town said no.")]).await?;
        assert_eq!(cancelled.status, 303);
        app.settle().await?;
        app.pass(Duration::from_secs(600), Duration::from_secs(60)).await?;
        assert_eq!(raised(&app, SLUG).await?, 0, "everything goes back");
        assert_eq!(app.browser().get(&give).await?.status, 410);
        assert_eq!(desk.intervene("restore", "No.").await?.status, 409, "cancelled is for good");
        app.holds().await?;
    }
    Ok(())
}

async fn upload(desk: &Desk<'_>, file: &[u8]) -> anyhow::Result<Answer> {
    let token = desk.browser.get(&desk.path("/edit/cover")).await?.field("_token")?;
    let mut body = format!(
        "--frontier\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n{token}\r\n--frontier\r\n\
         Content-Disposition: form-data; name=\"picture\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--frontier--\r\n");
    let request = Request::post(desk.path("/cover"))
        .header("content-type", "multipart/form-data; boundary=frontier")
        .header("sec-fetch-site", "same-origin");
    desk.browser.send(request, Body::from(body)).await
}

#[tokio::test]
async fn a_picture_is_drawn_anew_and_what_is_none_is_refused_in_words() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    for (file, words) in [
        (b"<svg onload=alert(1)>".to_vec(), "This is not a JPEG, PNG or WebP picture."),
        (vec![0; 11 * 1024 * 1024], "larger than 10 MB"),
        (Vec::new(), "Choose a picture first."),
    ] {
        let answer = upload(&desk, &file).await?;
        assert_eq!(answer.status, 422, "{words}: {}", answer.text);
        assert!(answer.text.contains(words) && answer.text.contains("<title>Error: "), "{}", answer.text);
    }
    let answer = upload(&desk, include_bytes!("lake.png")).await?;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let page = app.browser().get(&format!("/c/{SLUG}")).await?.text;
    let card = format!("property=\"og:image\" content=\"http://product.test/c/{SLUG}/card.png\"");
    let photo = page.find("/1600.jpg\"");
    assert!(photo.is_some() && photo < page.find(&card), "the picture, and how far it has come: {page}");
    let at = page.find("/media/").unwrap_or_default();
    let address = page[at..].split('"').next().unwrap_or_default();
    let picture = app.browser().get(address).await?;
    assert_eq!(picture.status, 200, "{page}");
    assert_eq!(picture.headers["content-type"], "image/jpeg");
    assert_eq!(picture.headers["x-content-type-options"], "nosniff");
    assert_eq!(picture.headers["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(picture.headers["content-security-policy"], "default-src 'none'; sandbox");
    assert!(!picture.text.contains("GPS CANARY"), "what the camera wrote is gone");
    for nothing in
        ["/media/x/800.jpg", "/media/0197b5a0-0000-7000-8000-000000000000/800.jpg", "/media/x/..%2f"]
    {
        assert_eq!(app.browser().get(nothing).await?.status, 404, "{nothing}");
    }
    Ok(())
}

#[tokio::test]
async fn somebody_who_is_invited_may_do_what_was_granted_and_no_more() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let page = desk.browser.get(&desk.path("/team")).await?;
        let (token, id) = (page.field("_token")?, page.field("id")?);
        let wrong = [("_token", &*token), ("id", &*id), ("email", "nobody")];
        assert_eq!(desk.browser.post(&desk.path("/team"), &wrong).await?.status, 422);
        let form = [("_token", &*token), ("id", &*id), ("email", "helper@example.test"), ("updates", "on")];
        assert_eq!(desk.browser.post(&desk.path("/team"), &form).await?.status, 303);
        app.settle().await?;
        assert_eq!(mails_to(&app, "helper@example.test", "Help to run"), 1);
        let mail = app.mailbox.messages().into_iter().find(|it| it.to().contains("helper@"));
        let text = mail.map(|it| it.text()).unwrap_or_default();
        let at = text.find("/invitations/").unwrap_or_default();
        let link = text[at..].split_whitespace().next().unwrap_or_default().to_owned();

        let helper = app.signed_in("donor").await?;
        assert_eq!(helper.get(&desk.path("/updates")).await?.status, 404, "not yet");
        let token = helper.get(&link).await?.field("_token")?;
        assert_eq!(helper.post(&link, &[("_token", &token)]).await?.status, 303);
        assert_eq!(helper.post(&link, &[("_token", &token)]).await?.status, 410, "a link is for one");
        for (room, status) in [
            ("", 200),
            ("/updates", 200),
            ("/comments", 200),
            ("/edit/story", 404),
            ("/backers", 404),
            ("/backers.csv", 404),
            ("/team", 404),
        ] {
            assert_eq!(helper.get(&desk.path(room)).await?.status, status, "{room}");
        }
        let cancel = [("_token", &*token), ("reason", "mine now")];
        assert_eq!(helper.post(&desk.path("/cancellation"), &cancel).await?.status, 404);
        assert!(helper.get("/dashboard").await?.text.contains("A bench by the lake"));
        app.settle().await?;
        app.holds().await?;
        app.clock.advance(std::time::Duration::from_secs(3600));
        assert_eq!(
            helper.get("/dashboard").await?.status,
            303,
            "who helps is signed in no longer than creators"
        );
    }
    Ok(())
}

#[tokio::test]
async fn backers_are_listed_filtered_and_exported_without_formulas() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let words = [
            ("name", "=HYPERLINK(\"evil\")"),
            ("dedication", "in_memory"),
            ("dedicated_to", "Grandmother Leela"),
        ];
        Journey::promise_with(&app, SLUG, "20", &words).await?.pay(VISA).await?;
        Journey::promise_with(&app, SLUG, "25", &[("anonymous", "on"), ("name", "Secret")])
            .await?
            .pay(VISA)
            .await?;
        let back = Journey::promise(&app, SLUG, "30").await?;
        back.pay(VISA).await?;
        back.refund("30").await?;
        Journey::promise(&app, SLUG, "35").await?;

        let page = desk.browser.get(&desk.path("/backers")).await?.text;
        for seen in
            ["€20", "€25", "€30", "would rather not be named", "Taken back", "In memory of Grandmother Leela"]
        {
            assert!(page.contains(seen), "{seen} in {page}");
        }
        assert!(
            !page.contains("Secret") && !page.contains("€35") && !page.contains("@example.test"),
            "{page}"
        );
        let taken = desk.browser.get(&desk.path("/backers?state=taken_back")).await?.text;
        assert!(taken.contains("€30") && !taken.contains("€20"), "{taken}");
        let file = desk.browser.get(&desk.path("/backers.csv")).await?;
        assert!(file.headers["content-disposition"].to_str()?.contains("a-bench-by-the-lake-backers.csv"));
        let lines: Vec<_> = file.text.lines().collect();
        assert_eq!(
            lines[0].trim_start_matches('\u{feff}'),
            "pledge,given_at,name,promised,counts,currency,reward,state,dedicated,add_ons"
        );
        assert_eq!(lines.len(), 4, "{}", file.text);
        assert!(lines[3].ends_with(",paid,In memory of Grandmother Leela,"), "{}", file.text);
        assert!(lines[1].ends_with(",taken_back,,"), "{}", file.text);
        assert!(file.text.contains("\"'=HYPERLINK(\"\"evil\"\")\""), "{}", file.text);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_a_campaign_said_before_stays_readable() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let path = format!("/c/{SLUG}/history");
    assert!(app.browser().get(&path).await?.text.contains("Nothing has changed"));
    desk.write("story", &[("story", "It is a short way round the lake.\n\nAnd no place to rest.")]).await?;
    let page = app.browser().get(&path).await?;
    assert!(page.text.contains("<del>long </del><ins>short </ins>"), "{}", page.text);
    assert!(page.headers.get("set-cookie").is_none());
    let log = desk.browser.get(&desk.path("/log")).await?.text;
    assert!(log.contains("Something on its page was changed"), "{log}");
    Ok(())
}
