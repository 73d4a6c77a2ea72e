//! A limit of a module that has one is what two people agreed to, from then on.

use crate::world::{World, worlds};
use anyhow::Context as _;
use contracts::{Currency, Money, UserId};
use kernel::{
    limit::{AnswerLimit, Limit, LimitEntries, LimitError, ProposeLimit},
    proposal::{FourEyesError, OPEN_FOR, Proposal},
};

const LIMIT: Limit = Limit {
    action: "toll_limit",
    table: "probe_toll_limit",
    entries: LimitEntries {
        propose: "toll_limit.propose",
        change: "toll_limit.change",
        decline: "toll_limit.decline",
    },
    unchanged: a_thousand,
};

fn a_thousand(currency: Currency) -> Money {
    Money::new(1_000, currency)
}

/// Every world, with the table of the limit.
async fn worlds_with_a_limit() -> anyhow::Result<Vec<World>> {
    let worlds = worlds().await?;
    for world in &worlds {
        let sql = "CREATE TABLE probe_toll_limit (currency text NOT NULL, number integer NOT NULL, \
                   minor bigint NOT NULL, reason text NOT NULL, proposed_by uuid NOT NULL, agreed_by uuid NOT NULL, \
                   at bigint NOT NULL, PRIMARY KEY (currency, number))";
        world.ctx.db.execute(sql, vec![]).await?;
    }
    Ok(worlds)
}

async fn propose(world: &World, minor: i64, by: UserId) -> Result<(), LimitError> {
    let (limit, reason) = (Money::new(minor, Currency::Eur), "a test".to_owned());
    world.ctx.run(ProposeLimit { of: LIMIT, limit, reason, by }).await
}

/// What waits for a second person.
async fn waiting(world: &World) -> anyhow::Result<Proposal> {
    let now = world.ctx.clock.now();
    let open = Proposal::open(world.ctx.db.read(), "probe", LIMIT.action, now).await?;
    assert!(open.len() < 2, "of one currency one waits at a time: {open:?}");
    open.into_iter().next().context("nothing waits")
}

async fn agree(world: &World, it: &Proposal, by: UserId) -> Result<(), LimitError> {
    let agreed_to = Some(it.hash.clone());
    world.ctx.run(AnswerLimit { of: LIMIT, proposal: it.id, by, agreed_to }).await
}

async fn decline(world: &World, it: &Proposal, by: UserId) -> Result<(), LimitError> {
    world.ctx.run(AnswerLimit { of: LIMIT, proposal: it.id, by, agreed_to: None }).await
}

async fn in_force(world: &World, currency: Currency) -> anyhow::Result<i64> {
    Ok(LIMIT.in_force(world.ctx.db.read(), currency).await?.minor)
}

/// How often the audit log has `action`, of euros.
async fn noted(world: &World, action: &str) -> anyhow::Result<i64> {
    let sql = "SELECT COUNT(*) FROM probe_audit WHERE subject = 'toll_limit/EUR' AND action = ";
    world.count(&format!("{sql}'{action}'")).await
}

#[tokio::test]
async fn a_limit_counts_when_another_agrees_and_in_its_currency_alone() -> anyhow::Result<()> {
    for world in worlds_with_a_limit().await? {
        let (one, other) = (UserId::fresh(), UserId::fresh());
        for (round, minor) in [(1, 10), (2, 0), (3, 5_000)] {
            propose(&world, minor, one).await?;
            propose(&world, minor, one).await?;
            assert_eq!(noted(&world, "toll_limit.propose").await?, round, "sent twice it is one");
            let elsewhere = propose(&world, minor + 1, other).await;
            assert!(matches!(elsewhere, Err(LimitError::FourEyes(FourEyesError::Waits))), "{elsewhere:?}");
            let proposal = waiting(&world).await?;
            let alone = agree(&world, &proposal, one).await;
            assert!(matches!(alone, Err(LimitError::FourEyes(FourEyesError::SamePerson))), "{alone:?}");
            assert_ne!(in_force(&world, Currency::Eur).await?, minor, "one person changes nothing");

            agree(&world, &proposal, other).await?;
            assert_eq!(in_force(&world, Currency::Eur).await?, minor, "the latest counts");
            assert_eq!(in_force(&world, Currency::Inr).await?, 1_000);
            assert_eq!(noted(&world, "toll_limit.change").await?, round);
            let same = propose(&world, minor, one).await;
            assert!(matches!(same, Err(LimitError::Same)), "{same:?}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_limit_that_is_taken_back_or_comes_too_late_stays_as_it_was() -> anyhow::Result<()> {
    for world in worlds_with_a_limit().await? {
        let (one, other) = (UserId::fresh(), UserId::fresh());
        propose(&world, 10, one).await?;
        let taken_back = waiting(&world).await?;
        decline(&world, &taken_back, one).await?;
        assert_eq!(noted(&world, "toll_limit.decline").await?, 1);
        let decided = agree(&world, &taken_back, other).await;
        assert!(matches!(decided, Err(LimitError::FourEyes(FourEyesError::Decided))), "{decided:?}");

        propose(&world, 10, one).await?;
        let late = waiting(&world).await?;
        world.clock.advance(OPEN_FOR);
        let expired = agree(&world, &late, other).await;
        assert!(matches!(expired, Err(LimitError::FourEyes(FourEyesError::Expired))), "{expired:?}");
        assert_eq!(in_force(&world, Currency::Eur).await?, 1_000);

        propose(&world, 10, one).await?;
        agree(&world, &waiting(&world).await?, other).await?;
        assert_eq!(in_force(&world, Currency::Eur).await?, 10, "it can be proposed again");
    }
    Ok(())
}
