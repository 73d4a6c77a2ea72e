//! Every step that asks the provider for something, with every fault of the line to it.

use super::story::{Kind, LIVELY, MINUTE, Story, all_is_well, requests};
use crate::donors::journey::VISA;
use anyhow::{Context as _, ensure};
use sandbox::{Fault, PayOutcome, RequestRule};
use tests::{TestApp, shapes};

/// A step of the saga that waits for the provider, and the request it waits for.
#[derive(Clone, Copy, Debug)]
struct Step {
    name: &'static str,
    undo: bool,
    kind: Kind,
    method: &'static str,
    path: &'static str,
}

const fn step(name: &'static str, kind: Kind, method: &'static str, path: &'static str) -> Step {
    Step { name, undo: false, kind, method, path }
}

const fn undo(name: &'static str, kind: Kind, method: &'static str, path: &'static str) -> Step {
    Step { name, undo: true, kind, method, path }
}

const STEPS: [Step; 8] = [
    step("checkout", Kind::Charge, "POST", "/v1/checkout/sessions"),
    step("checkout", Kind::Save, "POST", "/v1/customers"),
    step("checkout", Kind::Save, "POST", "/v1/checkout/sessions"),
    step("collect", Kind::Charge, "GET", "/v1/"),
    step("collect", Kind::Save, "GET", "/v1/"),
    undo("checkout", Kind::Charge, "POST", "/v1/checkout/sessions/*/expire"),
    undo("checkout", Kind::Save, "POST", "/v1/checkout/sessions/*/expire"),
    undo("keep", Kind::Charge, "POST", "/v1/refunds"),
];

/// What goes wrong. Where anything is done it goes wrong once; reading is done by many, so it goes wrong until it is put
/// right.
pub(super) const FAULTS: [(&str, Fault); 9] = [
    ("an error before it is done", Fault::ErrorBefore(500)),
    ("an error before it is done, which is all that is answered from then on", Fault::StoredErrorBefore(500)),
    ("too many requests", Fault::RateLimit(40)),
    ("a key that is in use", Fault::Conflict),
    ("a line that breaks before it is done", Fault::DropBefore(0)),
    ("a line that breaks after it was done", Fault::DropAnswerAfter(0)),
    ("an error after it was done, which is all that is answered from then on", Fault::ErrorAfter(500)),
    ("a gateway that does not reach them", Fault::ErrorBefore(502)),
    ("a wrong key of ours", Fault::ErrorBefore(401)),
];

#[tokio::test]
async fn the_way_to_an_open_page_survives_every_fault_of_the_line() -> anyhow::Result<()> {
    sweep(|it| it.name == "checkout" && !it.undo).await
}

#[tokio::test]
async fn waiting_for_the_money_survives_every_fault_of_the_line() -> anyhow::Result<()> {
    sweep(|it| it.name == "collect").await
}

#[tokio::test]
async fn taking_back_a_page_survives_every_fault_of_the_line() -> anyhow::Result<()> {
    sweep(|it| it.name == "checkout" && it.undo).await
}

#[tokio::test]
async fn giving_money_back_survives_every_fault_of_the_line() -> anyhow::Result<()> {
    sweep(|it| it.name == "keep").await
}

async fn sweep(of: impl Fn(&Step) -> bool) -> anyhow::Result<()> {
    for shape in shapes() {
        for step in STEPS.iter().filter(|it| of(it)) {
            let app = TestApp::start(&shape).await?;
            for (what, fault) in &FAULTS {
                one(&app, *step, fault).await.with_context(|| format!("{shape:?} {step:?}: {what}"))?;
            }
        }
    }
    Ok(())
}

async fn one(app: &TestApp, step: Step, fault: &Fault) -> anyhow::Result<()> {
    let rule = RequestRule::new(step.method, step.path, fault.clone());
    let plan = requests(if step.method == "GET" { rule } else { rule.times(1) });
    let story = match (step.name, step.undo) {
        ("checkout", false) => Story::begin(app, step.kind).await?,
        ("keep", true) => Story::taken(app, step.kind, VISA).await?,
        _ => Story::open(app, step.kind).await?,
    };
    app.faults(plan);
    match (step.name, step.undo) {
        ("collect", false) => ensure!(story.pay(app, VISA).await? == PayOutcome::Done),
        ("checkout", true) => ensure!(story.cancel(app).await?.status == 303),
        ("keep", true) => story.refund(app, &app.signed_in("finance").await?).await?,
        _ => (),
    }
    app.platform.settle().await?;
    if step.method == "GET" {
        // Nobody asks before somebody tells.
        app.settle_once().await?;
    }
    struck(app, &story, step).await?;
    app.pass(2 * MINUTE, MINUTE / 4).await?;
    app.sandbox.clear_faults();
    story.until(app, end(step), LIVELY).await?;
    if end(step) == "awaiting_payment" {
        ensure!(story.pay(app, VISA).await? == PayOutcome::Done);
        story.until(app, step.kind.taken(), LIVELY).await?;
    }
    story.until_over(app, LIVELY).await?;
    let (charges, refunds) = story.at_the_provider(app);
    let paid = step.kind == Kind::Charge && story.status(app).await? != "lapsed";
    ensure!(charges == usize::from(paid), "{charges} charges");
    ensure!(refunds == usize::from(step.name == "keep"), "{refunds} refunds");
    all_is_well(app, 0).await
}

/// It was this very step that met the fault, and it waits.
async fn struck(app: &TestApp, story: &Story, step: Step) -> anyhow::Result<()> {
    ensure!(app.sandbox.faults_struck() > 0, "nothing went wrong: {step:?} was never reached");
    story.must_wait_at(app, step.name, step.undo).await
}

/// How the pledge stands once the provider answers again.
fn end(step: Step) -> &'static str {
    match (step.name, step.undo) {
        ("checkout", false) => "awaiting_payment",
        ("checkout", true) => "lapsed",
        ("keep", true) => "refunded",
        _ => step.kind.taken(),
    }
}
