//! What people do to what is theirs stands in the audit log, and names nobody.

use crate::accounts::{PASSWORD, Visitor};
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
        let admin = app.signed_in("admin").await?;
        let log = admin.get("/backoffice/audit").await?.text;
        for deed in ["session.begin", "account.change_password"] {
            assert!(log.contains(deed), "{deed}: {log}");
        }
        assert!(!log.contains(EMAIL) && !log.contains("Asha"), "it names nobody: {log}");
    }
    Ok(())
}
