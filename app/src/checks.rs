//! What must hold between modules. None reads another's tables: each says what it knows, and here it is compared.

use contracts::CampaignId;
use kernel::{
    Context,
    check::{Across, Contexts, Look, all_heard},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

/// How often a comparison waits for a reader that is behind, and how long each time.
const PATIENCE: (usize, Duration) = (20, Duration::from_millis(100));

pub(crate) fn all() -> Vec<Across> {
    vec![
        Across {
            name: "what a campaign's page says was raised is what its pledges and confirmed gifts count",
            run: |here| Box::pin(raised(here)),
        },
        Across {
            name: "no money goes back without a decision to refund",
            run: |here| Box::pin(decided(here)),
        },
        Across {
            name: "what pledges hold to be collected and refunded is what payments booked",
            run: |here| Box::pin(collected(here)),
        },
    ]
}

async fn raised(here: Contexts) -> anyhow::Result<Look> {
    let (Some(campaigns), Some(pledges)) = (here.get("campaigns"), here.get("pledges")) else {
        return Ok(elsewhere("campaigns or pledges"));
    };
    for _ in 0..PATIENCE.0 {
        let Some(before) = all_heard(campaigns, "totals", pledges).await? else {
            tokio::time::sleep(PATIENCE.1).await;
            continue;
        };
        let shown = campaigns::raised(campaigns).await?;
        let counted = pledges::counted(pledges).await?;
        if all_heard(campaigns, "totals", pledges).await? == Some(before) {
            return Ok(Look::Compared(unlike(&shown, &counted, "shown", "counted")));
        }
    }
    Ok(behind("campaigns", "pledges"))
}

/// Payments are asked first: a decision is made before it is heard, so every refund they know was decided by then.
async fn decided(here: Contexts) -> anyhow::Result<Look> {
    let (Some(payments), Some(pledges)) = (here.get("payments"), here.get("pledges")) else {
        return Ok(elsewhere("payments or pledges"));
    };
    let booked = payments::refunds(payments).await?;
    let decided: BTreeSet<_> = pledges::decided_refunds(pledges).await?;
    let undecided = booked.difference(&decided).map(|it| format!("refund/{it} was decided by nobody"));
    Ok(Look::Compared(undecided.collect()))
}

async fn collected(here: Contexts) -> anyhow::Result<Look> {
    let (Some(payments), Some(pledges)) = (here.get("payments"), here.get("pledges")) else {
        return Ok(elsewhere("payments or pledges"));
    };
    for _ in 0..PATIENCE.0 {
        let heard = || heard_by_each(pledges, payments);
        let Some(before) = heard().await? else {
            tokio::time::sleep(PATIENCE.1).await;
            continue;
        };
        let booked = payments::collected(payments).await?;
        let held = pledges::collected(pledges).await?;
        if heard().await? == Some(before) {
            return Ok(Look::Compared(unlike(&booked, &held, "booked by payments", "held by pledges")));
        }
    }
    Ok(behind("pledges", "payments"))
}

fn elsewhere(who: &str) -> Look {
    Look::NotCompared(format!("{who} runs in another process"))
}

/// Also when a message is kept for a person: what was not heard cannot be the same.
fn behind(hearer: &str, source: &str) -> Look {
    Look::NotCompared(format!(
        "{hearer} had not heard all that {source} said, or kept some of it for a person"
    ))
}

/// Payments tell pledges, which tell campaigns nothing of it: one direction is enough.
async fn heard_by_each(pledges: &Context, payments: &Context) -> anyhow::Result<Option<i64>> {
    Ok(all_heard(pledges, "follow_payments", payments).await?)
}

/// Campaigns of which one side says something else than the other. Nothing and no row are the same.
fn unlike(
    one: &BTreeMap<CampaignId, i64>,
    other: &BTreeMap<CampaignId, i64>,
    one_is: &str,
    other_is: &str,
) -> Vec<String> {
    let campaigns: BTreeSet<_> = one.keys().chain(other.keys()).collect();
    let sum = |of: &BTreeMap<CampaignId, i64>, campaign| of.get(campaign).copied().unwrap_or_default();
    campaigns
        .into_iter()
        .filter(|it| sum(one, it) != sum(other, it))
        .map(|it| format!("campaign/{it}: {} {one_is}, {} {other_is}", sum(one, it), sum(other, it)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_sides_agree_where_one_has_nothing_to_say_and_the_other_says_zero() {
        let (a, b) = (CampaignId::fresh(), CampaignId::fresh());
        let (one, other) = (BTreeMap::from([(a, 5), (b, 0)]), BTreeMap::from([(a, 5)]));
        assert_eq!(unlike(&one, &other, "here", "there"), Vec::<String>::new());
        let other = BTreeMap::from([(a, 4)]);
        assert_eq!(unlike(&one, &other, "here", "there"), [format!("campaign/{a}: 5 here, 4 there")]);
    }
}
