//! Who reads what of the audit log (security.md 2.3).

use crate::{
    creators::desk::Desk,
    donors::journey::{Journey, VISA, slug},
};
use contracts::{UserId, campaigns::FundingModel};
use kernel::{Actor, Audit, Transaction, db::with};
use sea_orm::DbErr;
use tests::{TestApp, shapes};

const ROOM: &str = "/backoffice/audit";

#[tokio::test]
async fn moderators_and_support_read_of_the_audit_log_what_is_about_their_queues() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let gift = Journey::promise(&app, &slug(|it| it.model == FundingModel::KeepItAll)?, "1000").await?;
        gift.pay(VISA).await?;
        assert_eq!(gift.refund("1000").await?.status, 303);
        Desk::launched(&app).await?;
        let payout = with(|tx: &Transaction| {
            Box::pin(async move {
                let entry = Audit::new(Actor::User(UserId::fresh()), "payout.propose", "payout/1");
                tx.audit(entry).await?;
                Ok::<_, DbErr>(())
            })
        });
        app.ctx("payments")?.run(payout).await?;
        app.settle().await?;

        let all = ["campaign.approve", "pledge.refund", "session.begin", "payout.propose"];
        for (who, reads) in
            [("moderator", &all[..1]), ("support", &all[1..3]), ("finance", &all[..]), ("admin", &all[..])]
        {
            let staff = app.signed_in(who).await?;
            let page = staff.get(ROOM).await?;
            assert_eq!(page.status, 200, "{who}: {}", page.text);
            for action in all {
                let read = page.text.contains(&format!("data-label=\"What\">{action}</td>"));
                assert_eq!(read, reads.contains(&action), "{who}, {action}: {}", page.text);
                let asked = staff.get(&format!("{ROOM}?action={action}&actor=&subject=&before=")).await?;
                let found = asked.text.contains(&format!("data-label=\"What\">{action}</td>"));
                assert_eq!(found, reads.contains(&action), "{who} asks for {action}");
            }
            assert_eq!(page.text.contains("payout.propose"), reads.len() == all.len(), "{who}: the filter");
        }
        assert_eq!(app.signed_in("donor").await?.get(ROOM).await?.status, 404);
        assert_eq!(app.signed_in("creator").await?.get(ROOM).await?.status, 404);
    }
    Ok(())
}
