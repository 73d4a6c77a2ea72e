//! What donors and creators are told when a campaign is suspended.

use super::{
    community::{mails_to, some_give},
    desk::Desk,
};
use std::time::Duration;
use tests::{TestApp, shapes};

#[tokio::test]
async fn a_suspension_is_told_once_to_each_donor_whose_gift_counts() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        some_give(&app).await?;
        app.settle().await?;
        assert_eq!(desk.intervene("suspend", "The organiser cannot be reached.").await?.status, 303);
        app.settle().await?;
        let told = |address: &str, subject| {
            mails_to(&app, address, subject) + mails_to(&app, &address.to_uppercase(), subject)
        };
        for (address, mails) in [("twice@", 1), ("once@", 1), ("gone@", 0), ("creator@", 1)] {
            assert_eq!(told(address, "is suspended"), mails, "{address}");
        }
        let mut mails = app.mailbox.messages().into_iter().filter(|it| it.to().contains("once@"));
        let mail = mails.find(|it| it.subject().contains("is suspended")).map(|it| it.text());
        let mail = mail.unwrap_or_default();
        for said in ["No money has moved", "or it is cancelled", "The organiser cannot be reached.", "/p/"] {
            assert!(mail.contains(said), "{said} in {mail}");
        }

        assert_eq!(desk.intervene("cancel", "They cannot be found.").await?.status, 303);
        app.settle().await?;
        app.pass(Duration::from_secs(600), Duration::from_secs(60)).await?;
        assert_eq!(told("once@", "is suspended"), 1);
        assert_eq!(told("once@", "is on its way back"), 1, "what was foretold is told when it comes");
        app.holds().await?;
    }
    Ok(())
}
