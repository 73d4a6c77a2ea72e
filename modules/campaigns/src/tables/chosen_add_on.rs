//! `campaigns_chosen_add_on`: how many of which add-on each pledge has. A read model of what pledges says.

use super::get;
use contracts::{CampaignId, PledgeId, RewardId, pledges::AddOnsChosen};
use kernel::db::Sql;
use sea_orm::DbErr;
use std::collections::BTreeMap;

/// What each of some pledges has, by how many of which.
pub(crate) type Chosen = BTreeMap<PledgeId, Vec<(RewardId, i64)>>;

/// Keeps what a pledge has now, in place of what it had.
pub(crate) async fn keep(db: &impl Sql, it: &AddOnsChosen) -> Result<(), DbErr> {
    db.exec("DELETE FROM campaigns_chosen_add_on WHERE pledge = $1", vec![it.pledge.0.into()]).await?;
    let sql = "INSERT INTO campaigns_chosen_add_on (pledge, add_on, campaign, many) VALUES ($1, $2, $3, $4)";
    for chosen in &it.add_ons {
        let values =
            vec![it.pledge.0.into(), chosen.add_on.0.into(), it.campaign.0.into(), chosen.count.into()];
        db.exec(sql, values).await?;
    }
    Ok(())
}

/// How many of each add-on of `campaign` are given out.
pub(crate) async fn held(db: &impl Sql, campaign: CampaignId) -> Result<BTreeMap<RewardId, i64>, DbErr> {
    let sql = "SELECT add_on, CAST(SUM(many) AS bigint) AS held FROM campaigns_chosen_add_on WHERE campaign = $1 \
               GROUP BY add_on";
    let rows = db.all(sql, vec![campaign.0.into()]).await?;
    rows.iter().map(|row| Ok((RewardId(get(row, "add_on")?), get(row, "held")?))).collect()
}

/// How many donors have some of each add-on of `campaign`.
pub(crate) async fn takers(db: &impl Sql, campaign: CampaignId) -> Result<BTreeMap<RewardId, i64>, DbErr> {
    let sql =
        "SELECT add_on, COUNT(*) AS takers FROM campaigns_chosen_add_on WHERE campaign = $1 GROUP BY add_on";
    let rows = db.all(sql, vec![campaign.0.into()]).await?;
    rows.iter().map(|row| Ok((RewardId(get(row, "add_on")?), get(row, "takers")?))).collect()
}

/// What the pledges to `campaign` from `first` to `last` have.
pub(crate) async fn between(
    db: &impl Sql,
    campaign: CampaignId,
    first: PledgeId,
    last: PledgeId,
) -> Result<Chosen, DbErr> {
    let sql = "SELECT pledge, add_on, many FROM campaigns_chosen_add_on \
               WHERE campaign = $1 AND pledge >= $2 AND pledge <= $3 ORDER BY pledge, add_on";
    let rows = db.all(sql, vec![campaign.0.into(), first.0.into(), last.0.into()]).await?;
    let mut chosen = Chosen::new();
    for row in &rows {
        let (pledge, add_on) = (PledgeId(get(row, "pledge")?), RewardId(get(row, "add_on")?));
        chosen.entry(pledge).or_default().push((add_on, get(row, "many")?));
    }
    Ok(chosen)
}
