use crate::donors::journey::{Journey, VISA, slug};
use contracts::campaigns::FundingModel;
use tests::{TestApp, shapes};

#[tokio::test]
async fn the_database_lets_nobody_change_what_was_posted_or_add_to_it_what_does_not_balance()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
        Journey::promise(&app, &slug, "1000").await?.pay(VISA).await?;
        for sql in [
            "UPDATE payments_posting SET minor = minor + 1",
            "DELETE FROM payments_posting",
            "UPDATE payments_posting_group SET at = at + 1",
            "DELETE FROM payments_posting_group",
            "INSERT INTO payments_posting (group_id, line, account, currency, minor) \
             SELECT id, 99, 'psp:stripe', 'INR', 1 FROM payments_posting_group",
        ] {
            let refused = app.ctx("payments")?.db.execute(sql, vec![]).await;
            assert!(refused.is_err(), "{sql}: {refused:?}");
        }
        app.holds().await?;
    }
    Ok(())
}
