//! The program ends at each step, and another one goes on.

use super::story::{Kind, LIVELY, MINUTE, Story, all_is_well, requests};
use crate::donors::journey::VISA;
use anyhow::{Context as _, ensure};
use sandbox::{Fault, RequestRule};
use std::time::Duration;
use tests::{TestApp, shapes};

/// Longer than anybody waits in these tests.
pub(super) const FOR_EVER: u64 = 60_000;
/// How often it is looked whether a call is on its way.
const LOOK: Duration = Duration::from_millis(5);

/// What sets work going that the program dies over.
#[derive(Clone, Copy, Debug)]
enum Work {
    Open,
    Collect,
    Close,
    GiveBack,
}

impl Work {
    const ALL: [Self; 4] = [Self::Open, Self::Collect, Self::Close, Self::GiveBack];

    /// The request that it makes.
    fn request(self, kind: Kind) -> (&'static str, &'static str) {
        match self {
            Self::Open if kind == Kind::Save => ("POST", "/v1/customers"),
            Self::Open => ("POST", "/v1/checkout/sessions"),
            Self::Collect => ("GET", "/v1/checkout/sessions"),
            Self::Close => ("POST", "/v1/checkout/sessions/*/expire"),
            Self::GiveBack => ("POST", "/v1/refunds"),
        }
    }

    /// Brings a pledge to where this work is about to begin.
    async fn begin(self, app: &TestApp, kind: Kind) -> anyhow::Result<Story> {
        if let Self::Open = self {
            return Story::begin(app, kind).await;
        }
        if let Self::GiveBack = self {
            let story = Story::taken(app, kind, VISA).await?;
            story.refund(app, &app.signed_in("finance").await?).await?;
            return Ok(story);
        }
        let story = Story::open(app, kind).await?;
        if let Self::Close = self {
            story.cancel(app).await?;
        } else {
            story.pay(app, VISA).await?;
        }
        Ok(story)
    }

    fn end(self, kind: Kind) -> &'static str {
        match self {
            Self::Open => "awaiting_payment",
            Self::Collect => kind.taken(),
            Self::Close => "lapsed",
            Self::GiveBack => "refunded",
        }
    }
}

#[tokio::test]
async fn a_program_that_dies_with_a_call_on_its_way_finds_out_what_became_of_it() -> anyhow::Result<()> {
    for shape in shapes() {
        for work in Work::ALL {
            let mut app = TestApp::start(&shape).await?;
            for kind in [Kind::Charge, Kind::Save] {
                for fault in [Fault::DropBefore(FOR_EVER), Fault::DropAnswerAfter(FOR_EVER)] {
                    if matches!((work, kind), (Work::GiveBack, Kind::Save)) {
                        continue;
                    }
                    let what = format!("{shape:?} {work:?} {kind:?} {fault:?}");
                    amid_a_call(&mut app, work, kind, fault).await.context(what)?;
                }
            }
        }
    }
    Ok(())
}

async fn amid_a_call(app: &mut TestApp, work: Work, kind: Kind, fault: Fault) -> anyhow::Result<()> {
    let story = work.begin(app, kind).await?;
    let (method, path) = work.request(kind);
    app.faults(requests(RequestRule::new(method, path, fault)));
    tokio::select! {
        quiet = app.settle_once() => anyhow::bail!("nothing was on its way: {quiet:?}"),
        () = on_its_way(app) => (),
    }
    let sql = "SELECT COUNT(*) FROM payments_job WHERE state = 1";
    let row = kernel::db::Sql::one(app.ctx("payments")?.db.read(), sql, vec![]).await?.context("no count")?;
    ensure!(row.try_get_by_index::<i64>(0)? > 0, "its job is still held by the dead");
    app.restart().await?;
    app.sandbox.clear_faults();
    app.settle_once().await?;
    ends_well(app, &story, work, kind).await
}

/// Resolves once the provider has the call, and has done what it does of it before it falls silent.
pub(super) async fn on_its_way(app: &TestApp) {
    while app.sandbox.faults_struck() == 0 {
        tokio::time::sleep(LOOK).await;
    }
    tokio::time::sleep(LOOK).await;
}

async fn ends_well(app: &TestApp, story: &Story, work: Work, kind: Kind) -> anyhow::Result<()> {
    story.until(app, work.end(kind), LIVELY).await?;
    if let Work::Open = work {
        story.pay(app, VISA).await?;
        story.until(app, kind.taken(), LIVELY).await?;
    }
    story.until_over(app, LIVELY).await?;
    let charged = kind == Kind::Charge && !matches!(work, Work::Close);
    // What the dead held is nobody's by now.
    app.pass(MINUTE, MINUTE).await?;
    let refunded = matches!(work, Work::GiveBack);
    let money = (usize::from(charged), usize::from(refunded));
    ensure!(story.at_the_provider(app) == money, "{:?}", story.at_the_provider(app));
    all_is_well(app, 0).await
}

#[tokio::test]
async fn a_program_that_dies_anywhere_on_the_way_goes_on_from_there() -> anyhow::Result<()> {
    for shape in shapes() {
        for work in Work::ALL {
            let mut app = TestApp::start(&shape).await?;
            for after in [1, 4, 9, 16, 25, 40, 60, 90] {
                let what = format!("{shape:?} {work:?}, dead after {after} steps of its own");
                anywhere(&mut app, work, after).await.context(what)?;
            }
        }
    }
    Ok(())
}

/// Lets the platform go on until it has waited for something `waits` times, and then it is gone.
async fn anywhere(app: &mut TestApp, work: Work, waits: u32) -> anyhow::Result<()> {
    let story = work.begin(app, Kind::Charge).await?;
    app.settle_part(waits).await;
    app.restart().await?;
    app.clock.advance(MINUTE);
    ends_well(app, &story, work, Kind::Charge).await
}
