//! What a creator is written when the payment provider begins to want something of them, or pays them out no more (rule
//! R11).

use super::{
    adds_up,
    clawbacks::account,
    payouts::{Ended, GOOD_BANK},
};
use crate::accounts::Mails as _;
use std::time::Duration;
use tests::shapes;

const WANTED: &str = "Our payment provider wants to know more about you";
const STOPPED: &str = "Our payment provider does not pay you out for now";
const PAPER: &str = "individual.verification.document";
/// 1 June 2030 and a month later, in seconds.
const DAY: i64 = 1_906_502_400;
const LATER: i64 = 1_909_094_400;

/// How many mails told the creator that something is wanted, and how many that nothing is paid.
fn told(it: &Ended) -> anyhow::Result<(usize, usize)> {
    let all = it.app.subjects_to(&it.app.mail_of("creator")?);
    let of = |subject: &str| all.iter().filter(|it| *it == subject).count();
    Ok((of(WANTED), of(STOPPED)))
}

#[tokio::test]
async fn a_creator_is_written_to_once_about_each_day_by_which_the_provider_wants_something()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::soon(&shape, GOOD_BANK).await?;
        let account = account(&it);
        assert_eq!(told(&it)?, (0, 0), "all was given");
        for (day, mails) in [(DAY, 1), (DAY, 1), (LATER, 2), (DAY, 2)] {
            it.app.sandbox.ask_by(&account, PAPER, day);
            it.app.settle().await?;
            assert_eq!(told(&it)?, (mails, 0), "{day}");
        }
        let page = it.app.signed_in("creator").await?.get("/dashboard/payout-account").await?.text;
        assert!(page.contains("a copy of your identity document") && page.contains("1 June 2030"), "{page}");
        adds_up(&it.app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_creator_is_written_to_each_time_the_provider_ceases_to_pay_them_out() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::soon(&shape, GOOD_BANK).await?;
        let account = account(&it);
        for mails in [1, 1] {
            it.app.sandbox.require(&account, PAPER, DAY);
            it.app.settle().await?;
            assert_eq!(told(&it)?, (0, mails), "the same was only said again");
        }
        it.app.sandbox.onboard(&account, GOOD_BANK, true)?;
        it.app.settle().await?;
        assert_eq!(told(&it)?, (0, 1), "that all is well is on its page");
        it.app.clock.advance(Duration::from_secs(60));
        it.app.sandbox.require(&account, PAPER, DAY);
        it.app.settle().await?;
        assert_eq!(told(&it)?, (0, 2));
        adds_up(&it.app).await?;
    }
    Ok(())
}
