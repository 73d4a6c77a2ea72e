//! How people find a campaign.

use crate::stage::{START, Stage, demo, gift};
use axum::http::StatusCode;
use campaigns::{demo_campaigns, publish};
use contracts::{Money, PersonId};
use std::collections::BTreeSet;

/// Every campaign of the demo, published and heard of.
async fn all() -> anyhow::Result<Stage> {
    let stage = Stage::set().await?;
    for campaign in demo_campaigns(START) {
        publish(stage.ctx(), campaign).await?;
    }
    stage.platform.settle().await?;
    Ok(stage)
}

/// The campaigns that a page leads to, in its order.
async fn found(stage: &Stage, path: &str) -> anyhow::Result<Vec<String>> {
    let page = stage.get(path).await?;
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
    let links = page.text.split("<h3 dir=\"auto\"><a href=\"/c/").skip(1);
    Ok(links.filter_map(|it| it.split('"').next()).map(str::to_owned).collect())
}

#[tokio::test]
async fn a_word_of_the_title_finds_the_campaign_first() -> anyhow::Result<()> {
    let stage = all().await?;
    for (words, slug) in [
        ("kaveri", "shade-for-the-upper-kaveri"),
        ("KAVERI shade", "shade-for-the-upper-kaveri"),
        ("looms", "the-looms-of-the-old-mill"),
        ("bathhouse", "relight-the-bathhouse"),
        ("nepal clinic", "a-clinic-on-the-trail"),
    ] {
        let found = found(&stage, &format!("/search?q={}", words.replace(' ', "+"))).await?;
        assert_eq!(found.first().map(String::as_str), Some(slug), "{words}: {found:?}");
    }
    Ok(())
}

#[tokio::test]
async fn words_typed_wrongly_find_what_was_meant_and_the_page_says_so() -> anyhow::Result<()> {
    let stage = all().await?;
    for (typed, meant, slug) in [
        ("kavery", "kaveri", "shade-for-the-upper-kaveri"),
        ("kaevri", "kaveri", "shade-for-the-upper-kaveri"),
        ("bathouse", "bathhouse", "relight-the-bathhouse"),
        ("obsrvatory", "observatory", ""),
    ] {
        let page = stage.get(&format!("/search?q={typed}")).await?.text;
        assert!(page.contains(&format!("Nobody here writes “{typed}”")), "{typed}: {page}");
        assert!(page.contains(meant) && page.contains(&format!("href=\"/c/{slug}")), "{typed}: {page}");
    }
    Ok(())
}

#[tokio::test]
async fn a_word_that_is_not_finished_finds_what_begins_with_it() -> anyhow::Result<()> {
    let stage = all().await?;
    assert_eq!(found(&stage, "/search?q=kav").await?, ["shade-for-the-upper-kaveri"]);
    Ok(())
}

#[tokio::test]
async fn filters_narrow_down_and_what_is_chosen_stays_chosen() -> anyhow::Result<()> {
    let stage = all().await?;
    let japan = found(&stage, "/search?place=japan").await?;
    assert_eq!(BTreeSet::from_iter(&japan).len(), 2, "{japan:?}");
    let yen = found(&stage, "/search?currency=JPY&sort=newest").await?;
    assert_eq!(yen, ["oyster-rafts-after-the-storm", "relight-the-bathhouse"].map(str::to_owned));
    let page = stage.get("/search?q=bath&place=japan").await?.text;
    assert!(page.contains("name=\"place\" value=\"japan\""), "{page}");
    assert!(page.contains("href=\"/search?q=bath\" aria-current=\"true\""), "{page}");
    assert!(found(&stage, "/search?q=bath&place=kuwait").await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn nothing_found_helps_on_and_nonsense_breaks_nothing() -> anyhow::Result<()> {
    let stage = all().await?;
    let page = stage.get("/search?q=xyzzyqwop&place=japan").await?.text;
    assert!(
        page.contains("Nothing found for “xyzzyqwop”") && page.contains("Look without filters"),
        "{page}"
    );
    for nonsense in [
        "q=%00",
        "q=%F0%9F%92%99",
        "q='%20OR%201=1--",
        "q=%25_*%22",
        "after=zzz",
        "after=1-2",
        "sort=up&state=down",
        "q=a&q=b",
        "place=%00",
        "category=%27",
        "%",
    ] {
        assert_eq!(stage.get(&format!("/search?{nonsense}")).await?.status, StatusCode::OK, "{nonsense}");
    }
    let page = stage.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E").await?.text;
    assert!(!page.contains("<script>alert"), "{page}");
    let long = "looms+".repeat(400);
    assert_eq!(stage.get(&format!("/search?q={long}")).await?.status, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn where_no_campaign_has_all_words_those_with_some_are_shown() -> anyhow::Result<()> {
    let stage = all().await?;
    let page = stage.get("/search?q=kaveri+bathhouse").await?.text;
    assert!(page.contains("No campaign has all of these words"), "{page}");
    let both = found(&stage, "/search?q=kaveri+bathhouse").await?;
    assert_eq!(both.len(), 2, "{both:?}");
    Ok(())
}

/// Thirty campaigns like one of the demo's, each under an address of its own.
async fn thirty(stage: &Stage) -> anyhow::Result<()> {
    for number in 0..30 {
        let mut campaign = demo("ring-the-dale");
        campaign.slug = format!("bell-number-{number}");
        campaign.deadline_at =
            contracts::Timestamp(campaign.deadline_at.0 + i64::from(number % 3) * 3_600_000_000);
        publish(stage.ctx(), campaign).await?;
    }
    Ok(stage.platform.settle().await?)
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_repetition_whatever_is_added_meanwhile() -> anyhow::Result<()>
{
    let stage = Stage::set().await?;
    thirty(&stage).await?;
    for list in [
        "/search",
        "/search?sort=newest",
        "/search?sort=nearest",
        "/search?q=ring",
        "/search?q=dale&sort=ending",
    ] {
        let page = stage.get(list).await?.text;
        let next = page.split("rel=\"next\" href=\"").nth(1).and_then(|it| it.split('"').next()).unwrap();
        let first = found(&stage, list).await?;
        assert_eq!(first.len(), 24, "{list}");
        let rest = found(&stage, &next.replace("&amp;", "&")).await?;
        let all: BTreeSet<_> = first.iter().chain(&rest).collect();
        assert_eq!((rest.len(), all.len()), (6, 30), "{list}");
        assert_eq!(found(&stage, list).await?, first, "{list}: asked twice it is the same");
    }
    Ok(())
}

#[tokio::test]
async fn the_home_page_shows_no_campaign_twice_and_says_what_is_nearly_there() -> anyhow::Result<()> {
    let stage = all().await?;
    let campaign = publish(stage.ctx(), demo("ring-the-dale")).await?;
    let most = Money::new(900_000, demo("ring-the-dale").goal.currency);
    stage.pledges_says(gift(campaign, most, PersonId::fresh(), None)).await?;
    let other = publish(stage.ctx(), demo("the-looms-of-the-old-mill")).await?;
    let some = Money::new(1_500_000, demo("the-looms-of-the-old-mill").goal.currency);
    stage.pledges_says(gift(other, some, PersonId::fresh(), None)).await?;

    let shown = found(&stage, "/").await?;
    assert_eq!(BTreeSet::from_iter(&shown).len(), shown.len(), "{shown:?}");
    assert!(shown.len() >= 7, "{shown:?}");
    let page = stage.get("/").await?.text;
    for seen in
        ["Nearly there", "Ending soon", "Just begun", "Most people give to this one", "/search?place=japan"]
    {
        assert!(page.contains(seen), "{seen}");
    }
    assert!(page.len() < 60_000, "the home page has {} bytes", page.len());
    let nearest = found(&stage, "/search?sort=nearest").await?;
    assert_eq!(nearest[..2], ["ring-the-dale".to_owned(), "the-looms-of-the-old-mill".to_owned()]);
    Ok(())
}

#[tokio::test]
async fn what_is_over_is_found_only_when_asked_for() -> anyhow::Result<()> {
    let stage = all().await?;
    stage.clock.advance(std::time::Duration::from_secs(500 * 86_400));
    assert!(found(&stage, "/search").await?.is_empty());
    assert!(stage.get("/").await?.text.contains("No campaign is open right now"));
    assert_eq!(found(&stage, "/search?state=ended").await?.len(), demo_campaigns(START).len());
    assert_eq!(found(&stage, "/search?state=ended&q=kaveri").await?, ["shade-for-the-upper-kaveri"]);
    Ok(())
}

#[tokio::test]
async fn telling_the_index_everything_again_changes_nothing() -> anyhow::Result<()> {
    let stage = all().await?;
    let before = stage.count("campaigns_word").await?;
    stage.platform.tell_everything_again().await?;
    assert_eq!(stage.count("campaigns_word").await?, before);
    let report = stage.platform.check().await?;
    assert!(report.holds, "{report:?}");
    Ok(())
}

#[tokio::test]
async fn the_feed_and_the_site_map_are_well_formed_and_name_every_campaign() -> anyhow::Result<()> {
    let stage = all().await?;
    let feed = stage.get("/feed.atom").await?;
    assert_eq!(feed.headers["content-type"], "application/atom+xml; charset=utf-8");
    let parsed = roxmltree::Document::parse(&feed.text)?;
    let atom = "http://www.w3.org/2005/Atom";
    let entries: Vec<_> = parsed.descendants().filter(|it| it.has_tag_name((atom, "entry"))).collect();
    assert_eq!(entries.len(), demo_campaigns(START).len());
    for entry in &entries {
        for required in ["id", "title", "updated", "author", "link", "summary"] {
            assert!(entry.children().any(|it| it.has_tag_name((atom, required))), "{required}");
        }
    }
    let text = |name| {
        parsed.root_element().children().find(|it| it.has_tag_name((atom, name))).and_then(|it| it.text())
    };
    assert!(text("id").is_some() && text("title").is_some());
    assert!(text("updated").is_some_and(|it| it.parse::<jiff::Timestamp>().is_ok()), "{:?}", text("updated"));

    let map = stage.get("/sitemap.xml").await?.text;
    let parsed = roxmltree::Document::parse(&map)?;
    let places: Vec<_> =
        parsed.descendants().filter(|it| it.tag_name().name() == "loc").filter_map(|it| it.text()).collect();
    for campaign in demo_campaigns(START) {
        assert!(places.contains(&format!("http://localhost/c/{}", campaign.slug).as_str()), "{places:?}");
    }
    for place in places {
        let page = stage.get(place.trim_start_matches("http://localhost")).await?;
        assert_eq!(page.status, StatusCode::OK, "{place}");
        assert!(!page.text.contains("noindex"), "{place} is named, and asks to be left out");
        assert!(page.text.contains(&format!("rel=\"canonical\" href=\"{place}\"")), "{place}");
    }
    Ok(())
}

#[tokio::test]
async fn a_feed_is_in_the_language_of_its_address() -> anyhow::Result<()> {
    let stage = all().await?;
    for (prefix, lang, title) in
        [("", "en", "New campaigns – Tributary"), ("/es", "es", "Campañas nuevas – Tributary")]
    {
        let feed = stage.get(&format!("{prefix}/feed.atom")).await?.text;
        roxmltree::Document::parse(&feed)?;
        for said in [
            format!("xml:lang=\"{lang}\"><title>{title}</title>"),
            format!("rel=\"self\" type=\"application/atom+xml\" href=\"http://localhost{prefix}/feed.atom\""),
            format!("href=\"http://localhost{prefix}/c/shade-for-the-upper-kaveri\""),
        ] {
            assert!(feed.contains(&said), "{said} is missing: {feed}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn lists_that_are_put_together_are_left_out_by_search_engines_and_kinds_are_not() -> anyhow::Result<()>
{
    let stage = all().await?;
    for path in [
        "/search?q=kaveri",
        "/search?sort=newest",
        "/search?state=all",
        "/search?category=environment&currency=INR",
        "/search?category=nothing-like-it",
    ] {
        let page = stage.get(path).await?.text;
        assert!(
            page.contains("content=\"noindex, follow\"") && !page.contains("canonical"),
            "{path}: {page}"
        );
    }
    let kind = stage.get("/search?category=environment").await?.text;
    assert!(kind.contains("<h1>Environment: campaigns</h1>"), "it is named: {kind}");
    Ok(())
}

/// A rule is the beginning of an address: one for `/me` would be one for `/media`, where covers are.
#[tokio::test]
async fn crawlers_are_kept_from_what_is_somebodys_own_and_not_from_pictures() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let rules = stage.get("/robots.txt").await?.text;
    assert!(rules.contains("Sitemap: http://localhost/sitemap.xml"), "{rules}");
    let rules: Vec<_> = rules.lines().filter_map(|it| it.strip_prefix("Disallow: ")).collect();
    let kept = |path: &str| rules.iter().any(|rule| fits(rule, path));
    for prefix in ["", "/hi", "/es", "/ar"] {
        for path in ["/me", "/me/pledges", "/dashboard", "/backoffice/check", "/c/looms/give", "/p/TR1.key"] {
            assert!(kept(&format!("{prefix}{path}")), "{prefix}{path}: {rules:?}");
        }
        for path in ["/", "/c/looms", "/c/medicine-for-all", "/search?category=food", "/c/looms/card.png"] {
            assert!(!kept(&format!("{prefix}{path}")), "{prefix}{path}: {rules:?}");
        }
    }
    assert!(!kept("/media/01J/1600.jpg"), "{rules:?}");
    Ok(())
}

/// Whether `rule` of a robots.txt is about `path` (RFC 9309): its beginning, with `*` for anything, and `$` for the end.
fn fits(rule: &str, path: &str) -> bool {
    let (rule, whole) = rule.strip_suffix('$').map_or((rule, false), |it| (it, true));
    let mut parts = rule.split('*');
    let Some(mut rest) = parts.next().and_then(|it| path.strip_prefix(it)) else { return false };
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    !whole || rest.is_empty()
}

#[tokio::test]
async fn pictures_are_well_formed_and_run_nothing() -> anyhow::Result<()> {
    let stage = all().await?;
    for (path, kind) in
        [("/c/ring-the-dale/cover.svg", "image/svg+xml"), ("/c/ring-the-dale/card.png", "image/png")]
    {
        let picture = stage.get(path).await?;
        assert_eq!(picture.headers["content-type"], kind);
        assert!(picture.headers["content-security-policy"].to_str()?.contains("default-src 'none'"));
        assert!(picture.headers["cache-control"].to_str()?.starts_with("public, max-age="));
    }
    let cover = stage.get("/c/ring-the-dale/cover.svg").await?.text;
    assert!(cover.contains("<title>"));
    roxmltree::Document::parse(&cover)?;
    Ok(())
}
