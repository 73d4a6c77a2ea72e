//! Nothing goes wrong any more: everything comes to an end, and then everything holds.

use super::{
    DAY,
    people::MORE_DAYS,
    world::{Life, START, World},
};
use anyhow::{Context as _, ensure};
use kernel::{check::CheckResult, saga::SagaStatus};
use std::{collections::BTreeMap, time::Duration};

/// How often time passes, and how much: leases, looks at the provider, pauses of jobs, and what only a day heals.
const TIMES: [(usize, u64); 7] =
    [(2, 40), (4, 300), (10, 960), (8, 3_600), (8, 10_800), (8, 43_200), (10, 86_400)];
/// The same where nothing went wrong since it was quiet: no lease was left and no webhook lost, so it begins with what
/// takes hours. Whatever is due happens at the first look after it, as ever; what does not fit into one look is waited for.
const CALM: [(usize, u64); 4] = [(4, 3_600), (8, 10_800), (8, 43_200), (10, 86_400)];
/// Before this nothing is at its end: what is told late, and refunds that come back, come within it.
const AT_LEAST: Duration = Duration::from_secs(4 * 3_600);
/// By then the campaigns that end soon are over, with the week in which refused cards are put right; those that were
/// given more time, [`MORE_DAYS`] and a day later.
const OVER: Duration = Duration::from_secs(16 * 86_400);
/// No undo sleeps for so long that is merely tried again.
const LONGEST_TRY: Duration = Duration::from_secs(3 * 86_400);
const HALF_A_DAY: Duration = Duration::from_secs(43_200);

pub(super) async fn all_ends_well(world: &mut World) -> anyhow::Result<()> {
    let life = world.start(1).await?;
    banks_decide(world);
    come_to_rest(world, &life, &TIMES).await?;
    must_hold(&life).await?;
    live_on(world, &life).await?;
    come_to_rest(world, &life, &CALM).await?;
    let platform = &life.programs.first().context("no program runs")?.platform;
    platform.tell_everything_again().await?;
    settle(world, &life).await?;
    must_hold(&life).await?;
    nothing_is_left(world, &life).await?;
    books_agree(world, &life).await?;
    told_once(world)
}

/// Every campaign that ends soon does, its cards are charged, and what they did not pay is dropped. At each moment no more
/// calls are made than the provider takes at once, so fewer and longer steps would leave work behind from day to day.
async fn live_on(world: &World, life: &Life) -> anyhow::Result<()> {
    let more = if world.more_time { DAY * (u32::try_from(MORE_DAYS)? + 1) } else { Duration::ZERO };
    let until = START.after(OVER + more);
    while kernel::Clock::now(&*world.clock) < until {
        world.clock.advance(HALF_A_DAY);
        settle(world, life).await?;
    }
    Ok(())
}

/// No bank takes for ever. Whether any had something to decide.
fn banks_decide(world: &mut World) -> bool {
    let mut any = false;
    for dispute in world.sandbox.objects("dispute") {
        let open = dispute["status"] != "won" && dispute["status"] != "lost";
        if let Some(id) = dispute["id"].as_str().filter(|_| open) {
            let won = world.dice.percent(50);
            let decided = world.sandbox.decide(id, won);
            world.trace.note(format!("a bank decides {id}, won: {won}, {decided:?}"));
            any = true;
        }
    }
    any
}

async fn come_to_rest(world: &mut World, life: &Life, times: &[(usize, u64)]) -> anyhow::Result<()> {
    let began = kernel::Clock::now(&*world.clock);
    settle(world, life).await?;
    for &(often, seconds) in times {
        for _ in 0..often {
            world.clock.advance(Duration::from_secs(seconds));
            settle(world, life).await?;
            // A debit whose money is here may be taken back only now.
            if banks_decide(world) {
                settle(world, life).await?;
            }
            let waited = kernel::Clock::now(&*world.clock).since(began);
            if waited >= AT_LEAST && nothing_is_left(world, life).await.is_ok() {
                return Ok(());
            }
        }
    }
    nothing_is_left(world, life).await.context("it never came to its end")
}

async fn settle(world: &World, life: &Life) -> anyhow::Result<()> {
    const ENOUGH: usize = 200;
    let platform = &life.programs.first().context("no program runs")?.platform;
    for _ in 0..ENOUGH {
        platform.settle().await?;
        let told = world.sandbox.deliver_due().await;
        if told.delivered + told.failed + told.dropped == 0 {
            return Ok(());
        }
    }
    anyhow::bail!("it never became quiet")
}

/// Every invariant of `tributary check`, read models against their messages among them.
async fn must_hold(life: &Life) -> anyhow::Result<()> {
    let report = life.programs.first().context("no program runs")?.platform.check().await?;
    let broken: Vec<_> = report.checks.iter().filter(|it| it.result != CheckResult::Holds).collect();
    ensure!(broken.is_empty(), "{broken:#?}");
    Ok(())
}

/// Nothing waits but for a day that is known, or for a person, and only about refunds that the provider could not make.
async fn nothing_is_left(world: &World, life: &Life) -> anyhow::Result<()> {
    let refunds = world.sandbox.objects("refund");
    let failed = |pledge: &str| {
        refunds.iter().any(|it| it["metadata"]["pledge_id"] == pledge && it["status"] == "failed")
    };
    let now = kernel::Clock::now(&*world.clock);
    for health in life.programs.first().context("no program runs")?.platform.health().await? {
        ensure!(health.unrest().is_empty(), "{:#?}", health.unrest());
        for it in &health.sagas {
            // A bank took back what was to be refunded, before anybody here had heard of that.
            let disputed = it.saga.reason.as_deref() == Some("charge_disputed");
            let refused = disputed || failed(&it.saga.business_key);
            let for_a_person = it.saga.status == SagaStatus::Stuck && refused;
            // What goes back by itself of a debit waits until no bank can take it back any more (rule R12).
            let waits = it.saga.status == SagaStatus::Compensating
                && it.saga.wake_at.is_some_and(|at| at > now.after(LONGEST_TRY));
            ensure!(for_a_person || waits, "neither over nor a person's: {it:#?}");
        }
    }
    ensure!(world.sandbox.pending_deliveries() == 0, "webhooks wait");
    Ok(())
}

/// Our books are the provider's, and nobody was charged twice.
async fn books_agree(world: &World, life: &Life) -> anyhow::Result<()> {
    let platform = &life.programs.first().context("no program runs")?.platform;
    let ours = payments::balance_with_provider(platform.context("payments").context("payments")?).await?;
    let ledger = world.sandbox.ledger();
    let theirs: BTreeMap<_, _> =
        ledger.sums.iter().map(|(currency, sum)| (currency.clone(), sum.net)).collect();
    ensure!(ours == theirs, "our books say {ours:?}, the provider's {theirs:?}");
    let twice = ledger.charged_twice("pledge_id");
    ensure!(twice.is_empty(), "charged twice: {twice:?}");
    Ok(())
}

/// Nobody was told the same in two mails. One that left twice, because the program ended before it knew that it had
/// left, bears the same `Message-ID`.
fn told_once(world: &World) -> anyhow::Result<()> {
    let mut told = BTreeMap::new();
    for mail in world.mailbox.messages() {
        let before = told.insert((mail.to(), mail.subject(), mail.text()), mail.message_id());
        ensure!(before.is_none_or(|it| it == mail.message_id()), "told twice: {}", mail.text());
    }
    Ok(())
}
