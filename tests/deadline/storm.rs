//! A provider that takes no calls while every card of a campaign is to be charged (T-28 of the scenarios).

use super::{campaign, said, soon, status};
use crate::{
    donors::journey::{Journey, VISA},
    money::adds_up,
};
use contracts::campaigns::FundingModel;
use sandbox::{Fault, FaultPlan, RequestRule};
use std::time::Duration;
use tests::{TestApp, shapes};

const HOUR: Duration = Duration::from_hours(1);
const MINUTE: Duration = Duration::from_mins(1);
/// Can be saved; its charges are refused.
const REFUSED_LATER: &str = "4000000000000341";

#[tokio::test]
async fn t28_a_storm_of_too_many_requests_burns_no_try_and_tells_only_whose_card_was_refused()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
        for nth in 0..20 {
            let email = format!("donor{nth}@example.test");
            let gift = Journey::promise_with(&app, &slug, "100", &[("email", &email)]).await?;
            let card = if nth % 10 == 0 { REFUSED_LATER } else { VISA };
            app.sandbox.pay(&gift.session().await?, card)?;
            app.settle_once().await?;
        }
        let storm = RequestRule::new("POST", "/v1/payment_intents", Fault::RateLimit(30));
        app.pass(HOUR * 47, HOUR * 24).await?;
        app.faults(FaultPlan { requests: vec![storm], ..FaultPlan::default() });
        app.pass(HOUR * 3, 5 * MINUTE).await?;
        assert_eq!(status(&app, &slug).await?, "funded");
        assert!(app.sandbox.faults_struck() > 0, "it was asked");
        assert!(app.sandbox.ledger().payments.is_empty());
        assert_eq!(said(&app, "pledges", "pledges.pledge_unpaid").await?, 0, "nobody's card was refused");

        app.sandbox.clear_faults();
        app.pass(HOUR * 2, 5 * MINUTE).await?;
        app.settle().await?;
        assert_eq!(app.sandbox.ledger().payments.len(), 18);
        assert_eq!(said(&app, "pledges", "pledges.charge_due").await?, 20, "one try each");
        assert_eq!(said(&app, "pledges", "pledges.pledge_unpaid").await?, 2);
        let mails = app.mailbox.messages();
        let told = mails.iter().filter(|it| it.subject().contains("could not be charged")).count();
        assert_eq!(told, 2);
        adds_up(&app).await?;
    }
    Ok(())
}

/// T-34: what is missing may be less than anybody can give.
#[tokio::test]
async fn t34_the_last_cents_are_given_by_whoever_gives_more() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
        Journey::promise(&app, &slug, "999.95").await?.pay(VISA).await?;
        let few = Journey::promise_with(&app, &slug, "0.05", &[("email", "few@example.test")]).await;
        assert!(few.is_err(), "less than the least");
        let least = Journey::promise_with(&app, &slug, "50", &[("email", "least@example.test")]).await?;
        least.pay(VISA).await?;
        app.pass(HOUR * 49, HOUR * 24).await?;
        app.pass(10 * MINUTE, MINUTE).await?;
        app.settle().await?;
        assert_eq!(status(&app, &slug).await?, "funded");
        let mut taken: Vec<_> = app.sandbox.ledger().payments.iter().map(|it| it.amount).collect();
        taken.sort_unstable();
        assert_eq!(taken, [5_000, 99_995]);
        adds_up(&app).await?;
    }
    Ok(())
}
