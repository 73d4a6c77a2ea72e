//! Every step that asks nobody outside, failing where it begins and where it ends: what it had done by then is
//! undone with it. A trigger of the database makes it fail, so the program is the one that everybody runs.

use super::{
    cards::card_is_kept,
    story::{Kind, LIVELY, MINUTE, Story, all_is_well},
};
use crate::donors::journey::VISA;
use anyhow::{Context as _, ensure};
use kernel::db::Sql as _;
use sandbox::PayOutcome;
use sea_orm::DbBackend;
use std::time::Duration;
use tests::{Browser, TestApp, shapes};

/// Longer than a message is tried again before its key is parked, and shorter than a reward is kept.
pub(super) const PARKED: Duration = Duration::from_secs(6 * 60);

/// What somebody does that leads through a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    /// A donor sends the form.
    Promise,
    /// Payments opened the page.
    Open,
    /// The donor pays.
    Pay,
    /// The donor turns back before paying.
    Cancel,
    /// The donor turns back when the card is saved.
    Withdraw,
    /// Staff give all of it back.
    Refund,
}

/// A step, and when in it something fails.
#[derive(Clone, Copy, Debug)]
struct Place {
    act: Act,
    step: &'static str,
    undo: bool,
    /// At its end; otherwise before it has done anything.
    end: bool,
    /// Whether whoever acts hears of it. Otherwise it is a message that cannot be handled.
    told: bool,
}

const fn person(act: Act, step: &'static str, undo: bool, end: bool) -> Place {
    Place { act, step, undo, end, told: true }
}

const fn message(act: Act, step: &'static str, undo: bool, end: bool) -> Place {
    Place { act, step, undo, end, told: false }
}

const FORWARD: [Place; 11] = [
    person(Act::Promise, "reserve", false, false),
    person(Act::Promise, "reserve", false, true),
    person(Act::Promise, "checkout", false, false),
    message(Act::Open, "checkout", false, true),
    message(Act::Open, "collect", false, false),
    message(Act::Pay, "collect", false, true),
    message(Act::Pay, "keep", false, false),
    message(Act::Pay, "keep", false, true),
    message(Act::Pay, "activate", false, false),
    message(Act::Pay, "activate", false, true),
    person(Act::Cancel, "collect", false, true),
];

const BACK: [Place; 21] = [
    person(Act::Cancel, "checkout", true, false),
    message(Act::Cancel, "checkout", true, true),
    message(Act::Cancel, "reserve", true, false),
    message(Act::Cancel, "reserve", true, true),
    person(Act::Refund, "activate", true, false),
    person(Act::Refund, "activate", true, true),
    person(Act::Refund, "keep", true, false),
    message(Act::Refund, "keep", true, true),
    message(Act::Refund, "collect", true, false),
    message(Act::Refund, "checkout", true, false),
    message(Act::Refund, "checkout", true, true),
    message(Act::Refund, "reserve", true, false),
    message(Act::Refund, "reserve", true, true),
    person(Act::Withdraw, "activate", true, false),
    person(Act::Withdraw, "activate", true, true),
    person(Act::Withdraw, "keep", true, false),
    person(Act::Withdraw, "keep", true, true),
    person(Act::Withdraw, "checkout", true, false),
    person(Act::Withdraw, "checkout", true, true),
    person(Act::Withdraw, "reserve", true, false),
    person(Act::Withdraw, "reserve", true, true),
];

#[tokio::test]
async fn a_step_that_fails_once_on_the_way_forward_has_done_nothing_and_is_done_later() -> anyhow::Result<()>
{
    sweep(&FORWARD, false).await
}

#[tokio::test]
async fn an_undo_that_fails_once_has_done_nothing_and_is_done_later() -> anyhow::Result<()> {
    sweep(&BACK, false).await
}

#[tokio::test]
async fn a_step_that_keeps_failing_waits_for_a_person_alone_and_is_done_when_it_is_redriven()
-> anyhow::Result<()> {
    sweep(&FORWARD, true).await
}

#[tokio::test]
async fn an_undo_that_keeps_failing_waits_for_a_person_alone_and_is_done_when_it_is_redriven()
-> anyhow::Result<()> {
    sweep(&BACK, true).await
}

/// Every place where a message fails, or where a person is told when it fails only once.
async fn sweep(places: &[Place], lasting: bool) -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        for place in places.iter().filter(|it| !(lasting && it.told)) {
            for kind in [Kind::Charge, Kind::Save] {
                // Money was taken, or a card was saved.
                if (place.act, kind) == (Act::Refund, Kind::Save)
                    || (place.act, kind) == (Act::Withdraw, Kind::Charge)
                {
                    continue;
                }
                let what = format!("{shape:?} {kind:?} {place:?}, lasting: {lasting}");
                one(&app, *place, kind, lasting).await.context(what)?;
            }
        }
    }
    Ok(())
}

async fn one(app: &TestApp, place: Place, kind: Kind, lasting: bool) -> anyhow::Result<()> {
    if place.act == Act::Promise {
        return promise(app, place, kind).await;
    }
    let story = match place.act {
        Act::Promise | Act::Open => Story::begin(app, kind).await?,
        Act::Pay | Act::Cancel => Story::open(app, kind).await?,
        Act::Refund | Act::Withdraw => Story::taken(app, kind, VISA).await?,
    };
    // Whoever gives money back has just proved that it is them.
    let staff = app.signed_in("finance").await?;
    let (before, fault) = (story.saga(app).await?, Fault::at(app, place, Some(&story)).await?);
    let told = act(app, &staff, place.act, &story).await?;
    app.settle_once().await?;
    if place.told {
        ensure!(told == Some(500), "whoever acts should be told: {told:?}");
        let after = story.saga(app).await?;
        ensure!((before.step, before.status) == (after.step, after.status), "it went on: {after:#?}");
    } else {
        ensure!(heads(app).await?.iter().any(|it| it.contains(FAILED)), "nothing failed at {place:?}");
    }
    if lasting {
        app.pass(PARKED, MINUTE / 2).await?;
        let parked = parked(app).await?;
        ensure!(parked.len() == 1, "one key waits, and it is this pledge's: {parked:?}");
        goes_on_for_others(app, kind).await?;
        fault.heal(app).await?;
        redrive(&app.signed_in("admin").await?, &parked[0]).await?;
    } else {
        fault.heal(app).await?;
        if place.told {
            ensure!(act(app, &staff, place.act, &story).await? == Some(303));
        }
    }
    ends_well(app, &story, place.act, kind).await
}

/// The form is refused as a whole, and the same form is taken when nothing fails any more.
async fn promise(app: &TestApp, place: Place, kind: Kind) -> anyhow::Result<()> {
    let before = pledges(app).await?;
    let fault = Fault::at(app, place, None).await?;
    let form = Story::form(app, kind).await?;
    let answer = form.send().await?;
    ensure!(answer.status == 500, "the donor should be told, not {}: {}", answer.status, answer.text);
    ensure!(pledges(app).await? == before, "a pledge that was refused is there");
    fault.heal(app).await?;
    let story = form.taken().await?;
    ensure!(pledges(app).await? == before + 1);
    app.settle_once().await?;
    ends_well(app, &story, Act::Open, kind).await
}

/// Does it; says what whoever did it was answered.
async fn act(app: &TestApp, staff: &Browser, act: Act, story: &Story) -> anyhow::Result<Option<u16>> {
    Ok(match act {
        Act::Promise | Act::Open => None,
        Act::Pay => {
            ensure!(story.pay(app, VISA).await? == PayOutcome::Done);
            None
        }
        Act::Cancel | Act::Withdraw => Some(story.cancel(app).await?.status),
        Act::Refund => Some(story.ask_for_refund(staff).await?.status),
    })
}

async fn ends_well(app: &TestApp, story: &Story, act: Act, kind: Kind) -> anyhow::Result<()> {
    let end = match act {
        Act::Promise | Act::Open => "awaiting_payment",
        Act::Pay => kind.taken(),
        Act::Cancel => "lapsed",
        Act::Refund => "refunded",
        Act::Withdraw => "withdrawn",
    };
    story.until(app, end, LIVELY).await?;
    if end == "awaiting_payment" {
        ensure!(story.pay(app, VISA).await? == PayOutcome::Done);
        story.until(app, kind.taken(), LIVELY).await?;
    }
    story.until_over(app, LIVELY).await?;
    let charges = usize::from(kind == Kind::Charge && act != Act::Cancel);
    let (charged, refunded) = story.at_the_provider(app);
    ensure!((charged, refunded) == (charges, usize::from(act == Act::Refund)), "{charged} {refunded}");
    all_is_well(app, 0).await?;
    ensure!(act != Act::Withdraw || !card_is_kept(app, story).await?, "the provider keeps the card");
    Ok(())
}

/// What waits for a person keeps nobody else waiting.
async fn goes_on_for_others(app: &TestApp, kind: Kind) -> anyhow::Result<()> {
    let other = Story::taken(app, kind, VISA).await?;
    other.until_over(app, LIVELY).await
}

/// What the trigger says.
pub(super) const FAILED: &str = "this step fails";

/// A trigger that makes one step of one saga of this module fail, or of every one.
pub(super) struct Fault(&'static str);

impl Fault {
    async fn at(app: &TestApp, place: Place, story: Option<&Story>) -> anyhow::Result<Self> {
        let saga = match story {
            Some(it) => Some(it.saga(app).await?.id),
            None => None,
        };
        Self::set(app, "pledges", (place.step, place.undo, place.end), saga).await
    }

    /// In `module`, where a step or its undo begins, or where it ends.
    pub(super) async fn set(
        app: &TestApp,
        module: &'static str,
        (step, undo, end): (&str, bool, bool),
        saga: Option<uuid::Uuid>,
    ) -> anyhow::Result<Self> {
        let db = &app.ctx(module)?.db;
        let event = if end { "UPDATE" } else { "INSERT" };
        let mut when = format!("NEW.step = '{step}' AND NEW.undo = {undo}");
        match (saga, db.backend()) {
            (None, _) => (),
            (Some(id), DbBackend::Postgres) => when += &format!(" AND NEW.saga_id = '{id}'"),
            // A number in hexadecimal is how this database writes bytes.
            (Some(id), _) => when += &format!(" AND NEW.saga_id = x'{}'", id.simple()),
        }
        if db.backend() == DbBackend::Postgres {
            let body = format!("BEGIN RAISE EXCEPTION '{FAILED}'; END");
            let function =
                format!("CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$");
            db.schema().exec(&function, vec![]).await?;
            let trigger = format!(
                "CREATE TRIGGER fails BEFORE {event} ON {module}_saga_step FOR EACH ROW WHEN ({when}) \
                 EXECUTE FUNCTION fails()"
            );
            db.schema().exec(&trigger, vec![]).await?;
        } else {
            let trigger = format!(
                "CREATE TRIGGER fails BEFORE {event} ON {module}_saga_step WHEN {when} \
                 BEGIN SELECT RAISE(ABORT, '{FAILED}'); END"
            );
            db.schema().exec(&trigger, vec![]).await?;
        }
        Ok(Self(module))
    }

    pub(super) async fn heal(self, app: &TestApp) -> anyhow::Result<()> {
        let db = &app.ctx(self.0)?.db;
        if db.backend() == DbBackend::Postgres {
            db.schema().exec("DROP FUNCTION fails() CASCADE", vec![]).await?;
        } else {
            db.schema().exec("DROP TRIGGER fails", vec![]).await?;
        }
        Ok(())
    }
}

async fn pledges(app: &TestApp) -> anyhow::Result<i64> {
    let row = app.ctx("pledges")?.db.read().one("SELECT COUNT(*) FROM pledges_pledge", vec![]).await?;
    Ok(row.context("no count")?.try_get_by_index(0)?)
}

/// What went wrong last with the messages that pledges hear: with the one that is next, and with those set aside.
pub(super) async fn heads(app: &TestApp) -> anyhow::Result<Vec<String>> {
    let health = app.platform.health().await?;
    let mut errors = Vec::new();
    for it in health.into_iter().filter(|it| it.module == "pledges") {
        let heard = it.subscriptions.into_iter().filter(|it| it.attempt > 0);
        errors.extend(heard.filter_map(|it| it.last_error));
        errors.extend(it.aside.into_iter().map(|it| it.reason));
    }
    Ok(errors)
}

/// The keys that wait for a person: who could not handle it, and the key.
pub(super) async fn parked(app: &TestApp) -> anyhow::Result<Vec<(String, String)>> {
    let health = app.platform.health().await?;
    Ok(health.into_iter().flat_map(|it| it.parked).map(|it| (it.subscriber, it.key)).collect())
}

pub(super) async fn redrive(staff: &Browser, (subscriber, key): &(String, String)) -> anyhow::Result<()> {
    let token = staff.get("/backoffice").await?.field("_token")?;
    let form = [("_token", &*token), ("module", "pledges"), ("subscriber", subscriber), ("key", key)];
    let answer = staff.post("/backoffice/redrive", &form).await?;
    ensure!(answer.status == 303, "redriving answered {}: {}", answer.status, answer.text);
    Ok(())
}
