//! The total, as whoever keeps the page open is told of it.

use crate::stage::{Stage, gift};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use contracts::{CampaignId, Currency, Money, PersonId};
use futures::future::try_join_all;
use http_body_util::BodyExt;
use kernel::web::Stopping;
use std::time::Duration;
use tokio::time::timeout;

const SLUG: &str = "shade-for-the-upper-kaveri";
const PATH: &str = "/c/shade-for-the-upper-kaveri/live";

/// An open stream of events.
struct Stream(Body);

/// An event's id and what it says.
type Told = (String, serde_json::Value);

impl Stream {
    async fn open(stage: &Stage, known: Option<&str>) -> anyhow::Result<Self> {
        let mut request = Request::get(PATH);
        if let Some(known) = known {
            request = request.header("last-event-id", known);
        }
        let response = stage.raw(request.body(Body::empty())?).await?;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["cache-control"], "no-store");
        Ok(Self(response.into_body()))
    }

    /// What comes within a second.
    async fn next(&mut self) -> anyhow::Result<Told> {
        self.within(Duration::from_secs(1)).await
    }

    /// What comes when something was told just now.
    async fn later(&mut self) -> anyhow::Result<Told> {
        self.within(Duration::from_secs(3)).await
    }

    async fn within(&mut self, patience: Duration) -> anyhow::Result<Told> {
        let frame = timeout(patience, self.0.frame()).await?;
        let frame = frame.ok_or_else(|| anyhow::anyhow!("the stream ended"))??;
        let data = frame.into_data().map_err(|_| anyhow::anyhow!("the stream has trailers"))?;
        let text = String::from_utf8(data.to_vec())?;
        let field = |name| text.lines().find_map(|it| it.strip_prefix(name)).unwrap_or_default().trim();
        assert_eq!(field("event:"), "total", "{text}");
        Ok((field("id:").to_owned(), serde_json::from_str(field("data:"))?))
    }

    async fn is_quiet(&mut self) -> bool {
        timeout(Duration::from_millis(700), self.0.frame()).await.is_err()
    }
}

async fn give(stage: &Stage, campaign: CampaignId, minor: i64) -> anyhow::Result<()> {
    let gift = gift(campaign, Money::new(minor, Currency::Inr), PersonId::fresh(), None);
    stage.pledges_says(gift).await
}

#[tokio::test]
async fn a_gift_is_told_within_a_second_to_everybody_who_watches() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let campaign = stage.publish(SLUG).await?;
    let mut watchers = [Stream::open(&stage, None).await?, Stream::open(&stage, None).await?];
    for it in &mut watchers {
        assert_eq!(it.next().await?.1["raised"]["minor"], 0, "the first event says how it stands");
    }
    give(&stage, campaign, 84_000).await?;
    for it in &mut watchers {
        let (_, told) = it.next().await?;
        assert_eq!((&told["raised"]["minor"], &told["givers"]), (&84_000.into(), &1.into()));
        assert_eq!(told["to_go"]["minor"], 420_000_000 - 84_000);
    }
    Ok(())
}

#[tokio::test]
async fn whoever_joins_while_the_others_are_not_told_yet_sees_how_it_stands() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let campaign = stage.publish(SLUG).await?;
    let mut first = Stream::open(&stage, None).await?;
    first.next().await?;
    give(&stage, campaign, 84_000).await?;
    first.next().await?;
    // The others are told once a second, and were told just now.
    give(&stage, campaign, 16_000).await?;
    let mut second = Stream::open(&stage, None).await?;
    assert_eq!(second.next().await?.1["raised"]["minor"], 100_000);
    assert_eq!(first.later().await?.1["raised"]["minor"], 100_000);
    give(&stage, campaign, 4_200).await?;
    for it in [&mut first, &mut second] {
        assert_eq!(
            it.later().await?.1["raised"]["minor"],
            104_200,
            "no news is told twice, and none is left out"
        );
    }
    Ok(())
}

#[tokio::test]
async fn whoever_comes_back_is_told_what_is_newest_and_nothing_when_they_know_it() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let campaign = stage.publish(SLUG).await?;
    let mut first = Stream::open(&stage, None).await?;
    let (before, _) = first.next().await?;
    drop(first);
    give(&stage, campaign, 84_000).await?;
    give(&stage, campaign, 16_000).await?;

    let mut back = Stream::open(&stage, Some(&before)).await?;
    let (newest, told) = back.next().await?;
    assert_eq!(told["raised"]["minor"], 100_000, "what was missed is told as one");
    assert_ne!(newest, before);
    let mut knows = Stream::open(&stage, Some(&newest)).await?;
    assert!(knows.is_quiet().await);
    give(&stage, campaign, 4_200).await?;
    assert_eq!(knows.next().await?.1["raised"]["minor"], 104_200);
    Ok(())
}

#[tokio::test]
async fn a_crowd_that_joins_asks_for_nothing_that_is_known() -> anyhow::Result<()> {
    const CROWD: usize = 1_000;
    let stage = Stage::set().await?;
    let campaign = stage.publish(SLUG).await?;
    let mut first = Stream::open(&stage, None).await?;
    first.next().await?;
    give(&stage, campaign, 84_000).await?;
    first.next().await?;
    // From here on whoever asks for the campaign, or for what came in, fails.
    for table in ["campaigns_campaign", "campaigns_total"] {
        stage.ctx().db.execute(&format!("ALTER TABLE {table} RENAME TO {table}_away"), vec![]).await?;
    }
    let crowd = try_join_all((0..CROWD).map(|_| Stream::open(&stage, None))).await?;
    for mut one in crowd {
        assert_eq!(one.next().await?.1["raised"]["minor"], 84_000);
    }
    // Everybody is gone, but not for long.
    drop(first);
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(Stream::open(&stage, None).await?.next().await?.1["raised"]["minor"], 84_000);
    Ok(())
}

#[tokio::test]
async fn a_gift_to_another_campaign_is_no_news() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    stage.publish(SLUG).await?;
    let other = stage.publish("the-looms-of-the-old-mill").await?;
    let mut stream = Stream::open(&stage, None).await?;
    stream.next().await?;
    let gift = gift(other, Money::new(5_000, Currency::Eur), PersonId::fresh(), None);
    stage.pledges_says(gift).await?;
    assert!(stream.is_quiet().await);
    Ok(())
}

#[tokio::test]
async fn the_stream_ends_when_the_process_is_told_to_stop() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    stage.publish(SLUG).await?;
    let stopping = Stopping::default();
    let request = Request::get(PATH).extension(stopping.clone()).body(Body::empty())?;
    let mut body = stage.raw(request).await?.into_body();
    body.frame().await.unwrap()?;
    stopping.0.cancel();
    assert!(timeout(Duration::from_secs(1), body.frame()).await?.is_none());
    Ok(())
}

#[tokio::test]
async fn there_is_no_stream_of_what_does_not_exist() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    assert_eq!(stage.get("/c/nowhere/live").await?.status, StatusCode::NOT_FOUND);
    Ok(())
}
