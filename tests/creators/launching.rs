use super::desk::Desk;
use crate::donors::journey::{Journey, VISA, raised};
use std::time::Duration;
use tests::{TestApp, shapes};

#[tokio::test]
async fn a_creator_writes_sends_in_changes_and_begins_and_a_donor_gives() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::written(&app).await?;
        let overview = desk.browser.get(&desk.path("")).await?.text;
        assert!(overview.contains("7 of 7 ready"), "{overview}");
        assert_eq!(app.browser().get("/c/a-bench-by-the-lake").await?.status, 404, "nobody sees a draft");

        assert_eq!(desk.step("submission", &[]).await?.status, 303);
        assert_eq!(desk.decide("changes", "").await?.status, 422, "changes want a reason");
        assert_eq!(desk.decide("changes", "Say who owns the ground.").await?.status, 303);
        let overview = desk.browser.get(&desk.path("")).await?.text;
        assert!(overview.contains("Say who owns the ground."), "{overview}");

        let story = [("story", "It is a long way round the lake. The town owns the ground.")];
        assert_eq!(desk.write("story", &story).await?.status, 303);
        assert_eq!(desk.step("submission", &[]).await?.status, 303);
        assert_eq!(desk.decide("approve", "").await?.status, 303);
        assert_eq!(app.browser().get("/c/a-bench-by-the-lake").await?.status, 404, "approved is not begun");
        desk.onboarded().await?;
        assert_eq!(desk.step("launch", &[("when", "now")]).await?.status, 303);
        app.settle().await?;

        let page = app.browser().get("/c/a-bench-by-the-lake").await?;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.text.contains("The town owns the ground."), "{}", page.text);
        let journey = Journey::promise(&app, "a-bench-by-the-lake", "25").await?;
        journey.pay(VISA).await?;
        assert_eq!(raised(&app, "a-bench-by-the-lake").await?, 2_500);
        let log = app.signed_in("admin").await?.get("/backoffice/audit").await?.text;
        for deed in ["submit", "request_changes", "approve", "launch"] {
            assert!(log.contains(&format!("campaign.{deed}")), "{deed} in {log}");
        }
        assert!(log.contains("Say who owns the ground."), "and why");
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_incomplete_draft_is_not_sent_in_and_says_what_is_missing() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::begin(&app).await?;
    let answer = desk.step("submission", &[]).await?;
    assert_eq!(answer.status, 422);
    for seen in [
        "<title>Error: ",
        "Say in one sentence what it is for.",
        "href=\"#section-budget\"",
        "id=\"section-budget\"",
    ] {
        assert!(answer.text.contains(seen), "{seen} in {}", answer.text);
    }
    assert_eq!(desk.decide("approve", "").await?.status, 409, "it is not in review");
    Ok(())
}

#[tokio::test]
async fn what_makes_no_sense_comes_back_with_what_was_typed() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::begin(&app).await?;
    let wrong = [
        ("goal", "many"),
        ("deadline", "2020-01-01"),
        ("zone", "Mars/Olympus"),
        ("slug", "../etc"),
        ("title", "A bench"),
    ];
    let answer = desk.write("basics", &wrong).await?;
    assert_eq!(answer.status, 422);
    for seen in [
        "<title>Error: ",
        "value=\"many\"",
        "value=\"Mars/Olympus\"",
        "id=\"goal-problem\"",
        "id=\"slug-problem\"",
        "We know no time zone",
    ] {
        assert!(answer.text.contains(seen), "{seen} in {}", answer.text);
    }
    let past = desk.write("basics", &[("deadline", "2020-01-01")]).await?;
    assert!(past.text.contains("Choose a later day"), "{}", past.text);
    Ok(())
}

#[tokio::test]
async fn two_windows_do_not_overwrite_each_other_unseen() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::begin(&app).await?;
    let path = desk.path("/edit/story");
    let page = desk.browser.get(&path).await?;
    let (token, seen) = (page.field("_token")?, page.field("seen")?);
    let form = |story| [("_token", token.as_str()), ("seen", seen.as_str()), ("story", story)];
    assert_eq!(desk.browser.post(&path, &form("The first window.")).await?.status, 303);
    let second = desk.browser.post(&path, &form("The second window.")).await?;
    assert_eq!(second.status, 422);
    assert!(second.text.contains("changed in another window") && second.text.contains("The second window."));
    // Whoever saves it again has seen it.
    let again = [("_token", &*token), ("seen", &*second.field("seen")?), ("story", "The second window.")];
    assert_eq!(desk.browser.post(&path, &again).await?.status, 303);
    Ok(())
}

#[tokio::test]
async fn an_address_belongs_to_one_campaign() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let first = Desk::begin(&app).await?;
    let second = Desk::begin(&app).await?;
    let page = second.browser.get(&second.path("/edit/basics")).await?;
    assert_eq!(page.field("slug")?, "a-bench-by-the-lake-2");
    for taken in ["a-bench-by-the-lake", "shade-for-the-upper-kaveri"] {
        let answer = second.write("basics", &[("slug", taken)]).await?;
        assert_eq!(answer.status, 422, "{taken}");
        assert!(answer.text.contains("Another campaign has this address"), "{}", answer.text);
    }
    assert_eq!(first.browser.get(&first.path("")).await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn somebody_elses_campaign_does_not_exist() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let stranger = app.signed_in("donor").await?;
    let token = stranger.get("/dashboard/campaigns/new").await?.field("_token")?;
    for room in ["", "/edit/basics", "/edit/rewards"] {
        assert_eq!(stranger.get(&desk.path(room)).await?.status, 404, "{room}");
    }
    for room in
        ["/edit/story", "/submission", "/withdrawal", "/launch", "/launch/removal", "/cancellation", "/notes"]
    {
        let form = [("_token", token.as_str()), ("reason", "mine now"), ("words", "x")];
        assert_eq!(stranger.post(&desk.path(room), &form).await?.status, 404, "{room}");
    }
    for room in ["/backoffice/review", "/backoffice/campaigns"] {
        assert_eq!(desk.browser.get(room).await?.status, 404, "{room} does not exist for a creator");
    }
    Ok(())
}

#[tokio::test]
async fn what_donors_gave_on_stands_still_after_the_beginning() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let basics = [
        ("title", "A bench by the lake"),
        ("goal", "100"),
        ("deadline", "2026-05-01"),
        ("currency", "USD"),
        ("model", "all_or_nothing"),
        ("minimum", "1"),
        ("slug", "another"),
    ];
    for (field, value) in &basics[1..] {
        let answer = desk.write("basics", &[("title", "A bench by the lake"), (field, value)]).await?;
        assert_eq!(answer.status, 422, "{field}");
        assert!(answer.text.contains("cannot change after the launch"), "{field}: {}", answer.text);
    }
    let answer = desk.write("budget", &[("budget_label_1", "Beer"), ("budget_amount_1", "900")]).await?;
    assert_eq!(answer.status, 422, "{}", answer.text);
    let frozen = desk.browser.get(&desk.path("/edit/basics")).await?.text;
    assert!(frozen.contains("<dd>29 March 2026 at 23:59 (Europe/Berlin)</dd>"), "a day in words: {frozen}");

    assert_eq!(desk.write("story", &[("story", "We found another joiner.")]).await?.status, 303);
    app.settle().await?;
    let page = app.browser().get("/c/a-bench-by-the-lake").await?.text;
    assert!(page.contains("We found another joiner."), "{page}");
    app.holds().await?;
    Ok(())
}

#[tokio::test]
async fn a_reward_that_somebody_chose_keeps_its_terms_and_is_never_fewer() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let page = desk.browser.get(&desk.path("/edit/rewards")).await?;
    let id = page.field("reward_id_1")?;
    for _ in 0..2 {
        let more = [("reward", id.as_str())];
        Journey::promise_with(&app, "a-bench-by-the-lake", "40", &more).await?.pay(VISA).await?;
    }
    let row = |price: &'static str, limit: &'static str, quantity: &'static str| {
        vec![
            ("reward_title_1", "A plate with your name"),
            ("reward_description_1", "Screwed to the back of the bench."),
            ("reward_price_1", price),
            ("reward_limit_1", limit),
            ("reward_quantity_1", quantity),
        ]
    };
    for (fields, words) in [
        (row("50", "quantity", "7"), "2 donors chose this at 40.00. Its price stays."),
        (row("40.00", "quantity", "1"), "2 are given out already."),
    ] {
        let mut fields = fields;
        fields.push(("reward_id_1", &id));
        let answer = desk.write("rewards", &fields).await?;
        assert_eq!(answer.status, 422);
        assert!(answer.text.contains(words), "{words} in {}", answer.text);
    }
    let mut more = row("40.00", "quantity", "9");
    more.push(("reward_id_1", &id));
    assert_eq!(desk.write("rewards", &more).await?.status, 303);
    app.settle().await?;
    let give = app.browser().get("/c/a-bench-by-the-lake/give").await?.text;
    assert!(give.contains("7 left"), "{give}");
    app.holds().await?;
    Ok(())
}

#[tokio::test]
async fn a_campaign_begins_at_the_hour_that_was_chosen() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::written(&app).await?;
        desk.step("submission", &[]).await?;
        desk.decide("approve", "").await?;
        desk.onboarded().await?;
        let past =
            desk.step("launch", &[("when", "later"), ("day", "2026-02-01"), ("time", "09:00")]).await?;
        assert_eq!(past.status, 422);
        assert!(past.text.contains("Choose a time that is still to come"), "{}", past.text);
        let later = [("when", "later"), ("day", "2026-03-03"), ("time", "09:00")];
        assert_eq!(desk.step("launch", &later).await?.status, 303);
        let overview = desk.browser.get(&desk.path("")).await?.text;
        assert!(overview.contains("It begins on 3 March 2026 at 09:00 (Europe/Berlin)"), "{overview}");

        app.pass(Duration::from_secs(43 * 3_600), Duration::from_secs(3_600 * 11)).await?;
        assert_eq!(
            app.browser().get("/c/a-bench-by-the-lake/give").await?.status,
            404,
            "an hour too early is early"
        );
        app.pass(Duration::from_secs(2 * 3_600), Duration::from_secs(1_800)).await?;
        assert_eq!(app.browser().get("/c/a-bench-by-the-lake/give").await?.status, 200);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_preview_is_for_whoever_has_the_link() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::written(&app).await?;
    let link = desk.preview().await?;
    let page = app.browser().get(&link).await?;
    assert_eq!(page.status, 200, "{}", page.text);
    for seen in [
        "Preview: this is how donors will see it.",
        "dir=\"auto\" lang=\"en\">A bench by the lake</h1>",
        "It is a long way round the lake.",
        "raised of €900",
        "29 March 2026 at 23:59 (Europe/Berlin)",
        "<b>€40</b>",
        "Together €900, which is the goal.",
        "name=\"robots\" content=\"noindex, nofollow\"",
        "data-amount-label disabled>",
    ] {
        assert!(page.text.contains(seen), "{seen} in {}", page.text);
    }
    for unseen in ["/give", "/c/a-bench-by-the-lake", "id=\"share\"", "data-live-url", "og:title", "ld+json"]
    {
        assert!(!page.text.contains(unseen), "{unseen} in {}", page.text);
    }
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
    assert_eq!(page.headers["x-robots-tag"], "noindex, nofollow");
    assert_eq!(page.headers["cache-control"], "private, no-store");
    let other = format!("/preview/{}", "0".repeat(32));
    assert_eq!(app.browser().get(&other).await?.status, 404);

    desk.step("submission", &[]).await?;
    desk.decide("approve", "").await?;
    desk.onboarded().await?;
    desk.step("launch", &[("when", "now")]).await?;
    app.settle().await?;
    let begun = app.browser().get(&link).await?;
    assert_eq!((begun.status, begun.location.as_str()), (303, "/c/a-bench-by-the-lake"));
    let page = app.browser().get("/c/a-bench-by-the-lake").await?.text;
    assert!(page.contains("Our moderators read this campaign on 1 March 2026, before it began."), "{page}");
    assert!(page.contains("<a class=\"tag\" href=\"#organiser\">Reviewed</a>"), "above the title: {page}");
    Ok(())
}

#[tokio::test]
async fn a_preview_of_a_draft_that_was_only_begun_says_what_is_not_there_yet() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::begin(&app).await?;
    let page = app.browser().get(&desk.preview().await?).await?;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains("Nothing yet.") && page.text.contains("a day that is not chosen yet"));
    assert!(page.text.contains("<dt>Status</dt><dd>a draft</dd>"), "{}", page.text);
    assert!(!page.text.contains("which is the goal"), "{}", page.text);
    Ok(())
}

#[tokio::test]
async fn all_that_is_wrong_is_named_at_once_a_taken_address_too() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::begin(&app).await?;
    let wrong = [("slug", "shade-for-the-upper-kaveri"), ("deadline", "2020-01-01"), ("goal", "many")];
    let answer = desk.write("basics", &wrong).await?;
    assert_eq!(answer.status, 422);
    for seen in ["id=\"slug-problem\"", "id=\"deadline-problem\"", "id=\"goal-problem\""] {
        assert!(answer.text.contains(seen), "{seen} in {}", answer.text);
    }
    assert!(answer.text.contains("Another campaign has this address"), "{}", answer.text);
    Ok(())
}

#[tokio::test]
async fn what_gifts_do_is_written_offered_and_changed_after_the_beginning() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::written(&app).await?;
        let line = |amount, words| vec![("impact_amount_1", amount), ("impact_words_1", words)];
        let mut twice = line("30", "A plank");
        twice.extend([("impact_amount_2", "30.00"), ("impact_words_2", "")]);
        let answer = desk.write("gifts", &twice).await?;
        assert_eq!(answer.status, 422);
        for seen in ["id=\"impact_amount_2-problem\"", "id=\"impact_words_2-problem\"", "value=\"A plank\""] {
            assert!(answer.text.contains(seen), "{seen} in {}", answer.text);
        }
        assert_eq!(desk.write("gifts", &line("30", "A plank of oak")).await?.status, 303);
        assert!(app.browser().get(&desk.preview().await?).await?.text.contains("A plank of oak"));
        desk.step("submission", &[]).await?;
        desk.decide("approve", "").await?;
        desk.onboarded().await?;
        desk.step("launch", &[("when", "now")]).await?;
        app.settle().await?;
        for page in ["/c/a-bench-by-the-lake", "/c/a-bench-by-the-lake/give"] {
            let page = app.browser().get(page).await?.text;
            assert!(page.contains("€30</b><small dir=\"auto\" lang=\"en\">A plank of oak</small>"), "{page}");
        }
        assert_eq!(desk.write("gifts", &line("35", "A plank of larch")).await?.status, 303);
        app.settle().await?;
        for page in ["/c/a-bench-by-the-lake", "/c/a-bench-by-the-lake/give"] {
            let page = app.browser().get(page).await?.text;
            assert!(
                page.contains("€35</b><small dir=\"auto\" lang=\"en\">A plank of larch</small>"),
                "{page}"
            );
            assert!(!page.contains("A plank of oak"), "{page}");
        }
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_campaign_is_marked_with_the_language_that_it_is_written_in() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let title = ("title", "A bench by the lake");
    let unknown = desk.write("basics", &[title, ("language", "xx")]).await?;
    assert_eq!(unknown.status, 422);
    assert!(unknown.text.contains("Choose one of these languages."), "{}", unknown.text);
    let german = desk.write("basics", &[title, ("language", "de")]).await?;
    assert_eq!(german.status, 303, "{}", german.text);
    app.settle().await?;
    let form = desk.browser.get(&desk.path("/edit/basics")).await?.text;
    assert!(form.contains("lang=\"de\" selected") && form.contains("<h1><bdi lang=\"de\">"), "{form}");
    let page = app.browser().get("/es/c/a-bench-by-the-lake").await?.text;
    for seen in [
        "dir=\"auto\" lang=\"de\">A bench by the lake</h1>",
        "<span dir=\"auto\" lang=\"de\">Oak</span>",
        "<h3 dir=\"auto\" lang=\"de\">A plate with your name</h3>",
    ] {
        assert!(page.contains(seen), "{seen} in {page}");
    }
    for room in ["comments", "history", "updates", "report", "follow"] {
        let room = app.browser().get(&format!("/es/c/a-bench-by-the-lake/{room}")).await?.text;
        assert!(room.contains("dir=\"auto\" lang=\"de\">A bench by the lake</a>"), "{room}");
    }
    let found = app.browser().get("/search?q=bench").await?.text;
    assert!(found.contains("lang=\"de\">A bench by the lake</a>"), "{found}");
    let form = app.browser().get("/es/c/a-bench-by-the-lake/give").await?.text;
    for seen in [
        "dir=\"auto\" lang=\"de\">A bench by the lake</a>",
        "<bdi lang=\"de\">A bench by the lake</bdi></h1>",
        "<bdi lang=\"de\"><b>A plate with your name</b></bdi>",
    ] {
        assert!(form.contains(seen), "{seen} in {form}");
    }

    // Whoever reads pages in a language most likely writes in it.
    let new = desk.browser.get("/es/dashboard/campaigns/new").await?;
    let (token, id) = (new.field("_token")?, new.field("id")?);
    let (currency, model) = (("currency", "EUR"), ("model", "keep_it_all"));
    let form = [("_token", &*token), ("id", &*id), title, ("organiser", "Camino"), currency, model];
    assert_eq!(desk.browser.post("/es/dashboard/campaigns", &form).await?.status, 303);
    let begun = desk.browser.get(&format!("/dashboard/campaigns/{id}/edit/basics")).await?.text;
    assert!(begun.contains("value=\"es\" lang=\"es\" selected"), "{begun}");
    Ok(())
}
