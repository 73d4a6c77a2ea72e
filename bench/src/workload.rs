//! What is written: a pledge and the message that tells of it, by the kernel and by hand.

use contracts::{Message, Timestamp};
use kernel::{Command, Transaction, db::Sql};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How many campaigns the pledges go to.
const CAMPAIGNS: u128 = 50;

/// Somebody has pledged.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Pledged {
    pub(crate) pledge: Uuid,
    pub(crate) campaign: String,
    pub(crate) minor: i64,
    pub(crate) currency: String,
}

impl Message for Pledged {
    const NAME: &'static str = "bench.pledged";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        format!("pledge/{}", self.pledge)
    }
}

impl Pledged {
    /// A pledge that nobody has made yet.
    pub(crate) fn new() -> Self {
        let pledge = Uuid::now_v7();
        let campaign = format!("campaign-{}", pledge.as_u128() % CAMPAIGNS);
        Self { pledge, campaign, minor: 4_200, currency: "INR".into() }
    }

    async fn keep(&self, db: &impl Sql, now: Timestamp) -> Result<(), DbErr> {
        let sql = "INSERT INTO bench_pledge (id, campaign, minor, currency, created_at) VALUES ($1, $2, $3, $4, $5)";
        let values = vec![
            self.pledge.into(),
            self.campaign.clone().into(),
            self.minor.into(),
            self.currency.clone().into(),
            now.0.into(),
        ];
        db.exec(sql, values).await.map(drop)
    }

    /// Writes the pledge, and into `table` the row that the outbox would have got.
    pub(crate) async fn write_by_hand(
        &self,
        db: &impl Sql,
        table: Told,
        now: Timestamp,
    ) -> Result<(), DbErr> {
        self.keep(db, now).await?;
        let payload = serde_json::to_string(self).map_err(|error| DbErr::Json(error.to_string()))?;
        let correlation = Uuid::now_v7();
        let values = vec![
            Uuid::now_v7().into(),
            Self::NAME.into(),
            1_i16.into(),
            self.key().into(),
            1_i64.into(),
            payload.into(),
            correlation.into(),
            format!("00-{}-0123456789abcdef-01", correlation.simple()).into(),
            now.0.into(),
        ];
        db.exec(table.insert(), values).await.map(drop)
    }
}

/// Where the second row of a pledge is written by hand.
#[derive(Clone, Copy)]
pub(crate) enum Told {
    /// A table like the outbox, indexes and all.
    Twin,
    /// A table with the same columns and nothing but a primary key.
    Plain,
}

impl Told {
    fn insert(self) -> &'static str {
        match self {
            Self::Twin => {
                "INSERT INTO bench_twin (message_id, topic, version, key, key_seq, payload, correlation_id, \
                 traceparent, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
            }
            Self::Plain => {
                "INSERT INTO bench_plain (message_id, topic, version, key, key_seq, payload, correlation_id, \
                 traceparent, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
            }
        }
    }
}

/// Accepts one pledge as a module does.
pub(crate) struct Accept;

impl Command for Accept {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let pledged = Pledged::new();
        pledged.keep(tx, tx.now).await?;
        tx.send(&pledged).await
    }
}

/// Writes the same two rows in the same kind of transaction, and no outbox.
pub(crate) struct AcceptByHand(pub(crate) Told);

impl Command for AcceptByHand {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        Pledged::new().write_by_hand(tx, self.0, tx.now).await
    }
}

/// Says that many pledges were made, in one transaction.
pub(crate) struct Tell(pub(crate) u32);

impl Command for Tell {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        for _ in 0..self.0 {
            tx.send(&Pledged::new()).await?;
        }
        Ok(())
    }
}
