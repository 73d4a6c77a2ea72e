//! Finding campaigns.

use super::Standing;
use crate::{
    search::{
        asked::{Asked, Mark, Sort, State},
        words::{distance, tolerance, words},
    },
    tables::{
        self,
        listing::{Candidate, Listed},
        place::Place,
        word,
    },
};
use contracts::{CampaignId, Timestamp};
use kernel::{Database, db::Sql};
use sea_orm::DbErr;
use std::collections::BTreeMap;

/// How many campaigns a page shows.
pub(crate) const ON_A_PAGE: usize = 24;
/// How many each part of the home page shows.
const ON_A_SHELF: usize = 3;
/// From this many thousandths of its goal on, a campaign is nearly there.
const NEARLY_THERE: i64 = 600;
/// How many places are offered.
const PLACES: i64 = 40;
/// How many words are looked for.
const WORDS: usize = 6;
/// How many words that begin with a word stand for it.
const BEGINNINGS: i64 = 5;
/// Of how many words that look alike the nearest are chosen, and how many of those.
const ALIKE: i64 = 40;
const NEAREST: usize = 4;
/// What a word as typed, one that begins with it, and one that looks like it are worth.
const AS_TYPED: i64 = 4;
const GOES_ON: i64 = 3;
const LOOKS_ALIKE: i64 = 2;

/// What was found.
pub(crate) struct Found {
    pub(crate) campaigns: Vec<Standing>,
    /// Where the next page begins, when there is one.
    pub(crate) next: Option<Mark>,
    /// How many there are in all, where that is known.
    pub(crate) many: Option<usize>,
    /// Words that nobody uses, and what was looked for instead.
    pub(crate) instead: Vec<(String, Vec<String>)>,
    /// Whether no campaign has all of the words, so that these have some.
    pub(crate) only_some: bool,
}

/// A word as typed, and the words that stand for it with what each is worth.
struct Wanted {
    typed: String,
    readings: BTreeMap<String, i64>,
    guessed: bool,
}

/// The home page's campaigns, none of them twice.
pub(crate) struct Shelves {
    /// The one that most people give to.
    pub(crate) featured: Option<Standing>,
    pub(crate) near: Vec<Standing>,
    pub(crate) ending: Vec<Standing>,
    pub(crate) newest: Vec<Standing>,
}

/// What the home page shows at `now`.
pub(crate) async fn shelves(db: &Database, now: Timestamp) -> Result<Shelves, DbErr> {
    let featured = tables::listing::most_given_to(db.read(), now).await?;
    let mut seen: Vec<CampaignId> = featured.into_iter().collect();
    let near = shelf(db, now, Sort::Nearest, &mut seen).await?;
    let ending = shelf(db, now, Sort::Ending, &mut seen).await?;
    let newest = shelf(db, now, Sort::Newest, &mut seen).await?;
    let featured: Vec<_> = featured.into_iter().map(|campaign| Listed { campaign, key: 0 }).collect();
    let featured = super::standings(db, &featured).await?.pop();
    Ok(Shelves { featured, near, ending, newest })
}

async fn shelf(
    db: &Database,
    now: Timestamp,
    sort: Sort,
    seen: &mut Vec<CampaignId>,
) -> Result<Vec<Standing>, DbErr> {
    let asked = Asked { sort: sort.name().to_owned(), ..Asked::default() };
    let listed = tables::listing::page(db.read(), &asked, now, ON_A_SHELF + seen.len()).await?;
    // Of what has hardly begun nobody can say that it is nearly there.
    let fits = |it: &&Listed| sort != Sort::Nearest || it.key >= NEARLY_THERE;
    let new = listed.iter().filter(|it| !seen.contains(&it.campaign)).filter(fits).take(ON_A_SHELF);
    let new: Vec<_> = new.copied().collect();
    seen.extend(new.iter().map(|it| it.campaign));
    super::standings(db, &new).await
}

/// The `limit` campaigns that began last, and when.
pub(crate) async fn newest(
    db: &Database,
    now: Timestamp,
    limit: usize,
) -> Result<Vec<(Standing, Timestamp)>, DbErr> {
    let asked =
        Asked { sort: Sort::Newest.name().into(), state: State::All.name().into(), ..Asked::default() };
    let listed = tables::listing::page(db.read(), &asked, now, limit).await?;
    let began: BTreeMap<_, _> = listed.iter().map(|it| (it.campaign, Timestamp(it.key))).collect();
    let standings = super::standings(db, &listed).await?.into_iter();
    Ok(standings
        .map(|it| (began.get(&it.campaign.id).copied().unwrap_or(now), it))
        .map(|(at, it)| (it, at))
        .collect())
}

/// The places that campaigns are listed by.
pub(crate) async fn places(db: &Database) -> Result<Vec<Place>, DbErr> {
    tables::place::all(db.read(), PLACES).await
}

/// What is asked for, at `now`.
pub(crate) async fn find(db: &Database, asked: &Asked, now: Timestamp) -> Result<Found, DbErr> {
    let mut typed = words(&asked.question());
    typed.dedup();
    typed.truncate(WORDS);
    if typed.is_empty() {
        let listed = tables::listing::page(db.read(), asked, now, ON_A_PAGE + 1).await?;
        return shown(db, listed, None).await;
    }
    let mut wanted = Vec::with_capacity(typed.len());
    for word in typed {
        wanted.push(Wanted::read(db.read(), word).await?);
    }
    let instead = wanted.iter().filter(|it| it.guessed).map(Wanted::instead).collect();
    let (ranked, only_some) = ranked(db.read(), asked, now, &wanted).await?;
    let many = ranked.len();
    let behind = ranked.into_iter().filter(|it| asked.after().is_none_or(|mark| is_behind(*it, mark, asked)));
    let mut found = shown(db, behind.take(ON_A_PAGE + 1).collect(), Some(many)).await?;
    (found.instead, found.only_some) = (instead, only_some);
    Ok(found)
}

/// The campaigns of a page that may be one too long, which shows that there is another.
async fn shown(db: &Database, mut listed: Vec<Listed>, many: Option<usize>) -> Result<Found, DbErr> {
    let more = listed.len() > ON_A_PAGE;
    listed.truncate(ON_A_PAGE);
    let next = listed.last().filter(|_| more).map(|it| it.mark());
    let campaigns = super::standings(db, &listed).await?;
    Ok(Found { campaigns, next, many, instead: Vec::new(), only_some: false })
}

impl Wanted {
    /// A word stands for itself and for what begins with it; when nobody uses it, for what looks most like it.
    async fn read(db: &impl Sql, typed: String) -> Result<Self, DbErr> {
        let mut readings = BTreeMap::new();
        let long = typed.chars().count();
        if long > 2 {
            for word in word::beginning(db, &typed, BEGINNINGS).await? {
                readings.insert(word, GOES_ON);
            }
        }
        let mut forms = vec![typed.clone()];
        forms.extend(typed.strip_suffix('s').filter(|_| long > 3).map(str::to_owned));
        for word in word::known(db, &forms).await? {
            readings.insert(word, AS_TYPED);
        }
        let guessed = readings.is_empty() && tolerance(&typed) > 0;
        if guessed {
            let alike = word::alike(db, &typed, ALIKE).await?;
            readings.extend(nearest(&typed, alike).into_iter().map(|it| (it, LOOKS_ALIKE)));
        }
        Ok(Self { guessed: guessed && !readings.is_empty(), typed, readings })
    }

    fn words(&self) -> Vec<String> {
        self.readings.keys().cloned().collect()
    }

    fn instead(&self) -> (String, Vec<String>) {
        (self.typed.clone(), self.words())
    }
}

/// Those of `words` that are as near to `typed` as any, if near enough to be meant.
fn nearest(typed: &str, words: Vec<String>) -> Vec<String> {
    let far = words.into_iter().map(|it| (distance(typed, &it), it));
    let mut near: Vec<_> = far.filter(|(far, _)| *far <= tolerance(typed)).collect();
    near.sort();
    let best = near.first().map_or(0, |it| it.0);
    near.into_iter().take_while(|it| it.0 == best).take(NEAREST).map(|it| it.1).collect()
}

/// Everything that has all of the words, or, where there is nothing, some of them; in the order asked for.
async fn ranked(
    db: &impl Sql,
    asked: &Asked,
    now: Timestamp,
    wanted: &[Wanted],
) -> Result<(Vec<Listed>, bool), DbErr> {
    let mut known = Vec::new();
    for it in wanted.iter().filter(|it| !it.readings.is_empty()) {
        known.push((word::having(db, &it.words()).await?, it));
    }
    // The rarest word leaves the fewest to look at.
    known.sort_by(|a, b| (a.0, &a.1.typed).cmp(&(b.0, &b.1.typed)));
    let all_known = known.len() == wanted.len();
    let mut best: BTreeMap<_, (i64, bool, Candidate)> = BTreeMap::new();
    for (index, (_, it)) in known.iter().enumerate() {
        let others: Vec<_> =
            known.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, it)| it).collect();
        let words: Vec<_> = others.iter().map(|(_, it)| it.words()).collect();
        let words: Vec<_> = words.iter().map(Vec::as_slice).collect();
        for found in tables::listing::candidates(db, asked, now, &it.words(), &words).await? {
            let worth = it.readings.get(&found.found_by.0).copied().unwrap_or(1);
            let mut score = found.found_by.1 * worth * rarity(known[index].0);
            let rest = others.iter().zip(&found.others);
            score += rest.map(|((many, _), weight)| weight * LOOKS_ALIKE * rarity(*many)).sum::<i64>();
            let complete = all_known && found.others.iter().all(|it| *it > 0);
            let seen = best.get(&found.campaign).is_some_and(|(before, _, _)| *before >= score);
            if !seen {
                best.insert(found.campaign, (score, complete, found));
            }
        }
        if best.values().any(|it| it.1) {
            break;
        }
    }
    let complete = best.values().any(|it| it.1);
    let some = best.into_values().filter(|it| it.1 || !complete);
    let mut listed: Vec<_> =
        some.map(|(score, _, it)| Listed { key: key(asked, score, &it), campaign: it.campaign }).collect();
    listed.sort_by_key(|it| (it.key, it.campaign));
    if is_descending(asked) {
        listed.reverse();
    }
    let only_some = !complete && !listed.is_empty();
    Ok((listed, only_some))
}

/// A word that few have says more: 1 for one that very many have, up to 11.
fn rarity(many: i64) -> i64 {
    i64::from((word::MANY / many.max(1)).max(1).ilog2()) + 1
}

fn key(asked: &Asked, score: i64, it: &Candidate) -> i64 {
    match asked.sort() {
        Sort::Best => score,
        Sort::Ending => it.deadline_at,
        Sort::Newest => it.published_at,
        Sort::Nearest => it.permille,
    }
}

fn is_descending(asked: &Asked) -> bool {
    asked.sort() != Sort::Ending || asked.state() == State::Ended
}

fn is_behind(it: Listed, mark: Mark, asked: &Asked) -> bool {
    let (it, mark) = ((it.key, it.campaign.0), (mark.key, mark.campaign));
    if is_descending(asked) { it < mark } else { it > mark }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_that_are_nearest_are_meant() {
        let words = ["kaveri", "kavery", "ravens", "caves"].map(str::to_owned).to_vec();
        assert_eq!(nearest("kavrei", words.clone()), ["kaveri"]);
        assert_eq!(nearest("kaverx", words), ["kaveri", "kavery"]);
        assert!(nearest("zzzzzz", vec!["kaveri".into()]).is_empty());
    }

    #[test]
    fn a_rare_word_says_more_than_one_that_all_have() {
        assert_eq!((rarity(0), rarity(1), rarity(30), rarity(2_000)), (11, 11, 7, 1));
    }
}
