//! What came in is what pledges said, however it is folded.

use crate::stage::{Stage, gift, reduced};
use contracts::{Currency, Money, PersonId};

fn inr(minor: i64) -> Money {
    Money::new(minor, Currency::Inr)
}

#[tokio::test]
async fn gifts_raise_the_total_and_persons_are_counted_once() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let campaign = stage.publish("shade-for-the-upper-kaveri").await?;
    let (asha, ben) = (PersonId::fresh(), PersonId::fresh());
    stage.pledges_says(gift(campaign, inr(84_000), asha, Some("Asha R."))).await?;
    stage.pledges_says(gift(campaign, inr(42_000), asha, Some("Asha R."))).await?;
    stage.pledges_says(gift(campaign, inr(8_400), ben, None)).await?;

    let total = stage.get("/c/shade-for-the-upper-kaveri/total.json").await?.text;
    let total: serde_json::Value = serde_json::from_str(&total)?;
    assert_eq!(total["raised"]["minor"], 134_400);
    assert_eq!(total["raised"]["text"], "₹1,344");
    assert_eq!(total["givers"], 2);
    Ok(())
}

#[tokio::test]
async fn a_pledge_taken_back_lowers_the_total_and_its_giver_goes() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let campaign = stage.publish("shade-for-the-upper-kaveri").await?;
    let (first, second) = (
        gift(campaign, inr(84_000), PersonId::fresh(), Some("Asha R.")),
        gift(campaign, inr(42_000), PersonId::fresh(), Some("Ben K.")),
    );
    stage.pledges_says(first.clone()).await?;
    stage.pledges_says(second.clone()).await?;
    stage.pledges_says(reduced(&first, 84_000)).await?;
    stage.pledges_says(reduced(&second, 2_000)).await?;

    let page = stage.get("/c/shade-for-the-upper-kaveri").await?.text;
    assert!(!page.contains("Asha R."), "{page}");
    assert!(page.contains("Ben K.") && page.contains("₹400"), "{page}");
    assert_eq!(stage.count("campaigns_giver").await?, 1);
    let total: serde_json::Value =
        serde_json::from_str(&stage.get("/c/shade-for-the-upper-kaveri/total.json").await?.text)?;
    assert_eq!((&total["raised"]["minor"], &total["givers"]), (&40_000.into(), &1.into()));
    Ok(())
}

#[tokio::test]
async fn a_read_model_folded_anew_is_the_same() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let campaign = stage.publish("shade-for-the-upper-kaveri").await?;
    let person = PersonId::fresh();
    let pledges = [
        gift(campaign, inr(84_000), person, Some("Asha R.")),
        gift(campaign, inr(4_200), person, None),
        gift(campaign, inr(9_900), PersonId::fresh(), Some("Ben K.")),
    ];
    for pledge in &pledges {
        stage.pledges_says(pledge.clone()).await?;
    }
    stage.pledges_says(reduced(&pledges[0], 84_000)).await?;

    let rebuilt = stage.platform.rebuild("campaigns", "totals").await?;
    assert_eq!((rebuilt.different, rebuilt.messages), (vec![], 4));
    stage.platform.tell_everything_again().await?;
    let report = stage.platform.check().await?;
    assert!(report.holds, "{report:?}");
    Ok(())
}

#[tokio::test]
async fn a_total_that_is_not_what_was_given_is_found() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let campaign = stage.publish("shade-for-the-upper-kaveri").await?;
    stage.pledges_says(gift(campaign, inr(84_000), PersonId::fresh(), None)).await?;
    stage.ctx().db.execute("UPDATE campaigns_total SET raised_minor = -1", vec![]).await?;

    let report = stage.platform.check().await?;
    let findings: Vec<_> = report.checks.iter().flat_map(|it| &it.findings).collect();
    let expected = format!("campaign/{campaign}: total -1 of 1 givers, but 1 gave 84000");
    assert!(findings.contains(&&expected), "{findings:?}");
    Ok(())
}

#[tokio::test]
async fn a_pledge_that_never_counted_cannot_fall() -> anyhow::Result<()> {
    let stage = Stage::set().await?;
    let campaign = stage.publish("shade-for-the-upper-kaveri").await?;
    stage.pledges_says(reduced(&gift(campaign, inr(500), PersonId::fresh(), None), 500)).await?;

    assert_eq!(stage.count("campaigns_total").await?, 0);
    Ok(())
}
