//! In a `PostgreSQL` that modules share each module has a role of its own.

use crate::donors::journey::{Journey, VISA, slug};
use contracts::campaigns::FundingModel;
use kernel::db::Sql as _;
use tests::{TestApp, shapes};

#[tokio::test]
async fn the_role_of_a_module_touches_its_own_tables_and_no_others() -> anyhow::Result<()> {
    // The first shape is SQLite, which has no roles.
    for shape in shapes().into_iter().skip(1) {
        let app = TestApp::with_roles(&shape).await?;
        for module in migrations::MODULES {
            let db = &app.ctx(module)?.db;
            for other in migrations::MODULES {
                let read = db.read().all(&format!("SELECT * FROM {other}_outbox LIMIT 1"), vec![]).await;
                let written = db.execute(&format!("DELETE FROM {other}_dead_letter"), vec![]).await;
                for (what, refused) in [("read", read.err()), ("written", written.err())] {
                    let refused = refused.map(|it| it.to_string()).unwrap_or_default();
                    let denied = refused.contains("permission denied");
                    assert_eq!(denied, module != other, "{other} {what} by {module}: {refused}");
                }
            }
            for shape in
                [format!("DROP TABLE {module}_outbox"), format!("CREATE TABLE {module}_mine (id int)")]
            {
                assert!(db.execute(&shape, vec![]).await.is_err(), "{shape}");
            }
        }
        let journey =
            Journey::promise(&app, &slug(|it| it.model == FundingModel::KeepItAll)?, "1000").await?;
        journey.pay(VISA).await?;
        assert_eq!(journey.raised().await?, 100_000);
        assert_eq!(journey.refund("400").await?.status, 303);
        app.holds().await?;
    }
    Ok(())
}
