//! Somebody changes what was recorded of a pledge, behind the product's back.

use crate::donors::journey::{Journey, VISA, slug};
use contracts::campaigns::FundingModel;
use kernel::check::CheckResult;
use tests::{Answer, TestApp, shapes};

async fn give_back(app: &TestApp, pledge: &str) -> anyhow::Result<Answer> {
    let staff = app.signed_in("finance").await?;
    let path = format!("/backoffice/pledges/{pledge}");
    let page = staff.get(&path).await?;
    assert_eq!(page.status, 200, "{}", page.text);
    let (token, refund) = (page.field("_token")?, page.field("refund")?);
    let form = [("_token", &*token), ("refund", &*refund), ("amount", "1000"), ("reason", "asked for")];
    let answer = staff.post(&format!("{path}/refund"), &form).await?;
    app.settle_once().await?;
    Ok(answer)
}

#[tokio::test]
async fn a_pledge_whose_events_were_changed_stands_still_alone_and_staff_see_it() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
        let changed = Journey::promise(&app, &slug, "1000").await?;
        changed.pay(VISA).await?;
        let other = Journey::promise_with(&app, &slug, "1000", &[("email", "bela@example.test")]).await?;
        other.pay(VISA).await?;
        let stream = format!("pledge/{}", changed.pledge);
        let move_its_beginning = async |by: i64| {
            let sql =
                "UPDATE pledges_event SET recorded_at = recorded_at + $1 WHERE stream = $2 AND version = 1";
            let values = vec![by.into(), stream.clone().into()];
            anyhow::Ok(app.ctx("pledges")?.db.execute(sql, values).await?)
        };
        assert_eq!(move_its_beginning(1).await?, 1);

        assert_eq!(give_back(&app, &changed.pledge).await?.status, 500, "nothing is built on it");
        assert_eq!(give_back(&app, &other.pledge).await?.status, 303, "the other one goes on");
        let ledger = app.sandbox.ledger();
        let refunded: i64 = ledger.sums.values().map(|it| it.refunded).sum();
        let charged: i64 = ledger.sums.values().map(|it| it.charged).sum();
        assert_eq!(refunded * 2, charged, "of one of the two");
        let report = app.platform.check().await?;
        let broken = report.checks.iter().filter(|it| it.result == CheckResult::Broken);
        let rules: Vec<_> = broken.map(|it| it.rule).collect();
        assert_eq!(rules, ["every stream's hash chain is whole"]);

        move_its_beginning(-1).await?;
        assert_eq!(give_back(&app, &changed.pledge).await?.status, 303);
        app.settle().await?;
        app.holds().await?;
    }
    Ok(())
}
