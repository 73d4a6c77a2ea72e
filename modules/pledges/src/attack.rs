//! Card testing: somebody tries out stolen cards with small gifts (SEC-33). When the counts say so, or a person
//! does, whoever gives to that campaign, or to any, has to bring a proof that costs a machine time.

use crate::{
    pricing,
    tables::{
        attack::{self, Attack},
        campaign::Campaign,
    },
};
use contracts::{CampaignId, Money, PledgeId, Timestamp};
use kernel::{
    Command, Transaction,
    audit::{Actor, Audit},
    web::{Scores, Source},
};
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::json;
use std::{
    collections::BTreeMap,
    fmt,
    str::FromStr,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use uuid::Uuid;

/// How far back is counted, and how many tries it takes to judge (SEC-33 f).
pub(crate) const WINDOW: Duration = Duration::from_mins(5);
const MANY: i64 = 50;
/// How long the rule asks for proofs, and how long it keeps quiet when a person ended it.
const LASTS: Duration = Duration::from_mins(30);
/// Points for whoever's card was refused.
const REFUSED_CARD: u64 = 20;
/// Of how many pledges it is remembered where they came from.
const REMEMBERED: usize = 10_000;

/// Where proofs are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Everywhere.
    Site,
    /// For one campaign.
    Campaign(CampaignId),
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Site => f.write_str("site"),
            Self::Campaign(id) => write!(f, "{id}"),
        }
    }
}

impl FromStr for Scope {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        if text == "site" {
            Ok(Self::Site)
        } else {
            text.parse::<Uuid>().map(|it| Self::Campaign(CampaignId(it)))
        }
    }
}

/// What happened within [`WINDOW`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Gifts that were begun.
    pub(crate) tries: i64,
    /// Cards that were refused.
    pub(crate) declines: i64,
    /// How many of the tries were of the one amount that was tried most.
    pub(crate) alike: i64,
}

impl Counts {
    /// Why this is no rush of honest donors, if it is none: of many tries three in ten were refused, or nearly all
    /// are of one amount and one in ten was refused. Honest donors choose the same amount, too, but their cards hold.
    pub(crate) fn signs(self) -> Option<String> {
        let tries = self.tries.max(self.declines);
        if tries < MANY {
            return None;
        }
        let (refused, alike) = (self.declines * 100 / tries, self.alike * 100 / tries);
        let clear = refused > 30 || refused > 10 && alike >= 90;
        clear.then(|| format!("{tries} tries in five minutes, {refused} % refused, {alike} % of one amount"))
    }
}

/// Whether a proof is asked for of whoever gives to `campaign`. What the rule found counts where it `acts`.
pub(crate) async fn besieged(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    now: Timestamp,
    acts: bool,
) -> Result<bool, DbErr> {
    let here = |it: &Attack| it.scope == Scope::Site || it.scope == Scope::Campaign(campaign);
    Ok(attack::present(db, now).await?.iter().any(|it| here(it) && (acts || !it.by_rule)))
}

/// The least that is taken for `campaign` while proofs are asked for: the smallest usual suggestion, however small the
/// gifts are of which its creator says what they do. Whoever tries out cards gives as little as they can, so that their
/// owners do not notice.
pub(crate) fn least(campaign: &Campaign) -> Money {
    let offered = pricing::suggestions(campaign.currency, campaign.unit.as_ref(), &[], campaign.minimum);
    offered.first().map_or(campaign.minimum, |it| it.amount)
}

/// Looks at the counts of `campaign` and of the whole site, and asks for proofs where they are bad.
pub(crate) async fn look(tx: &Transaction, campaign: CampaignId) -> Result<(), DbErr> {
    for scope in [Scope::Campaign(campaign), Scope::Site] {
        if attack::is_settled(tx, scope).await? {
            continue;
        }
        let Some(signs) = attack::counts(tx, scope, tx.now.before(WINDOW)).await?.signs() else { continue };
        tracing::warn!(%scope, %signs, "somebody tries out cards: proofs are asked for");
        Begin { scope, lasts: LASTS, by: Actor::Rule("card_testing"), reason: signs }.run(tx).await?;
    }
    Ok(())
}

/// Asks for proofs.
pub(crate) struct Begin {
    pub(crate) scope: Scope,
    pub(crate) lasts: Duration,
    pub(crate) by: Actor,
    pub(crate) reason: String,
}

impl Command for Begin {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let until_at = tx.now.after(self.lasts);
        let by_rule = matches!(self.by, Actor::Rule(_));
        let (scope, reason) = (self.scope, self.reason.clone());
        attack::begin(tx, &Attack { scope, begun_at: tx.now, until_at, by_rule, reason }).await?;
        let entry = Audit::new(self.by.clone(), "attack_mode.begin", format!("attack_mode/{scope}"));
        tx.audit(entry.because(self.reason.as_str()).to(json!({ "until": until_at }))).await
    }
}

/// Asks for none any more.
pub(crate) struct End {
    pub(crate) scope: Scope,
    pub(crate) by: Actor,
}

impl Command for End {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        if attack::end(tx, self.scope, tx.now.after(LASTS)).await? {
            let subject = format!("attack_mode/{}", self.scope);
            tx.audit(Audit::new(self.by.clone(), "attack_mode.end", subject)).await?;
        }
        Ok(())
    }
}

/// What the pages of one process know of their visitors.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    pub(crate) scores: Scores,
    /// Where the latest pledges came from. Their ids sort by their age.
    made: Mutex<BTreeMap<Uuid, Vec<Source>>>,
}

impl Watch {
    /// Remembers where `pledge` came from.
    pub(crate) fn remember(&self, pledge: PledgeId, sources: Vec<Source>) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.insert(pledge.0, sources);
        if made.len() > REMEMBERED {
            made.pop_first();
        }
    }

    /// Counts a refused card against where its pledge came from.
    pub(crate) fn refused(&self, pledge: PledgeId, now: Timestamp) {
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sources) = made.get(&pledge.0) {
            self.scores.add(sources, REFUSED_CARD, now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rush_of_honest_donors_is_no_attack_and_stolen_cards_are() {
        let signs = |tries, declines, alike| Counts { tries, declines, alike }.signs().is_some();
        assert!(!signs(49, 49, 49), "too few to judge");
        assert!(!signs(500, 10, 480), "a rush at one amount");
        assert!(!signs(100, 30, 20));
        assert!(signs(100, 31, 20));
        assert!(signs(100, 11, 90));
        assert!(!signs(100, 11, 89));
        assert!(signs(1, 80, 1), "many cards at one page");
    }

    #[test]
    fn a_scope_reads_as_it_was_written() {
        for scope in [Scope::Site, Scope::Campaign(CampaignId(Uuid::from_u128(7)))] {
            assert_eq!(scope.to_string().parse(), Ok(scope));
        }
        assert!("elsewhere".parse::<Scope>().is_err());
    }
}
