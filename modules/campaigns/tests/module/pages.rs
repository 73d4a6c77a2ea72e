//! What a stranger sees.

use crate::stage::{START, Stage, demo, gift};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use campaigns::publish;
use contracts::{
    CampaignId, Currency, Money, PersonId, PledgeId, RewardId,
    pledges::{AddOnsChosen, ChosenAddOn, Collection, Gift, LapseReason, PledgeLapsed, PledgeReserved},
};
use kernel::db::Sql;
use std::time::Duration;

#[tokio::test]
async fn publishing_twice_is_publishing_once() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let first = stage.publish("the-looms-of-the-old-mill").await?;
    let second = stage.publish("the-looms-of-the-old-mill").await?;

    assert_eq!(first, second);
    assert_eq!(stage.count("campaigns_campaign").await?, 1);
    assert_eq!(stage.count("campaigns_reward").await?, 3);
    let rows =
        stage.ctx().db.read().all("SELECT topic FROM campaigns_outbox ORDER BY key_seq", vec![]).await?;
    let topics: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?;
    assert_eq!(topics[0], "campaigns.campaign_published");
    assert_eq!(topics[1..], ["campaigns.reward_published"; 3]);
    Ok(())
}

#[tokio::test]
async fn a_campaign_that_breaks_a_rule_is_not_published() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let mut campaign = demo("the-looms-of-the-old-mill");
    campaign.budget.pop();
    let error = publish(stage.ctx(), campaign).await.unwrap_err();

    assert_eq!(error.to_string(), "the budget adds up to EUR 17100.00, the goal is EUR 18000.00");
    assert_eq!(stage.count("campaigns_campaign").await?, 0);
    Ok(())
}

#[tokio::test]
async fn the_home_page_without_campaigns_says_so() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    assert!(stage.get("/").await?.text.contains("No campaign is open right now"));
    Ok(())
}

#[tokio::test]
async fn a_campaign_page_says_what_it_is_for_what_it_costs_and_when_it_ends() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    stage.publish("shade-for-the-upper-kaveri").await?;
    let page = stage.get("/c/shade-for-the-upper-kaveri").await?.text;

    for seen in [
        "dir=\"auto\" lang=\"en\">Shade for the upper Kaveri</h1>",
        "raised of ₹42,00,000",
        "role=\"img\"",
        "action=\"/c/shade-for-the-upper-kaveri/give\" method=\"get\"",
        "<small dir=\"auto\" lang=\"en\">20 trees</small>",
        "<b class=\"num\">₹25,20,000</b> <span class=\"num\">60%</span>",
        "The platform keeps 5% of each gift, and pays",
        "Limited to 400",
        "Keep what is raised",
        "17 June 2026 at 23:59 (Asia/Kolkata)",
        "data-here=\"2026-06-17T18:29:00Z\" data-zone=\"Asia/Kolkata\"",
        "The first campaign here under this name. It began on 28 May 2026.",
        "data-live-url=\"/c/shade-for-the-upper-kaveri/total.json\" data-live-events=\"/c/shade-for-the-upper-kaveri/live\"",
        "<h3>What ₹42 does</h3>",
    ] {
        assert!(page.contains(seen), "{seen} in {page}");
    }
    assert!(!page.contains("_token") && !page.contains("role=\"progressbar\""), "{page}");
    assert!(
        !page.contains(" UTC") && !page.contains("Reviewed"),
        "one zone, and no review there was none of: {page}"
    );
    Ok(())
}

#[tokio::test]
async fn what_a_gift_does_stands_beside_its_amount_and_risks_and_questions_below() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    stage.publish("a-library-that-floats").await?;
    let page = stage.get("/c/a-library-that-floats").await?.text;
    for seen in [
        "<b class=\"num\">£17</b><small dir=\"auto\" lang=\"en\">Ten books, bought from a shop nearby</small>",
        "<b class=\"num\">£10</b></label>",
        "<strong>Low water.</strong>",
        "Can I give books instead?</summary>",
    ] {
        assert!(page.contains(seen), "{seen} in {page}");
    }
    Ok(())
}

#[tokio::test]
async fn an_organiser_is_known_by_what_they_ran_here_under_the_same_name() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let first = demo("ring-the-dale");
    let mut second = demo("a-library-that-floats");
    let mut other = demo("the-looms-of-the-old-mill");
    (second.creator, second.organiser) = (first.creator, first.organiser.clone());
    other.creator = first.creator;
    for it in [first, second, other] {
        publish(stage.ctx(), it).await?;
    }
    let page = stage.get("/c/ring-the-dale").await?.text;
    assert!(page.contains("2 campaigns here under this name. The first began on 28 May 2026."), "{page}");
    Ok(())
}

#[tokio::test]
async fn an_all_or_nothing_campaign_says_that_nothing_is_charged_today() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    stage.publish("the-looms-of-the-old-mill").await?;
    let page = stage.get("/c/the-looms-of-the-old-mill").await?.text;

    assert!(
        page.contains("Nothing is charged today. Your card is charged only if €18,000 is reached by"),
        "{page}"
    );
    assert!(page.contains("Limited to 7"), "{page}");
    Ok(())
}

#[tokio::test]
async fn progress_is_told_by_how_far_it_has_come() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let campaign = stage.publish("ring-the-dale").await?;
    let path = "/c/ring-the-dale";
    let give = async |minor| {
        let gift = gift(campaign, Money::new(minor, Currency::Gbp), PersonId::fresh(), None);
        stage.pledges_says(gift).await?;
        Ok::<_, anyhow::Error>(stage.get(path).await?.text)
    };

    let early = give(140_000).await?;
    assert!(!early.contains("14%") && early.contains("Next milestone: £2,450"), "{early}");
    let underway = give(350_000).await?;
    assert!(underway.contains("50%") && underway.contains("aria-valuenow=\"50\""), "{underway}");
    let near = give(400_000).await?;
    assert!(near.contains("£900</span> to go"), "{near}");
    let reached = give(90_000).await?;
    assert!(reached.contains("goal of £9,800 reached"), "{reached}");
    Ok(())
}

#[tokio::test]
async fn a_campaign_that_has_ended_takes_no_gifts() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    stage.publish("supper-on-the-harbor").await?;
    stage.clock.advance(Duration::from_secs(5 * 86_400));
    let page = stage.get("/c/supper-on-the-harbor").await?.text;

    assert!(page.contains("It ended on"), "{page}");
    assert!(!page.contains("<form") && !page.contains("/give?"), "{page}");
    assert!(!page.contains("Next milestone") && !page.contains("id=\"model\""), "{page}");
    assert!(!stage.get("/").await?.text.contains("supper-on-the-harbor"));
    Ok(())
}

#[tokio::test]
async fn an_unknown_campaign_is_a_page_that_says_so() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    for path in ["/c/no-such-thing", "/c/no-such-thing/total.json", "/c/%00", "/c/%27%3B--"] {
        assert_eq!(stage.get(path).await?.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(stage.get("/c/no-such-thing").await?.text.contains("There is nothing here."));
    Ok(())
}

#[tokio::test]
async fn a_creators_script_does_not_run() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let mut campaign = demo("ring-the-dale");
    campaign.story = "Hello <script>steal()</script> [x](javascript:steal())".into();
    campaign.title = "Ring <script>steal()</script>".into();
    publish(stage.ctx(), campaign).await?;
    for path in ["/c/ring-the-dale", "/"] {
        let page = stage.get(path).await?.text;
        assert!(!page.contains("<script>") && !page.contains("href=\"javascript"), "{page}");
    }
    Ok(())
}

#[tokio::test]
async fn public_pages_are_the_same_for_everybody_and_kept_by_caches() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    stage.publish("ring-the-dale").await?;
    for (path, caching) in [
        ("/", "public, no-cache, s-maxage=300, stale-while-revalidate=60, stale-if-error=86400"),
        (
            "/c/ring-the-dale",
            "public, no-cache, s-maxage=300, stale-while-revalidate=60, stale-if-error=86400",
        ),
        ("/c/ring-the-dale/total.json", "public, max-age=1, s-maxage=1, stale-while-revalidate=5"),
        ("/robots.txt", "public, max-age=3600, s-maxage=86400"),
    ] {
        let page = stage.get(path).await?;
        assert_eq!(page.headers[header::CACHE_CONTROL], caching, "{path}");
        assert!(!page.headers.contains_key(header::SET_COOKIE), "{path}");
        let request = Request::get(path).header(header::COOKIE, "sid=somebody");
        assert_eq!(stage.ask(request.body(Body::empty())?).await?.text, page.text, "{path}");
        let request = Request::get(path).header(header::IF_NONE_MATCH, &page.headers[header::ETAG]);
        let again = stage.ask(request.body(Body::empty())?).await?;
        assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn where_a_reader_came_from_goes_on_to_the_gift_and_nothing_personal_does() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    stage.publish("ring-the-dale").await?;
    let page = stage.get("/c/ring-the-dale?utm_source=Newsletter&utm_campaign=spring").await?;
    assert!(page.text.contains("name=\"ref\" value=\"newsletter/spring\""), "{}", page.text);
    assert!(page.text.contains("&amp;ref=newsletter/spring\""), "a reward's link carries it, too");
    assert!(page.headers.get("set-cookie").is_none());
    for nothing in ["", "?ref=", "?ref=a%40example.org", "?ref=%3Cb%3E", "?utm_campaign=x", "?ref=%00"] {
        let page = stage.get(&format!("/c/ring-the-dale{nothing}")).await?;
        assert_eq!(page.status, StatusCode::OK, "{nothing}");
        assert!(!page.text.contains("name=\"ref\""), "{nothing}");
    }
    Ok(())
}

#[tokio::test]
async fn a_campaign_can_be_passed_on_without_anybody_elses_scripts() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    stage.publish("ring-the-dale").await?;
    let page = stage.get("/c/ring-the-dale").await?.text;
    for seen in [
        "href=\"https://wa.me/?text=",
        "href=\"mailto:?subject=",
        "value=\"http://localhost/c/ring-the-dale?ref=link\"",
        "QR code that leads to this campaign",
        "property=\"og:image\" content=\"http://localhost/c/ring-the-dale/card.png\"",
        "name=\"twitter:card\"",
    ] {
        assert!(page.contains(seen), "{seen} in {page}");
    }
    assert!(!page.contains("src=\"http"), "{page}");
    Ok(())
}

#[tokio::test]
async fn a_page_says_how_many_of_a_reward_are_left() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let campaign = stage.publish("the-looms-of-the-old-mill").await?;
    let db = stage.ctx().db.read();
    let row =
        db.one("SELECT id, price_minor FROM campaigns_reward WHERE quantity = 7", vec![]).await?.unwrap();
    let reward = RewardId(row.try_get("", "id")?);
    let amount = Money::new(row.try_get("", "price_minor")?, Currency::Eur);
    let path = "/c/the-looms-of-the-old-mill";
    assert!(stage.get(path).await?.text.contains("7 left"));

    let held = reserved(campaign, amount, reward);
    stage.pledges_says(held.clone()).await?;
    assert!(stage.get(path).await?.text.contains("6 left"));
    let lapsed =
        PledgeLapsed { pledge: held.pledge, campaign, reason: LapseReason::Unpaid, lapsed_at: START };
    stage.pledges_says(lapsed).await?;
    assert!(stage.get(path).await?.text.contains("7 left"));
    for _ in 0..7 {
        stage.pledges_says(reserved(campaign, amount, reward)).await?;
    }
    assert!(stage.get(path).await?.text.contains("All gone"));
    assert_eq!(stage.platform.rebuild("campaigns", "claims").await?.different, Vec::<&str>::new());
    Ok(())
}

#[tokio::test]
async fn a_page_shows_an_add_on_under_its_rewards_with_how_many_are_left() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let campaign = stage.publish("the-looms-of-the-old-mill").await?;
    let id = RewardId::fresh();
    let sql = "INSERT INTO campaigns_reward (id, campaign, place, title, description, price_minor, quantity, most, goes_with) \
               VALUES ($1, $2, 99, 'A shuttle', 'Of beech.', 1500, 23, 10, '[]')";
    stage.ctx().db.execute(sql, vec![id.0.into(), campaign.0.into()]).await?;
    let path = "/c/the-looms-of-the-old-mill";
    let page = stage.get(path).await?.text;
    assert!(page.contains("A shuttle") && page.contains("23 left"), "{page}");
    assert!(!page.contains(&format!("reward={id}")), "it cannot be chosen by itself: {page}");

    let (pledge, price) = (PledgeId::fresh(), Money::new(1_500, Currency::Eur));
    let chosen = |count| AddOnsChosen {
        pledge,
        campaign,
        add_ons: vec![ChosenAddOn { add_on: id, count, price }],
        chosen_at: START,
    };
    for (count, left) in [(3, "20 left"), (2, "21 left")] {
        stage.pledges_says(chosen(count)).await?;
        assert!(stage.get(path).await?.text.contains(left), "{left}");
    }
    stage.pledges_says(AddOnsChosen { add_ons: Vec::new(), ..chosen(1) }).await?;
    assert!(stage.get(path).await?.text.contains("23 left"));
    assert_eq!(stage.platform.rebuild("campaigns", "add_ons").await?.different, Vec::<&str>::new());
    Ok(())
}

fn reserved(campaign: CampaignId, amount: Money, reward: RewardId) -> PledgeReserved {
    let nothing = Money::zero(amount.currency);
    PledgeReserved {
        pledge: PledgeId::fresh(),
        campaign,
        campaign_title: "Looms".into(),
        campaign_slug: "the-looms-of-the-old-mill".into(),
        person: PersonId::fresh(),
        donor: None,
        gift: Gift { amount, tip: nothing, covered_fee: nothing },
        reward: Some(reward),
        collection: Collection::SaveCard,
        recurring: None,
        reserved_until: START,
        accepted_at: START,
        locale: "en".into(),
        name: None,
        email: None,
    }
}

#[tokio::test]
async fn a_page_says_in_words_why_a_campaign_takes_no_gifts() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    stage.publish("the-looms-of-the-old-mill").await?;
    let path = "/c/the-looms-of-the-old-mill";
    let set =
        "UPDATE campaigns_campaign SET status = 'suspended', stopped_reason = 'We are asking the organiser.'";
    stage.ctx().db.execute(set, vec![]).await?;
    let page = stage.get(path).await?.text;
    assert!(page.contains("Paused") && page.contains("We are asking the organiser."), "{page}");
    assert!(!page.contains("id=\"give\"") && page.contains("<dt>Status</dt><dd>Paused</dd>"), "{page}");
    assert!(!page.contains("Nothing is charged today"), "{page}");
    stage.ctx().db.execute("UPDATE campaigns_campaign SET status = 'live'", vec![]).await?;
    stage.clock.advance(Duration::from_secs(200 * 86_400));
    let page = stage.get(path).await?.text;
    assert!(page.contains("It did not come about") && page.contains("Nothing was charged."), "{page}");
    Ok(())
}
