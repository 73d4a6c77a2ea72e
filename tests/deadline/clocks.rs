//! A process whose clock is wrong when a campaign ends (T-33 of the scenarios).

use super::{DAY, campaign, soon, status};
use crate::donors::journey::{Journey, VISA, fill_in, send};
use contracts::{Timestamp, campaigns::FundingModel};
use kernel::{Clock, DemoClock, SystemClock, db::Sql as _};
use sea_orm::DbBackend;
use std::{sync::Arc, time::Duration};
use tests::{TestApp, shapes};

/// How long before or after the deadline it is.
const SOON: Duration = Duration::from_mins(10);
/// In microseconds.
const HOUR: i64 = 3_600_000_000;

/// The clock of a process that is wrong by `off` microseconds. That of its database is right.
#[derive(Debug)]
struct Wrong {
    right: DemoClock,
    off: i64,
}

impl Wrong {
    /// It is `now` by the database.
    fn at(now: Timestamp, off: i64) -> Arc<Self> {
        Arc::new(Self { right: DemoClock::ahead_by(now.0 - SystemClock.now().0), off })
    }
}

impl Clock for Wrong {
    fn now(&self) -> Timestamp {
        Timestamp(self.right.now().0 + self.off)
    }

    fn by_database(&self, database: Timestamp) -> Timestamp {
        self.right.by_database(database)
    }

    fn steady(&self) -> Timestamp {
        self.right.steady()
    }
}

/// How many promises to `slug` were accepted before its deadline, and how many there are.
async fn promises(app: &TestApp, slug: &str) -> anyhow::Result<(i64, i64)> {
    let sql = "SELECT COUNT(*) AS every, COUNT(CASE WHEN p.accepted_at < c.deadline_at THEN 1 END) AS counted \
               FROM pledges_pledge p JOIN pledges_campaign c ON c.campaign = p.campaign WHERE c.slug = $1";
    let row = app.ctx("pledges")?.db.read().one(sql, vec![slug.into()]).await?;
    let row = row.ok_or_else(|| anyhow::anyhow!("no count"))?;
    Ok((row.try_get("", "counted")?, row.try_get("", "every")?))
}

/// A file is one program's, whose clock is all there is: there that one decides.
#[tokio::test]
async fn t33_the_clock_of_the_database_decides_however_wrong_that_of_a_process_is() -> anyhow::Result<()> {
    for shape in shapes() {
        for (off, in_time) in [(HOUR, true), (-HOUR, false)] {
            let app = TestApp::start(&shape).await?;
            let has_a_clock = app.ctx("pledges")?.db.backend() == DbBackend::Postgres;
            let deadline = soon(&app);
            let slug = campaign(&app, FundingModel::AllOrNothing, deadline).await?;
            Journey::promise(&app, &slug, "1000").await?.pay(VISA).await?;
            app.clock.set(deadline.before(SOON));
            let browser = app.browser();
            let fields = fill_in(&browser, &slug, "100", &[("email", "last@example.test")]).await?;

            let by_database = if in_time { deadline.before(SOON) } else { deadline.after(SOON) };
            let process = app.beside(Wrong::at(by_database, off)).await?;
            if has_a_clock && in_time {
                // Its time to end the campaign has come, and it does not.
                process.platform.settle().await?;
                assert_eq!(status(&app, &slug).await?, "live");
            }
            let answer = send(&browser.at(process.router.clone()), &slug, &fields).await?;
            let taken = answer.status == 303;
            assert_eq!(
                taken,
                if has_a_clock { in_time } else { off < 0 },
                "{shape:?} {off}: {}",
                answer.text
            );
            let many = if taken { 2 } else { 1 };
            assert_eq!(promises(&app, &slug).await?, (many, many), "what is accepted counts");
            drop(process);
            app.pass(DAY / 4, SOON).await?;
            app.settle().await?;
            assert_eq!(status(&app, &slug).await?, "funded");
            app.holds().await?;
        }
    }
    Ok(())
}
