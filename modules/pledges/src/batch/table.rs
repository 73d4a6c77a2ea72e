//! `pledges_refund_batch` and `pledges_refund_batch_line`.

use contracts::{CampaignId, Currency, Money, PledgeId, RefundId, Timestamp, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult};
use uuid::Uuid;

/// A batch.
#[derive(Clone, Debug)]
pub(crate) struct Batch {
    pub(crate) id: Uuid,
    pub(crate) title: String,
    pub(crate) reason: String,
    /// running, paused or done
    pub(crate) state: String,
    pub(crate) started_at: Timestamp,
    pub(crate) finished_at: Option<Timestamp>,
}

/// How many lines stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Counts {
    pub(crate) waiting: i64,
    pub(crate) on_its_way: i64,
    pub(crate) refunded: i64,
    pub(crate) released: i64,
    pub(crate) nothing: i64,
    pub(crate) failed: i64,
}

impl Counts {
    pub(crate) fn all(self) -> i64 {
        self.waiting + self.on_its_way + self.refunded + self.released + self.nothing + self.failed
    }

    /// Lines about which nothing more happens by itself.
    pub(crate) fn ended(self) -> i64 {
        self.all() - self.waiting - self.on_its_way
    }
}

/// A line that has not come to its end.
#[derive(Clone, Debug)]
pub(crate) struct Leftover {
    pub(crate) pledge: PledgeId,
    pub(crate) reference: String,
    pub(crate) state: String,
    pub(crate) collected: Money,
    pub(crate) note: Option<String>,
}

/// What can become of a line. `failed` may be tried again; the rest is for good.
#[derive(Clone, Debug)]
pub(super) enum LineState {
    OnItsWay(RefundId),
    Refunded(RefundId),
    Released,
    Nothing,
    Failed(String),
}

/// Opens a batch with a line for every pledge of `campaign` that may hold money, a card or a reward. False when
/// the campaign has one.
pub(super) async fn insert(
    tx: &Transaction,
    batch: Uuid,
    campaign: CampaignId,
    by: UserId,
    reason: &str,
) -> Result<bool, DbErr> {
    let open = "INSERT INTO pledges_refund_batch (batch, campaign, reason, state, started_by, started_at) \
         VALUES ($1, $2, $3, 'running', $4, $5) ON CONFLICT DO NOTHING";
    let values = vec![batch.into(), campaign.0.into(), reason.into(), by.0.into(), tx.now.0.into()];
    if tx.exec(open, values).await? == 0 {
        return Ok(false);
    }
    take_in(tx, batch, None).await?;
    Ok(true)
}

/// Gives a line to every pledge of a batch's campaign, or to `only` that one, that may hold money, a card or a reward and
/// has none; says to how many. A pledge may have been made while the batch was opened.
pub(super) async fn take_in(tx: &Transaction, batch: Uuid, only: Option<PledgeId>) -> Result<u64, DbErr> {
    let mut values = vec![batch.into(), tx.now.0.into()];
    let mut which = "";
    if let Some(pledge) = only {
        values.push(pledge.0.into());
        which = " AND p.pledge = $3";
    }
    let sql = format!(
        "INSERT INTO pledges_refund_batch_line (batch, pledge, state, changed_at) \
         SELECT b.batch, p.pledge, 'waiting', $2 FROM pledges_refund_batch b \
         JOIN pledges_pledge p ON p.campaign = b.campaign \
         WHERE b.batch = $1 AND p.status NOT IN ('lapsed', 'refunded', 'withdrawn'){which} AND NOT EXISTS \
         (SELECT 1 FROM pledges_refund_batch_line l WHERE l.batch = b.batch AND l.pledge = p.pledge) \
         ON CONFLICT DO NOTHING"
    );
    let new = tx.exec(&sql, values).await?;
    if new > 0 {
        turn(tx, batch, "done", "running").await?;
    }
    Ok(new)
}

/// The batch of a campaign, when everything that was given to it goes back.
pub(crate) async fn of_campaign(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
) -> Result<Option<Uuid>, DbErr> {
    let sql = "SELECT batch FROM pledges_refund_batch WHERE campaign = $1";
    db.one(sql, vec![campaign.0.into()]).await?.map(|row| row.try_get("", "batch")).transpose()
}

/// The next `limit` pledges of a batch that is running.
pub(super) async fn waiting(
    db: &impl ConnectionTrait,
    batch: Uuid,
    limit: i64,
) -> Result<Vec<PledgeId>, DbErr> {
    let sql = "SELECT l.pledge FROM pledges_refund_batch_line l JOIN pledges_refund_batch b ON b.batch = l.batch \
         WHERE l.batch = $1 AND l.state = 'waiting' AND b.state = 'running' ORDER BY l.pledge LIMIT $2";
    let rows = db.all(sql, vec![batch.into(), limit.into()]).await?;
    rows.iter().map(|row| Ok(PledgeId(row.try_get("", "pledge")?))).collect()
}

/// Holds a line until this transaction ends; false when it does not wait any more, or the batch is paused.
pub(super) async fn claim(tx: &Transaction, batch: Uuid, pledge: PledgeId) -> Result<bool, DbErr> {
    let lock = if tx.get_database_backend() == DbBackend::Postgres { " FOR UPDATE OF l" } else { "" };
    let sql = format!(
        "SELECT 1 FROM pledges_refund_batch_line l JOIN pledges_refund_batch b ON b.batch = l.batch \
         WHERE l.batch = $1 AND l.pledge = $2 AND l.state = 'waiting' AND b.state = 'running'{lock}"
    );
    Ok(tx.one(&sql, vec![batch.into(), pledge.0.into()]).await?.is_some())
}

pub(super) async fn set_line(
    tx: &Transaction,
    batch: Uuid,
    pledge: PledgeId,
    state: LineState,
) -> Result<(), DbErr> {
    let (name, refund, note) = match state {
        LineState::OnItsWay(refund) => ("on_its_way", Some(refund.0), None),
        LineState::Refunded(refund) => ("refunded", Some(refund.0), None),
        LineState::Released => ("released", None, None),
        LineState::Nothing => ("nothing", None, None),
        LineState::Failed(note) => ("failed", None, Some(note)),
    };
    let sql = "UPDATE pledges_refund_batch_line SET state = $3, refund = COALESCE($4, refund), note = $5, \
         changed_at = $6 WHERE batch = $1 AND pledge = $2";
    let values =
        vec![batch.into(), pledge.0.into(), name.into(), refund.into(), note.into(), tx.now.0.into()];
    tx.exec(sql, values).await.map(drop)
}

/// The refund of a line came to its end. The batch of that line, when it changed.
pub(super) async fn end_refund(
    tx: &Transaction,
    refund: RefundId,
    state: &str,
    note: Option<&str>,
) -> Result<Option<Uuid>, DbErr> {
    let sql = "UPDATE pledges_refund_batch_line SET state = $2, note = $3, changed_at = $4 \
         WHERE refund = $1 AND state <> $2 RETURNING batch";
    let values = vec![refund.0.into(), state.into(), note.into(), tx.now.0.into()];
    tx.one(sql, values).await?.map(|row| row.try_get("", "batch")).transpose()
}

/// Calls a running batch done when nothing of it waits or is on its way.
pub(super) async fn finish_if_through(tx: &Transaction, batch: Uuid) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_refund_batch SET state = 'done', finished_at = $2 WHERE batch = $1 AND state = 'running' \
         AND NOT EXISTS (SELECT 1 FROM pledges_refund_batch_line l WHERE l.batch = $1 \
         AND l.state IN ('waiting', 'on_its_way'))";
    tx.exec(sql, vec![batch.into(), tx.now.0.into()]).await.map(drop)
}

/// Lets a batch that is called done go on when lines of it wait: somebody may have taken one in at the very moment in which
/// somebody else found none. False when there are none.
pub(super) async fn reopen(tx: &Transaction, batch: Uuid) -> Result<bool, DbErr> {
    let sql = "UPDATE pledges_refund_batch SET state = 'running', finished_at = NULL WHERE batch = $1 AND state = 'done' \
         AND EXISTS (SELECT 1 FROM pledges_refund_batch_line l WHERE l.batch = $1 AND l.state = 'waiting')";
    Ok(tx.exec(sql, vec![batch.into()]).await? == 1)
}

/// From one state of the batch to another; false when it was not there.
pub(super) async fn turn(tx: &Transaction, batch: Uuid, from: &str, to: &str) -> Result<bool, DbErr> {
    let sql =
        "UPDATE pledges_refund_batch SET state = $3, finished_at = NULL WHERE batch = $1 AND state = $2";
    Ok(tx.exec(sql, vec![batch.into(), from.into(), to.into()]).await? == 1)
}

/// Puts the lines that failed back into the queue; says how many.
pub(super) async fn requeue_failed(tx: &Transaction, batch: Uuid) -> Result<u64, DbErr> {
    let sql = "UPDATE pledges_refund_batch_line SET state = 'waiting', note = NULL, changed_at = $2 \
         WHERE batch = $1 AND state = 'failed'";
    tx.exec(sql, vec![batch.into(), tx.now.0.into()]).await
}

const BATCH: &str =
    "SELECT b.*, c.title FROM pledges_refund_batch b JOIN pledges_campaign c ON c.campaign = b.campaign";

/// Every batch, the newest first.
pub(crate) async fn all(db: &impl ConnectionTrait) -> Result<Vec<Batch>, DbErr> {
    let sql = format!("{BATCH} ORDER BY b.started_at DESC, b.batch LIMIT 200");
    db.all(&sql, vec![]).await?.iter().map(batch).collect()
}

pub(crate) async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Batch>, DbErr> {
    let row = db.one(&format!("{BATCH} WHERE b.batch = $1"), vec![id.into()]).await?;
    row.as_ref().map(batch).transpose()
}

pub(crate) async fn counts(db: &impl ConnectionTrait, id: Uuid) -> Result<Counts, DbErr> {
    let sql = "SELECT state, COUNT(*) AS many FROM pledges_refund_batch_line WHERE batch = $1 GROUP BY state";
    let mut counts = Counts::default();
    for row in db.all(sql, vec![id.into()]).await? {
        let (state, many): (String, i64) = (row.try_get("", "state")?, row.try_get("", "many")?);
        match state.as_str() {
            "waiting" => counts.waiting = many,
            "on_its_way" => counts.on_its_way = many,
            "refunded" => counts.refunded = many,
            "released" => counts.released = many,
            "failed" => counts.failed = many,
            _ => counts.nothing += many,
        }
    }
    Ok(counts)
}

/// The lines that have not come to a good end, failed ones first.
pub(crate) async fn leftovers(
    db: &impl ConnectionTrait,
    id: Uuid,
    limit: i64,
) -> Result<Vec<Leftover>, DbErr> {
    let sql = "SELECT l.pledge, l.state, l.note, p.reference, p.collected_minor, p.currency \
         FROM pledges_refund_batch_line l JOIN pledges_pledge p ON p.pledge = l.pledge \
         WHERE l.batch = $1 AND l.state IN ('failed', 'waiting', 'on_its_way') \
         ORDER BY CASE l.state WHEN 'failed' THEN 0 ELSE 1 END, l.pledge LIMIT $2";
    let read = |row: &QueryResult| {
        let code: String = row.try_get("", "currency")?;
        let currency: Currency = code.parse().map_err(|_| DbErr::Custom(format!("{code} is no currency")))?;
        Ok(Leftover {
            pledge: PledgeId(row.try_get("", "pledge")?),
            reference: row.try_get("", "reference")?,
            state: row.try_get("", "state")?,
            collected: Money::new(row.try_get("", "collected_minor")?, currency),
            note: row.try_get("", "note")?,
        })
    };
    db.all(sql, vec![id.into(), limit.into()]).await?.iter().map(read).collect()
}

fn batch(row: &QueryResult) -> Result<Batch, DbErr> {
    Ok(Batch {
        id: row.try_get("", "batch")?,
        title: row.try_get("", "title")?,
        reason: row.try_get("", "reason")?,
        state: row.try_get("", "state")?,
        started_at: Timestamp(row.try_get("", "started_at")?),
        finished_at: row.try_get::<Option<i64>>("", "finished_at")?.map(Timestamp),
    })
}
