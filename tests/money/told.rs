//! What creators are told of the money that banks take back.

use super::{adds_up, keeps_all};
use crate::donors::journey::{Journey, VISA};
use std::time::Duration;
use tests::{TestApp, shapes};

#[tokio::test]
async fn a_creator_is_told_once_that_a_bank_took_a_gift_back_and_once_what_it_decided_and_means()
-> anyhow::Result<()> {
    for shape in shapes() {
        for (won, decided) in [(true, "the gift stands"), (false, "asked back of your account")] {
            let app = TestApp::start(&shape).await?;
            let journey = Journey::promise(&app, &keeps_all()?, "840").await?;
            journey.pay(VISA).await?;
            let dispute = app.sandbox.dispute(&journey.charge()?)?;
            app.settle().await?;
            let told = told_of(&app, &dispute)?;
            assert_eq!(told.len(), 1, "{told:?}");
            assert!(told[0].contains("The bank took ₹840.00"), "{told:?}");
            assert!(told[0].contains("kept out of your payouts"), "{told:?}");
            app.sandbox.decide(&dispute, won)?;
            app.settle().await?;
            app.pass(Duration::from_secs(3600), Duration::from_secs(900)).await?;
            let told = told_of(&app, &dispute)?;
            let after: Vec<_> = told.iter().filter(|it| !it.contains("The bank took")).collect();
            assert_eq!((told.len(), after.len()), (2, 1), "{told:?}");
            assert!(after[0].contains(decided), "{told:?}");
            adds_up(&app).await?;
        }
    }
    Ok(())
}

/// What the creator was written about a dispute.
fn told_of(app: &TestApp, dispute: &str) -> anyhow::Result<Vec<String>> {
    let creator = app.mail_of("creator")?;
    let mails = app.mailbox.messages().into_iter().filter(|it| it.to().contains(&creator));
    Ok(mails.map(|it| it.text()).filter(|it| it.contains(dispute)).collect())
}
