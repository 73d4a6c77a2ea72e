//! What vouches for the audit log outside the database (SEC-22).

use std::{fs, path::Path};
use tempfile::TempDir;
use tests::{TestApp, shapes};
use tributary::config::ServerSettings;

const KEEPER: &str = "audit@example.test";

fn server(file: &Path, mailed: bool) -> ServerSettings {
    ServerSettings {
        audit_roots: Some(file.to_owned()),
        audit_mail_to: mailed.then(|| format!("Whoever keeps them <{KEEPER}>")),
        ..ServerSettings::default()
    }
}

/// The mails to whoever keeps roots.
fn mailed(app: &TestApp) -> Vec<String> {
    let mails = app.mailbox.messages().into_iter();
    mails.filter(|it| it.to().contains(KEEPER)).map(|it| it.text()).collect()
}

#[tokio::test]
async fn each_signed_root_is_mailed_once_as_it_stands_in_its_file() -> anyhow::Result<()> {
    for shape in shapes() {
        let dir = TempDir::new()?;
        let file = dir.path().join("roots.jsonl");
        let app = TestApp::start_as(&shape, server(&file, true)).await?;
        let signer = app.beside(app.clock.clone()).await?;
        let mut before = 0;
        for who in ["finance", "support"] {
            app.signed_in(who).await?;
            app.settle().await?;
            for _ in 0..2 {
                signer.audit.add(&signer.platform).await;
                app.settle().await?;
            }
            let lines = fs::read_to_string(&file)?;
            let lines: Vec<_> = lines.lines().collect();
            assert!(lines.len() > before, "{who} signed in and no root was signed");
            before = lines.len();
            let mails = mailed(&app);
            assert_eq!(mails.len(), lines.len(), "one for each root: {mails:#?}");
            for line in lines {
                assert!(mails.iter().any(|it| it.contains(line)), "{line} is in none of {mails:#?}");
            }
        }
        assert!(signer.audit.verify(&signer.platform, None).await?.is_empty());
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn nobody_is_mailed_a_root_where_nobody_is_named() -> anyhow::Result<()> {
    let dir = TempDir::new()?;
    let file = dir.path().join("roots.jsonl");
    let app = TestApp::start_as(&shapes()[0], server(&file, false)).await?;
    let signer = app.beside(app.clock.clone()).await?;
    app.signed_in("finance").await?;
    app.settle().await?;
    signer.audit.add(&signer.platform).await;
    app.settle().await?;
    assert!(!fs::read_to_string(&file)?.is_empty());
    assert!(mailed(&app).is_empty());
    Ok(())
}
