//! Finding campaigns among many: whole pages, as a browser asks for them, held against a campaign's own page.

use crate::{
    latency::{milliseconds, percentile},
    world::World,
};
use anyhow::{Context as _, ensure};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::Request,
};
use campaigns::{NewCampaign, demo_campaigns, publish};
use contracts::Timestamp;
use kernel::{
    Context, Module, Platform, PlatformBuilder,
    web::{Templates, WebState},
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::task::JoinSet;
use tower::ServiceExt as _;

/// How many words the campaigns are written with.
const VOCABULARY: u64 = 20_000;
/// How many campaigns are published at a time.
const WRITERS: u32 = 64;
const SAMPLES: u64 = 300;

pub(crate) async fn measure(world: &World, many: u32) -> anyhow::Result<()> {
    let (platform, router) = site(world).await?;
    let ctx = platform.context("campaigns").context("campaigns is not here")?;
    let began = Instant::now();
    fill(ctx, many).await?;
    platform.settle().await?;
    println!(
        "\nsearch: {many} campaigns, published and indexed in {:.0} s; {SAMPLES} pages a line",
        began.elapsed().as_secs_f64()
    );

    let page = line("a campaign's own page", &router, Duration::ZERO, |n| {
        format!("/c/campaign-{}", n % u64::from(many))
    })
    .await?;
    for (name, path) in [
        ("one word", (|n| format!("/search?q={}", word(frequent(n)))) as fn(u64) -> String),
        ("one word that very many have", |n| format!("/search?q={}", word(n % 5))),
        ("two words", |n| format!("/search?q={}+{}", word(frequent(n)), word(frequent(n + 1_000)))),
        ("a word typed wrongly", |n| format!("/search?q={}", mistyped(&word(frequent(n))))),
        ("one word of a kind in a currency", |n| {
            format!("/search?q={}&category=food&currency=EUR", word(frequent(n)))
        }),
        ("everything, by deadline", |_| "/search".to_owned()),
        ("a kind, the newest first", |_| "/search?category=food&sort=newest".to_owned()),
        ("the home page", |_| "/".to_owned()),
    ] {
        let median = line(name, &router, page, path).await?;
        ensure!(!median.is_zero(), "nothing was measured");
    }
    Ok(())
}

/// Times `path` for many numbers and prints what came of it; `own` is the median it is held against.
async fn line(
    name: &str,
    router: &Router,
    own: Duration,
    path: impl Fn(u64) -> String,
) -> anyhow::Result<Duration> {
    let mut times = Vec::new();
    for n in 0..SAMPLES + 20 {
        let request = Request::get(path(n)).body(Body::empty())?;
        let asked = Instant::now();
        let answer = router.clone().oneshot(request).await?;
        ensure!(answer.status().is_success(), "{} was answered with {}", path(n), answer.status());
        to_bytes(answer.into_body(), 1 << 22).await?;
        // The first ones warm up.
        if n >= 20 {
            times.push(asked.elapsed());
        }
    }
    times.sort_unstable();
    let median = percentile(&times, 50);
    let ratio = if own.is_zero() {
        String::new()
    } else {
        format!("   ratio {:.2}", median.as_secs_f64() / own.as_secs_f64())
    };
    println!(
        "  {name:44} p50 {:>9}   p99 {:>9}{ratio}",
        milliseconds(median),
        milliseconds(percentile(&times, 99))
    );
    Ok(median)
}

/// Campaigns on the database of `world`, with nobody who pledges.
async fn site(world: &World) -> anyhow::Result<(Platform, Router)> {
    let db = world.ctx.db.clone();
    for module in ["campaigns", "pledges"] {
        migrations::up(db.schema(), module).await?;
    }
    let module = campaigns::module(campaigns::EXTENSION_DAYS);
    let mut web = WebState::for_tests()?;
    web.templates = Templates::of(module.templates.to_vec(), module.texts.to_vec())?;
    let (platform, mounted) = PlatformBuilder::new(world.ctx.clock.clone(), Arc::new(web))
        .host(module, db.clone())
        .host(Module::named("pledges"), db)
        .build();
    let sites = mounted.into_iter().map(|(ctx, it)| it.into_routers().0.with_state(ctx));
    Ok((platform, sites.fold(Router::new(), Router::merge)))
}

async fn fill(ctx: &Context, many: u32) -> anyhow::Result<()> {
    let templates = Arc::new(demo_campaigns(ctx.clock.now()));
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let (ctx, templates) = (ctx.clone(), templates.clone());
        writers.spawn(async move {
            for number in (writer..many).step_by(WRITERS as usize) {
                let template = &templates[number as usize % templates.len()];
                publish(&ctx, campaign(u64::from(number), template)).await?;
            }
            anyhow::Ok(())
        });
    }
    while let Some(done) = writers.join_next().await {
        done??;
    }
    Ok(())
}

/// A campaign like `template` in other words.
fn campaign(number: u64, template: &NewCampaign) -> NewCampaign {
    let words = |from: u64, many: u64| {
        let words: Vec<_> = (from..from + many).map(|it| word(frequent(number * 100 + it))).collect();
        words.join(" ")
    };
    let mut campaign = template.clone();
    campaign.slug = format!("campaign-{number}");
    campaign.title = words(0, 4);
    campaign.promise = words(4, 8);
    campaign.story = words(12, 30);
    let minutes = i64::try_from(number % 40_000).unwrap_or(0);
    campaign.deadline_at = Timestamp(campaign.deadline_at.0 + minutes * 60_000_000);
    campaign
}

/// A number below [`VOCABULARY`], small ones far more often, as words are used.
fn frequent(seed: u64) -> u64 {
    let mixed = (seed ^ 0x9E37_79B9).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let roll = (mixed ^ mixed >> 31).wrapping_mul(0x94D0_49BB_1331_11EB) >> 44;
    // A cube, in whole numbers: of 2^20 rolls half are below an eighth of the words.
    let cubed = (u128::from(roll) * u128::from(roll) * u128::from(roll) * u128::from(VOCABULARY)) >> 60;
    u64::try_from(cubed).unwrap_or(0).min(VOCABULARY - 1)
}

/// The word with this number: three or four syllables.
fn word(number: u64) -> String {
    const SYLLABLES: [&str; 27] = [
        "ka", "ve", "ri", "lo", "mu", "sta", "pen", "dor", "shi", "an", "tel", "gra", "mo", "fi", "rus",
        "ble", "ny", "cor", "wa", "del", "pu", "ses", "hon", "tri", "jo", "zel", "bi",
    ];
    let mut rest = number + 27 * 27;
    let mut word = String::new();
    while rest > 0 {
        word.push_str(SYLLABLES[usize::try_from(rest % 27).unwrap_or(0)]);
        rest /= 27;
    }
    word
}

/// `word` with its third and fourth letters swapped.
fn mistyped(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() > 4 {
        letters.swap(2, 3);
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn words_are_told_apart_and_some_are_used_far_more_than_others() {
        let words: BTreeSet<_> = (0..VOCABULARY).map(word).collect();
        assert!(words.len() as u64 > VOCABULARY * 9 / 10, "{}", words.len());
        let rolls: Vec<_> = (0..10_000).map(frequent).collect();
        assert!(rolls.iter().filter(|it| **it < VOCABULARY / 8).count() > 4_000);
        assert!(rolls.iter().all(|it| *it < VOCABULARY));
    }
}
