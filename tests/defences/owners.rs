//! What people do to what is theirs stands in the audit log, and names nobody.

use crate::{
    accounts::{PASSWORD, Visitor},
    donors::journey::{Journey, slug},
};
use contracts::campaigns::FundingModel;
use tests::{TestApp, shapes};

const EMAIL: &str = "asha@example.test";

#[tokio::test]
async fn what_an_account_s_owner_does_to_it_stands_in_the_audit_log() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let asha = Visitor::of(&app);
        asha.register("Asha", EMAIL).await?;
        let new = [("current", PASSWORD), ("new", "nine otters by the mill")];
        assert_eq!(asha.send("/me/password", "/me/password", &new).await?.status, 303);
        Visitor::of(&app).sign_in(EMAIL, "nine otters by the mill").await?;
        assert_eq!(asha.send("/me/security", "/me/sessions/end", &[]).await?.status, 303);
        let admin = app.signed_in("admin").await?;
        let log = admin.get("/backoffice/audit").await?.text;
        for deed in ["session.begin", "account.change_password", "session.end"] {
            assert!(log.contains(deed), "{deed}: {log}");
        }
        assert!(!log.contains(EMAIL) && !log.contains("Asha"), "it names nobody: {log}");
    }
    Ok(())
}

#[tokio::test]
async fn a_donors_whole_address_is_shown_to_few_and_that_they_looked_is_noted() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
    let journey = Journey::promise_with(&app, &slug, "1000", &[("name", "Asha"), ("email", EMAIL)]).await?;
    let path = format!("/backoffice/pledges/{}", journey.pledge);
    for (who, status) in [("support", 200), ("admin", 200), ("finance", 404)] {
        let staff = app.signed_in(who).await?;
        let page = staff.get(&path).await?;
        assert!(page.text.contains("a…@example.test") && !page.text.contains(EMAIL), "{who}: {}", page.text);
        let token = staff.get("/me").await?.field("_token")?;
        let form = [("_token", &*token)];
        let shown = staff.post(&format!("{path}/address"), &form).await?;
        assert_eq!((shown.status, shown.text.contains(EMAIL)), (status, status == 200), "{who}");
    }
    let log = app.signed_in("admin").await?.get("/backoffice/audit?action=pledge.reveal_address").await?.text;
    assert!(log.contains(journey.pledge.as_str()), "{log}");
    Ok(())
}
