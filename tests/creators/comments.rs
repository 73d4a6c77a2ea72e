//! Comments in the order they are read in, and those that are taken back, reported, hidden and shown again.

use super::{
    community::{SLUG, comment},
    desk::Desk,
};
use crate::{
    accounts::Visitor,
    donors::journey::{Journey, VISA},
};
use anyhow::{Context as _, ensure};
use kernel::db::Sql as _;
use tests::{Answer, Browser, TestApp, shapes};

/// The id of the comment that says `words`, as whoever reads the page finds it in the link to report it.
pub(super) async fn id_of(browser: &Browser, words: &str) -> anyhow::Result<String> {
    let page = browser.get(&format!("/c/{SLUG}/comments")).await?.text;
    let at = page.find(words).context("the comment is not there")?;
    let link = page[at..].split("report?comment=").nth(1).and_then(|it| it.split('"').next());
    Ok(link.context("it has no link to report it")?.to_owned())
}

/// `browser` reports the comment `id`; the id of the report.
async fn reported(browser: &Browser, id: &str) -> anyhow::Result<String> {
    let page = browser.get(&format!("/c/{SLUG}/report?comment={id}")).await?;
    let (token, report) = (page.field("_token")?, page.field("id")?);
    let form = [
        ("_token", token.as_str()),
        ("id", report.as_str()),
        ("comment", id),
        ("reason", "harmful"),
        ("words", "It insults the volunteers."),
    ];
    let answer = browser.post(&format!("/c/{SLUG}/report"), &form).await?;
    ensure!(answer.status == 303, "{}: {}", answer.status, answer.text);
    Ok(report)
}

/// The campaign's team hides the comment `id`.
async fn hidden_by_the_team(desk: &Desk<'_>, id: &str) -> anyhow::Result<()> {
    let token = desk.browser.get(&desk.path("/comments")).await?.field("_token")?;
    let form = [("_token", token.as_str()), ("reason", "Not about the bench.")];
    let answer = desk.browser.post(&desk.path(&format!("/comments/{id}/hiding")), &form).await?;
    ensure!(answer.status == 303, "{}: {}", answer.status, answer.text);
    Ok(())
}

#[tokio::test]
async fn an_author_takes_a_comment_back_and_nobody_else_does() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let donor = app.signed_in("donor").await?;
        assert_eq!(comment(&donor, "I live next door.").await?.status, 303);
        let id = id_of(&donor, "next door").await?;
        let (path, removal) = (format!("/c/{SLUG}/comments"), format!("/c/{SLUG}/comments/{id}/removal"));
        let strange = desk.browser.get(&path).await?;
        assert!(!strange.text.contains(&removal), "nobody else is offered it: {}", strange.text);
        let token = strange.field("_token")?;
        assert_eq!(desk.browser.post(&removal, &[("_token", &token)]).await?.status, 404);
        let page = donor.get(&path).await?;
        assert!(page.text.contains(&removal), "{}", page.text);
        let token = page.field("_token")?;
        for _ in 0..2 {
            assert_eq!(donor.post(&removal, &[("_token", &token)]).await?.status, 303);
        }
        for (who, path) in [(&desk.browser, path.clone()), (&desk.browser, desk.path("/comments"))] {
            let page = who.get(&path).await?.text;
            assert!(page.contains("taken back by its author") && !page.contains("next door"), "{page}");
        }
        let public = app.browser().get(&format!("/c/{SLUG}")).await?.text;
        assert!(public.contains("Nobody has said or asked anything yet."), "{public}");
        let log = app.signed_in("admin").await?.get("/backoffice/audit").await?.text;
        assert_eq!(log.matches(&format!("comment/{id}")).count(), 1, "{log}");
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_comment_is_reported_and_a_moderator_hides_it() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        Desk::launched(&app).await?;
        let donor = app.signed_in("donor").await?;
        assert_eq!(comment(&donor, "They are thieves.").await?.status, 303);
        let id = id_of(&donor, "thieves").await?;
        let guest = app.browser();
        let page = guest.get(&format!("/c/{SLUG}/report?comment={id}")).await?.text;
        assert!(page.contains("They are thieves.") && !page.contains("value=\"misused\""));
        let report = reported(&guest, &id).await?;
        let nothing = format!("/c/{SLUG}/report?comment=0197b5a0-0000-7000-8000-000000000000");
        assert_eq!(guest.get(&nothing).await?.status, 404);

        let (moderator, room) = (app.signed_in("moderator").await?, format!("/backoffice/reports/{report}"));
        let page = moderator.get(&room).await?;
        assert!(page.text.contains("They are thieves."), "{}", page.text);
        let token = page.field("_token")?;
        let hide = |reason| [("_token", token.as_str()), ("hide_reason", reason)];
        let hiding = format!("{room}/hiding");
        let strange = donor.get(&format!("/c/{SLUG}/comments")).await?.field("_token")?;
        let stranger = [("_token", strange.as_str()), ("hide_reason", "x")];
        assert_eq!(donor.post(&hiding, &stranger).await?.status, 404);
        let wrong = moderator.post(&hiding, &hide(" ")).await?;
        assert!(wrong.status == 422 && wrong.text.contains("id=\"hide_reason-problem\""), "{}", wrong.text);
        assert_eq!(moderator.post(&hiding, &hide("An insult.")).await?.status, 303);
        let shown = guest.get(&format!("/c/{SLUG}/comments")).await?.text;
        assert!(!shown.contains("thieves") && shown.contains("An insult."), "{shown}");
        let page = moderator.get(&room).await?.text;
        assert!(page.contains("They are thieves.") && !page.contains(&hiding), "{page}");
        let log = app.signed_in("admin").await?.get("/backoffice/audit").await?.text;
        assert!(log.contains("comment.hide") && log.contains("An insult."), "{log}");
        app.settle().await?;
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_moderator_shows_a_hidden_comment_again_and_says_why() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let donor = app.signed_in("donor").await?;
        assert_eq!(comment(&donor, "Who waters the oak?").await?.status, 303);
        let id = id_of(&donor, "waters the oak").await?;
        let report = reported(&app.browser(), &id).await?;
        let (moderator, public) = (app.signed_in("moderator").await?, format!("/c/{SLUG}/comments"));
        // Where the report is read, and among all that was hidden on the campaign.
        for (room, showing, field, problem) in [
            (
                format!("/backoffice/reports/{report}"),
                format!("/backoffice/reports/{report}/showing"),
                "show_reason",
                "show_reason-problem".to_owned(),
            ),
            (
                format!("/backoffice/campaigns/{}", desk.id),
                format!("/backoffice/campaigns/{}/comments/{id}/showing", desk.id),
                "reason",
                format!("reason-{id}-problem"),
            ),
        ] {
            assert!(!moderator.get(&room).await?.text.contains(&showing), "{room}: nothing is hidden");
            hidden_by_the_team(&desk, &id).await?;
            assert!(!app.browser().get(&public).await?.text.contains("waters the oak"));
            let page = moderator.get(&room).await?;
            assert!(page.text.contains("Who waters the oak?"), "{}", page.text);
            assert!(page.text.contains(&showing) && page.text.contains("Not about the bench."), "{room}");
            let token = page.field("_token")?;
            let form = |reason| [("_token", token.as_str()), (field, reason)];
            let wrong = moderator.post(&showing, &form(" ")).await?;
            assert!(wrong.status == 422 && wrong.text.contains("<title>Error: "), "{}", wrong.text);
            assert!(wrong.text.contains(&format!("id=\"{problem}\"")), "{}", wrong.text);
            for stranger in [&donor, &desk.browser] {
                let token = stranger.get(&public).await?.field("_token")?;
                let form = [("_token", token.as_str()), (field, "I want it back.")];
                assert_eq!(stranger.post(&showing, &form).await?.status, 404, "{showing}");
            }
            assert!(!app.browser().get(&public).await?.text.contains("waters the oak"));
            for _ in 0..2 {
                assert_eq!(moderator.post(&showing, &form("It asks about the tree.")).await?.status, 303);
            }
            let shown = app.browser().get(&public).await?.text;
            assert!(shown.contains("Who waters the oak?") && !shown.contains("was hidden"), "{shown}");
        }
        let log = app.signed_in("admin").await?.get("/backoffice/audit").await?.text;
        assert!(log.contains("comment.show"), "{log}");
        assert_eq!(log.matches("It asks about the tree.").count(), 2, "once each: {log}");
        app.settle().await?;
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_answer_stands_below_its_question_and_its_time_is_told_on_the_campaign_s_clocks()
-> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let donor = app.signed_in("donor").await?;
    assert_eq!(comment(&donor, "Who waters the oak?").await?.status, 303);
    let answered = comment(&desk.browser, "The volunteers do.").await?;
    let id = id_of(&donor, "The volunteers do.").await?;
    assert_eq!(answered.location, format!("/c/{SLUG}/comments#{id}"), "it leads to what was written");
    for path in [format!("/c/{SLUG}"), format!("/c/{SLUG}/comments")] {
        let page = app.browser().get(&path).await?.text;
        let place = |words: &str| page.find(words).context("a comment is not there");
        assert!(place("Who waters the oak?")? < place("The volunteers do.")?, "{path}: {page}");
        assert!(page.contains("<time datetime=\"2026-03-01T"), "{path}: {page}");
        assert!(page.contains("(Europe/Berlin)</time>") && !page.contains(" UTC"), "{path}: {page}");
    }
    let page = app.browser().get(&format!("/c/{SLUG}/comments")).await?.text;
    assert!(page.contains(&format!("<li class=\"card stack\" id=\"{id}\">")), "{page}");
    Ok(())
}

/// `browser` answers the comment `to`.
pub(super) async fn answer(browser: &Browser, to: &str, words: &str) -> anyhow::Result<Answer> {
    let page = browser.get(&format!("/c/{SLUG}/comments?to={to}")).await?;
    let (token, id, answers) = (page.field("_token")?, page.field("id")?, page.field("answers")?);
    let form = [("_token", &*token), ("id", &*id), ("answers", &*answers), ("words", words)];
    browser.post(&format!("/c/{SLUG}/comments"), &form).await
}

#[tokio::test]
async fn an_answer_stands_directly_under_the_comment_it_answers() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let (donor, list) = (app.signed_in("donor").await?, format!("/c/{SLUG}/comments"));
        assert_eq!(comment(&donor, "Who waters the oak?").await?.status, 303);
        assert_eq!(comment(&donor, "Where will it stand?").await?.status, 303);
        let question = id_of(&donor, "Who waters the oak?").await?;
        let reply = format!("href=\"{list}?to={question}\"");
        assert!(donor.get(&list).await?.text.contains(&reply), "whoever may write is led there");
        assert!(!app.browser().get(&list).await?.text.contains(&reply), "and nobody else");

        let wrong = answer(&desk.browser, &question, " ").await?;
        assert!(wrong.status == 422 && wrong.field("answers")? == question, "{}", wrong.text);
        let answered = answer(&desk.browser, &question, "The volunteers do.").await?;
        let id = id_of(&donor, "The volunteers do.").await?;
        assert_eq!(answered.location, format!("{list}?to={question}#{id}"), "{}", answered.text);
        // What answers an answer answers its question.
        assert_eq!(answer(&donor, &id, "All of them?").await?.status, 303);
        for path in [format!("/c/{SLUG}"), list.clone()] {
            let page = app.browser().get(&path).await?.text;
            let place = |words: &str| page.find(words).with_context(|| format!("{words} is not in {page}"));
            let said = [
                place("Who waters the oak?")?,
                place("The volunteers do.")?,
                place("All of them?")?,
                place("Where will it stand?")?,
            ];
            assert!(said.is_sorted(), "{path}: {said:?} {page}");
        }
        let alone = donor.get(&format!("{list}?to={id}")).await?.text;
        assert!(alone.contains("All of them?") && !alone.contains("Where will it stand?"), "{alone}");

        let (nobody, page) = ("0197b5a0-0000-7000-8000-000000000000", donor.get(&list).await?);
        let (token, id) = (page.field("_token")?, page.field("id")?);
        let form = [("_token", &*token), ("id", &*id), ("answers", nobody), ("words", "To whom?")];
        assert_eq!(donor.post(&list, &form).await?.status, 404, "what is not there cannot be answered");
        app.settle().await?;
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn many_answers_move_no_other_comment_and_all_of_them_can_be_read() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        Desk::launched(&app).await?;
        let (donor, list) = (app.signed_in("donor").await?, format!("/c/{SLUG}/comments"));
        assert_eq!(comment(&donor, "Question 0.").await?.status, 303);
        let question = id_of(&donor, "Question 0.").await?;
        let campaigns = app.ctx("campaigns")?;
        for number in 1..=60_i64 {
            let sql = "INSERT INTO campaigns_comment (id, campaign, author, author_name, from_team, words, at, answers) \
                       SELECT $1, campaign, $1, author_name, from_team, $2, at + $3, id \
                       FROM campaigns_comment WHERE words = 'Question 0.'";
            let id = uuid::Uuid::from_u128(1_000 + u128::try_from(number)?);
            let values = vec![id.into(), format!("Answer {number}.").into(), number.into()];
            assert_eq!(campaigns.db.execute(sql, values).await?, 1);
        }
        let guest = app.browser();
        let page = guest.get(&list).await?.text;
        assert_eq!(page.matches("Answer ").count(), 10, "{page}");
        assert!(page.contains("Question 0.") && !page.contains("Earlier comments"), "{page}");
        assert!(page.contains("Show all answers"), "{page}");
        let all = guest.get(&format!("{list}?to={question}")).await?.text;
        assert!(all.matches("Answer ").count() == 60 && !all.contains("Show all answers"), "{all}");
    }
    Ok(())
}

#[tokio::test]
async fn many_comments_are_read_page_by_page_and_new_ones_move_none_of_them() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        Desk::launched(&app).await?;
        let donor = app.signed_in("donor").await?;
        assert_eq!(comment(&donor, "Number 119.").await?.status, 303);
        let campaigns = app.ctx("campaigns")?;
        // Each by somebody else, and some of them in the same moment.
        for number in 0..119_i64 {
            let sql = "INSERT INTO campaigns_comment (id, campaign, author, author_name, from_team, words, at) \
                       SELECT $1, campaign, $1, author_name, from_team, $2, at - $3 \
                       FROM campaigns_comment WHERE words = 'Number 119.'";
            let id = uuid::Uuid::from_u128(1_000 + u128::try_from(number)?);
            let values = vec![id.into(), format!("Number {number}.").into(), (30 - number / 4).into()];
            assert_eq!(campaigns.db.execute(sql, values).await?, 1);
        }
        let numbers = |page: &str| -> Vec<i64> {
            let after = page.split("Number ").skip(1);
            after.filter_map(|it| it.split('.').next()?.parse().ok()).collect()
        };
        let link = |page: &str, side: &str| {
            let path = format!("/c/{SLUG}/comments?{side}=");
            page.split(&path).nth(1).and_then(|it| Some(format!("{path}{}", it.split('"').next()?)))
        };
        let guest = app.browser();
        let latest = guest.get(&format!("/c/{SLUG}/comments")).await?.text;
        assert_eq!(numbers(&latest), (70..120).collect::<Vec<_>>());
        assert!(link(&latest, "after").is_none() && latest.contains("Go to the newest comment"), "{latest}");
        let before = link(&latest, "before").context("nothing before")?;
        let middle = guest.get(&before).await?.text;
        assert_eq!(numbers(&middle), (20..70).collect::<Vec<_>>());
        assert_eq!(comment(&donor, "Number 120.").await?.status, 303);
        assert_eq!(numbers(&guest.get(&before).await?.text), (20..70).collect::<Vec<_>>());
        let first = guest.get(&link(&middle, "before").context("nothing before")?).await?.text;
        assert_eq!(numbers(&first), (0..20).collect::<Vec<_>>());
        assert!(link(&first, "before").is_none(), "{first}");
        let again = guest.get(&link(&first, "after").context("nothing after")?).await?.text;
        assert_eq!(numbers(&again), (20..70).collect::<Vec<_>>());
        for nothing in ["before=x", "after=0197b5a0-0000-7000-8000-000000000000"] {
            let page = guest.get(&format!("/c/{SLUG}/comments?{nothing}")).await?.text;
            assert!(numbers(&page).contains(&119), "{nothing}: {page}");
        }
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_closes_their_account_is_named_nowhere_and_what_they_said_and_gave_stays()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        Desk::launched(&app).await?;
        let (leaver, email) = (Visitor::of(&app), "zenobia@example.test");
        leaver.register("Zenobia", email).await?;
        assert_eq!(comment(&leaver.browser, "I live next door.").await?.status, 303);
        let gift = [("email", email), ("name", "Zenobia")];
        Journey::promise_with(&app, SLUG, "25", &gift).await?.pay(VISA).await?;
        let campaigns = app.ctx("campaigns")?;
        // They helped with it, too, and worked here once.
        for (table, more) in [
            ("moderator (moderator, name)", ""),
            (
                "review_note (author, author_name, id, campaign, from_staff, words, at)",
                ", id, campaign, 1, 'Fine.', at",
            ),
            (
                "member (user_id, name, campaign, may_edit, may_update, may_see_money, joined_at)",
                ", campaign, 0, 1, 0, at",
            ),
        ] {
            let sql = format!(
                "INSERT INTO campaigns_{table} SELECT author, author_name{more} FROM campaigns_comment \
                 WHERE author_name = 'Zenobia'"
            );
            assert_eq!(campaigns.db.execute(&sql, vec![]).await?, 1, "{table}");
        }
        app.settle().await?;
        let (page, comments) = (format!("/c/{SLUG}"), format!("/c/{SLUG}/comments"));
        for path in [&page, &comments] {
            let text = app.browser().get(path).await?.text;
            assert!(text.contains("Zenobia"), "{path}: {text}");
        }

        assert_eq!(leaver.send("/me/close", "/me/close", &[("sure", "1")]).await?.status, 200);
        app.settle().await?;
        for path in [&page, &comments] {
            let text = app.browser().get(path).await?.text;
            assert!(!text.contains("Zenobia") && text.contains("Somebody who left"), "{path}: {text}");
            assert!(text.contains("I live next door."), "{path}: {text}");
        }
        for named in [
            "comment WHERE author_name",
            "review_note WHERE author_name",
            "moderator WHERE name",
            "member WHERE name",
            "giver WHERE name",
            "backer WHERE name",
        ] {
            let sql = format!("SELECT 1 FROM campaigns_{named} = 'Zenobia'");
            assert!(campaigns.db.read().one(&sql, vec![]).await?.is_none(), "{named}");
        }
        app.holds().await?;
    }
    Ok(())
}
