//! What happens: one thing at a time, by anybody.

use super::{
    dice::Dice,
    people::{self, Who, enter},
    visitor::Answer,
    world::{Life, World},
};
use kernel::death::Moment;
use sandbox::{Fault, FaultPlan, PayOutcome, RequestRule, TEST_ACCOUNTS, WebhookFault, WebhookRule};
use std::{pin::Pin, time::Duration};

type Done<'a> = Pin<Box<dyn Future<Output = anyhow::Result<()>> + 'a>>;

/// Something that somebody can do, if it is possible just then.
pub(super) struct Action {
    pub(super) name: &'static str,
    /// How often it is chosen, against the others.
    weight: usize,
    pub(super) act: for<'a> fn(&'a mut World, &'a Life) -> Done<'a>,
}

/// Everything that can happen. To add something, add a line.
pub(super) const ACTIONS: &[Action] = &[
    // What the programs do by themselves, in any order.
    Action { name: "do a chore", weight: 60, act: |world, life| Box::pin(chore(world, life)) },
    Action { name: "do all chores", weight: 12, act: |world, life| Box::pin(all_chores(world, life)) },
    Action { name: "hear everything again", weight: 1, act: |world, life| Box::pin(hear_again(world, life)) },
    // Donors.
    Action { name: "give", weight: 10, act: |world, life| Box::pin(give(world, life)) },
    Action {
        name: "pay",
        weight: 12,
        act: |world, _| {
            pay(world);
            at_once(())
        },
    },
    Action {
        name: "answer the bank",
        weight: 6,
        act: |world, _| {
            answer_the_bank(world);
            at_once(())
        },
    },
    Action { name: "turn back", weight: 2, act: |world, life| Box::pin(turn_back(world, life)) },
    Action {
        name: "use a page of a gift",
        weight: 10,
        act: |world, life| Box::pin(people::donor(world, life)),
    },
    // Creators and staff.
    Action { name: "be paid out", weight: 2, act: |world, life| Box::pin(people::creator(world, life)) },
    Action {
        name: "use the back office",
        weight: 10,
        act: |world, life| Box::pin(people::staff(world, life)),
    },
    Action {
        name: "stop a campaign",
        weight: 1,
        act: |world, life| Box::pin(people::moderator(world, life)),
    },
    Action {
        name: "give a campaign more time",
        weight: 1,
        act: |world, life| Box::pin(people::admin(world, life)),
    },
    Action { name: "give money back", weight: 4, act: |world, life| Box::pin(give_back(world, life)) },
    Action { name: "match gifts", weight: 1, act: |world, life| Box::pin(people::finance(world, life)) },
    // Banks, the provider, and the line to it.
    Action {
        name: "dispute a charge",
        weight: 1,
        act: |world, _| {
            dispute(world);
            at_once(())
        },
    },
    Action {
        name: "decide a dispute",
        weight: 2,
        act: |world, _| {
            decide(world);
            at_once(())
        },
    },
    Action { name: "deliver webhooks", weight: 14, act: |world, _| Box::pin(deliver(world)) },
    Action {
        name: "make faults",
        weight: 4,
        act: |world, _| {
            make_faults(world);
            at_once(())
        },
    },
    Action {
        name: "lose calls",
        weight: 3,
        act: |world, _| {
            lose_calls(world);
            at_once(())
        },
    },
    // The program's end, and time.
    Action {
        name: "end the program",
        weight: 4,
        act: |world, _| {
            end_the_program(world);
            at_once(())
        },
    },
    Action {
        name: "let time pass",
        weight: 12,
        act: |world, _| {
            pass(world);
            at_once(())
        },
    },
];

/// What needs no waiting.
fn at_once<'a>((): ()) -> Done<'a> {
    Box::pin(std::future::ready(Ok(())))
}

/// Any of them, by weight.
pub(super) fn any(dice: &mut Dice) -> &'static Action {
    let mut at = dice.below(ACTIONS.iter().map(|it| it.weight).sum());
    for action in ACTIONS {
        match at.checked_sub(action.weight) {
            Some(left) => at = left,
            None => return action,
        }
    }
    &ACTIONS[0]
}

async fn chore(world: &mut World, life: &Life) -> anyhow::Result<()> {
    const TRIES: usize = 6;
    for _ in 0..TRIES {
        let Some(chore) = life.chore(&mut world.dice) else { return Ok(()) };
        let name = chore.name();
        let moved = chore.go().await?;
        if moved > 0 {
            world.trace.note(format!("{name}: {moved}"));
            return Ok(());
        }
    }
    Ok(())
}

async fn all_chores(world: &mut World, life: &Life) -> anyhow::Result<()> {
    world.trace.note("all chores are done");
    Ok(life.platform(&mut world.dice)?.settle().await?)
}

async fn hear_again(world: &mut World, life: &Life) -> anyhow::Result<()> {
    world.trace.note("everybody is told everything again");
    Ok(life.platform(&mut world.dice)?.tell_everything_again().await?)
}

async fn give(world: &mut World, life: &Life) -> anyhow::Result<()> {
    let Some(slug) = world.dice.pick(&world.slugs).cloned() else { return Ok(()) };
    if world.pledges.len() >= world.plan.pledges {
        return Ok(());
    }
    let (site, mut donor) = (life.site(&mut world.dice)?, super::visitor::Visitor::default());
    let form = donor.get(&site, &format!("/c/{slug}/give")).await?;
    if form.status != 200 {
        world.trace.note(format!("{slug} takes no gifts: {}", form.status));
        return Ok(());
    }
    let pledge = form.value("pledge")?;
    let besides = besides(&mut world.dice, &form);
    let mut fields: Vec<(&str, String)> = fill_in(&mut world.dice, &form, world.pledges.len())?;
    if fields.iter().any(|(name, _)| *name == "reward") {
        fields.extend(besides.iter().map(|(name, many)| (name.as_str(), many.clone())));
    }
    // Whether it was taken is not known when the program ends over it.
    world.pledges.push(pledge.clone());
    for _ in 0..=usize::from(world.dice.percent(20)) {
        let answer = donor.post(&site, &format!("/c/{slug}/pledges"), &fields).await?;
        world.trace.note(format!("a donor makes pledge {pledge} to {slug}: {}", answer.status));
    }
    Ok(())
}

fn fill_in(dice: &mut Dice, form: &Answer, number: usize) -> anyhow::Result<Vec<(&'static str, String)>> {
    let amounts: Vec<_> = form.values("amount").into_iter().filter(|it| it != "other").collect();
    let mut fields = vec![
        ("_token", form.value("_token")?),
        ("pledge", form.value("pledge")?),
        ("amount", dice.pick(&amounts).cloned().unwrap_or_default()),
        ("tip", if dice.percent(40) { "5" } else { "0" }.to_owned()),
        ("name", format!("Donor {number}")),
        ("email", format!("donor{number}@example.test")),
    ];
    let rewards: Vec<_> = form.values("reward").into_iter().filter(|it| !it.is_empty()).collect();
    if let Some(reward) = dice.pick(&rewards).filter(|_| dice.clone().percent(40)) {
        fields.push(("reward", reward.clone()));
    }
    if form.values("freq").iter().any(|it| it == "monthly") && dice.percent(60) {
        fields.extend([("freq", "monthly".to_owned()), ("again", "1".to_owned())]);
    }
    Ok(fields)
}

/// A few of some of the add-ons that `form` offers.
fn besides(dice: &mut Dice, form: &Answer) -> Vec<(String, String)> {
    let few = |name| dice.percent(50).then(|| (name, (1 + dice.below(3)).to_string()));
    form.names("add_on_").into_iter().filter_map(few).collect()
}

/// Good cards, refused ones, those whose bank asks, those whose refunds are slow or come back, and those that are
/// refused once their holder is gone.
const CARDS: [&str; 13] = [
    "4242424242424242",
    "4242424242424242",
    "4242424242424242",
    "4242424242424242",
    "4000000000000002",
    "4000000000009995",
    "4000000000009987",
    "4000000000003220",
    "4000002760003184",
    "4000000000007726",
    "4000000000005126",
    "4000000000000341",
    "4000009990000005",
];

fn pay(world: &mut World) {
    let sessions = world.sandbox.objects("checkout.session");
    let open: Vec<_> = sessions.iter().filter(|it| it["status"] == "open").collect();
    let Some(page) = world.dice.pick(&open) else { return };
    let Some(session) = page["id"].as_str() else { return };
    let ways = page["allowed_payment_method_types"].to_string();
    if ways.contains("sepa_debit") && world.dice.percent(60) {
        return pay_by_bank(world, session);
    }
    let card = world.dice.pick(&CARDS).copied().unwrap_or_default();
    let paid = world.sandbox.pay(session, card);
    world.trace.note(format!("a donor pays {session} with {card}: {paid:?}"));
    if let Ok(PayOutcome::Authenticate(url)) = paid {
        let intent = url.rsplit('/').next().and_then(|it| it.split('?').next()).unwrap_or_default();
        world.asked.push(intent.to_owned());
    }
}

/// What comes of it is known in days, of some when nobody waits for it any more.
fn pay_by_bank(world: &mut World, session: &str) {
    let Some(account) = world.dice.pick(&TEST_ACCOUNTS) else { return };
    let paid = world.sandbox.debit(session, account.iban);
    world.trace.note(format!("a donor gives {session} the bank account {}: {paid:?}", account.iban));
}

fn answer_the_bank(world: &mut World) {
    let Some(intent) = world.asked.pop() else { return };
    let confirmed = world.dice.percent(70);
    let answer = world.sandbox.authenticate(&intent, confirmed);
    world.trace.note(format!("a donor answers the bank about {intent}, {confirmed}: {answer:?}"));
}

async fn turn_back(world: &mut World, life: &Life) -> anyhow::Result<()> {
    let Some(pledge) = world.dice.pick(&world.pledges).cloned() else { return Ok(()) };
    let (site, mut donor) = (life.site(&mut world.dice)?, super::visitor::Visitor::default());
    let (page, path) = (format!("/p/{pledge}/cancel"), format!("/p/{pledge}/cancellation"));
    let page = donor.get(&site, &page).await?;
    if !page.text.contains(&path) {
        return Ok(());
    }
    let answer = donor.post(&site, &path, &[("_token", page.value("_token")?)]).await?;
    world.trace.note(format!("the donor of {pledge} turns back: {}", answer.status));
    Ok(())
}

async fn give_back(world: &mut World, life: &Life) -> anyhow::Result<()> {
    let Some(address) = world.dice.pick(&world.pledges).cloned() else { return Ok(()) };
    let site = life.site(&mut world.dice)?;
    // Staff find it by its id, which is the donor's address without the key.
    let pledge = address.split('~').next().unwrap_or_default();
    let path = format!("/backoffice/pledges/{pledge}");
    let page = enter(world, &site, Who::Finance, &path).await?;
    let (Ok(refund), Ok(left)) = (page.value("refund"), page.value("amount")) else { return Ok(()) };
    let units: usize = left.split('.').next().unwrap_or_default().replace(',', "").parse().unwrap_or(0);
    let part = if units > 1 && world.dice.percent(50) {
        (1 + world.dice.below(units - 1)).to_string()
    } else {
        left
    };
    let form = [
        ("_token", page.value("_token")?),
        ("refund", refund),
        ("amount", part.clone()),
        ("reason", "simulated".to_owned()),
    ];
    for _ in 0..=usize::from(world.dice.percent(20)) {
        let answer = world.staff(Who::Finance).post(&site, &format!("{path}/refund"), &form).await?;
        world.trace.note(format!("staff give back {part} of {pledge}: {}", answer.status));
    }
    Ok(())
}

async fn deliver(world: &mut World) -> anyhow::Result<()> {
    let told = world.sandbox.deliver_due().await;
    if told.delivered + told.failed + told.dropped > 0 {
        world.trace.note(format!("webhooks: {told:?}"));
    }
    Ok(())
}

/// A donor tells the bank that a charge was none of theirs.
fn dispute(world: &mut World) {
    let charges = world.sandbox.objects("charge");
    let taken: Vec<_> =
        charges.iter().filter(|it| it["status"] == "succeeded" && it["disputed"] == false).collect();
    let Some(charge) = world.dice.pick(&taken).and_then(|it| it["id"].as_str()) else { return };
    let opened = world.sandbox.dispute(charge);
    world.trace.note(format!("a bank takes back {charge}: {opened:?}"));
}

fn decide(world: &mut World) {
    let disputes = world.sandbox.objects("dispute");
    let open: Vec<_> = disputes.iter().filter(|it| it["status"] != "won" && it["status"] != "lost").collect();
    let Some(dispute) = world.dice.pick(&open).and_then(|it| it["id"].as_str()) else { return };
    let won = world.dice.percent(50);
    let decided = world.sandbox.decide(dispute, won);
    world.trace.note(format!("a bank decides {dispute}, won: {won}, {decided:?}"));
}

/// What the provider does wrong until the next faults are made. Each of them, and none as often as all.
fn make_faults(world: &mut World) {
    let requests = [
        Fault::ErrorBefore(500),
        Fault::ErrorBefore(503),
        Fault::StoredErrorBefore(500),
        Fault::ErrorAfter(500),
        Fault::RateLimit(30),
        Fault::Conflict,
    ];
    let webhooks = [
        WebhookFault::Drop,
        WebhookFault::Duplicate(2),
        WebhookFault::DelaySeconds(5_400),
        WebhookFault::WrongSignature,
        WebhookFault::StaleTimestamp,
        WebhookFault::Reverse,
        WebhookFault::Shuffle,
    ];
    let mut plan = FaultPlan { seed: world.dice.throw(), ..FaultPlan::default() };
    if world.dice.percent(60) {
        let fault = world.dice.pick(&requests).cloned().unwrap_or(Fault::Conflict);
        let often = if world.dice.percent(20) { 1.0 } else { 0.3 };
        plan.requests.push(RequestRule {
            method: None,
            probability: often,
            ..RequestRule::new("", "/v1/", fault)
        });
    }
    if world.dice.percent(60) {
        let fault = world.dice.pick(&webhooks).cloned().unwrap_or(WebhookFault::Drop);
        plan.webhooks.push(WebhookRule { probability: 0.5, ..WebhookRule::new("", fault) });
    }
    world.trace.note(format!("from now on: {:?} {:?}", plan.requests, plan.webhooks));
    world.sandbox.set_faults(plan);
}

fn lose_calls(world: &mut World) {
    let of_hundred = world.dice.pick(&[0, 0, 15, 40, 100]).copied().unwrap_or(0);
    world.trace.note(format!("from now on {of_hundred} of 100 calls are lost"));
    world.chaos.lose(of_hundred);
}

fn end_the_program(world: &mut World) {
    const CALLS: usize = 3;
    const COMMITS: usize = 20;
    match world.dice.below(4) {
        0 => world.chaos.die_at_call(world.dice.below(CALLS)),
        1 => world.chaos.die_at_commit(world.dice.below(COMMITS), Moment::BeforeCommit),
        2 => world.chaos.die_at_commit(world.dice.below(COMMITS), Moment::AfterCommit),
        _ => world.chaos.die("at rest"),
    }
}

fn pass(world: &mut World) {
    let seconds =
        [1, 5, 35, 60, 60, 300, 300, 960, 960, 3_600, 10_800, 43_200, 86_400, 86_400, 259_200, 1_209_600];
    let time = Duration::from_secs(world.dice.pick(&seconds).copied().unwrap_or(1));
    world.clock.advance(time);
    world.trace.note(format!("{} s passed", time.as_secs()));
}
