//! Who gave: for those who run the campaign. Names only where donors agreed to be named; no addresses.

use super::{Bar, enter};
use crate::{
    access::Action,
    draft::{Draft, LOCALE},
    tables::{
        backer::{self, Backer, Filter, State as BackerState},
        chosen_add_on::{self, Chosen},
    },
    web::{campaign::dedicated, parts::shown},
};
use axum::{
    extract::{Path, Query, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use contracts::{CampaignId, PledgeId, RewardId, Timestamp};
use kernel::{
    Context,
    web::{Page, Result, StepUp, Text, View, csv_row},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// How many one page shows, and how many one file holds.
const ON_A_PAGE: i64 = 50;
/// How far a list can be leafed through.
const FURTHEST: i64 = 1_000_000;
const IN_A_FILE: i64 = 100_000;

#[derive(Serialize)]
struct Backers {
    bar: Bar,
    rows: Vec<Row>,
    states: Vec<Choice>,
    rewards: Vec<Choice>,
    /// The page after this one, when there is one.
    next: Option<String>,
    csv: String,
    filtered: bool,
}

impl Page for Backers {
    const TEMPLATE: &'static str = "campaigns/desk_backers.html";
}

#[derive(Serialize)]
struct Choice {
    value: String,
    title: String,
    chosen: bool,
}

#[derive(Serialize)]
struct Row {
    name: Option<String>,
    promised: String,
    counts: Option<String>,
    reward: Option<String>,
    /// What was taken besides, in words.
    add_ons: Vec<String>,
    /// When its reward was sent.
    sent: Option<Timestamp>,
    /// Where this person can say that its reward was sent, and by what.
    send: Option<String>,
    /// To whom it is dedicated, in words.
    dedicated: Option<String>,
    state: String,
    tone: &'static str,
    at: Timestamp,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    state: String,
    reward: String,
    after: i64,
}

impl Asked {
    fn filter(&self) -> Filter {
        let reward = self.reward.parse::<RewardId>().ok();
        Filter { state: BackerState::named(&self.state).filter(|it| *it != BackerState::Waiting), reward }
    }

    fn query(&self) -> String {
        let filter = self.filter();
        let mut query = String::new();
        if let Some(state) = filter.state {
            let _ = write!(query, "&state={}", state.name());
        }
        if let Some(reward) = filter.reward {
            let _ = write!(query, "&reward={reward}");
        }
        query
    }
}

/// `GET /dashboard/campaigns/{campaign}/backers`
pub(super) async fn index(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (campaign, found, standing) = enter(&ctx, &view, &id, Action::SeeMoney).await?;
    let skipped = asked.after.clamp(0, FURTHEST);
    let mut backers = backer::of(ctx.db.read(), campaign, asked.filter(), skipped, ON_A_PAGE + 1).await?;
    let more = backers.len() > usize::try_from(ON_A_PAGE).unwrap_or(usize::MAX);
    backers.truncate(usize::try_from(ON_A_PAGE).unwrap_or(usize::MAX));
    let query = asked.query();
    let chosen = chosen(&ctx, campaign, &backers).await?;
    let (draft, sends) = (found.draft(), standing.may(Action::Update));
    let sending = |it: &Backer| {
        let to_send = it.reward_to_send(found.status()).filter(|_| sends);
        to_send.map(|_| sending_path(campaign, &mark(it.pledge)))
    };
    let row = |(it, sent): &(Backer, Option<Timestamp>)| Row {
        sent: *sent,
        send: sending(it),
        add_ons: in_words(&view, draft, &chosen, it.pledge),
        ..Row::of(&view, it, draft)
    };
    let page = Backers {
        // A number: who runs a campaign has no need of the ids of pledges.
        next: more
            .then(|| format!("/dashboard/campaigns/{campaign}/backers?after={}{query}", skipped + ON_A_PAGE)),
        csv: csv_path(campaign, &query),
        filtered: !query.is_empty(),
        states: states(&view, &asked),
        rewards: rewards(draft, &asked),
        rows: backers.iter().map(row).collect(),
        bar: Bar::of(&view, campaign, &found, standing, "backers"),
    };
    view.show(&page)
}

/// Where whoever sends the rewards says that the one of the backer of this mark was sent.
pub(super) fn sending_path(campaign: CampaignId, mark: &str) -> String {
    format!("/dashboard/campaigns/{campaign}/backers/{mark}/reward")
}

fn csv_path(campaign: CampaignId, query: &str) -> String {
    format!("/dashboard/campaigns/{campaign}/backers.csv?{}", query.trim_start_matches('&'))
}

fn states(view: &View, asked: &Asked) -> Vec<Choice> {
    let choice = |it: BackerState| Choice {
        value: it.name().to_owned(),
        title: view.t(it.title(), &[]),
        chosen: asked.state == it.name(),
    };
    BackerState::ALL.into_iter().map(choice).collect()
}

fn rewards(draft: &Draft, asked: &Asked) -> Vec<Choice> {
    let choice = |it: &crate::draft::RewardText| Choice {
        value: it.id.to_string(),
        title: it.title.clone(),
        chosen: asked.reward == it.id.to_string(),
    };
    draft.rewards.iter().filter(|it| !it.add_on).map(choice).collect()
}

/// What each of `backers`, the latest first, has besides a reward.
async fn chosen(
    ctx: &Context,
    campaign: CampaignId,
    backers: &[(Backer, Option<Timestamp>)],
) -> Result<Chosen> {
    let (Some((last, _)), Some((first, _))) = (backers.first(), backers.last()) else {
        return Ok(Chosen::new());
    };
    Ok(chosen_add_on::between(ctx.db.read(), campaign, first.pledge, last.pledge).await?)
}

pub(super) fn in_words(view: &View, draft: &Draft, chosen: &Chosen, pledge: PledgeId) -> Vec<String> {
    let said = |(add_on, many): &(RewardId, i64)| {
        let title = title_of(draft, *add_on).unwrap_or_default();
        view.say(&Text::of("backers-add-on").with("many", *many).with("title", title))
    };
    chosen.get(&pledge).map(|it| it.iter().map(said).collect()).unwrap_or_default()
}

pub(super) fn title_of(draft: &Draft, reward: RewardId) -> Option<String> {
    draft.rewards.iter().find(|it| it.id == reward).map(|it| it.title.clone())
}

impl Row {
    fn of(view: &View, it: &Backer, draft: &Draft) -> Self {
        Self {
            name: it.name.clone(),
            promised: shown(it.promised),
            counts: (it.counts != it.promised).then(|| shown(it.counts)),
            reward: it.reward.and_then(|it| title_of(draft, it)),
            add_ons: Vec::new(),
            sent: None,
            send: None,
            dedicated: it.dedicated.clone().map(|(text, to)| view.say(&dedicated(&text, to))),
            state: view.t(it.state.title(), &[]),
            tone: match it.state {
                BackerState::Paid | BackerState::CardSaved => "ok",
                BackerState::Reduced | BackerState::Waiting => "warn",
                BackerState::TakenBack => "bad",
            },
            at: it.given_at,
        }
    }
}

/// What tells a pledge from all others, and leads to none of them: who runs a campaign has no need of its id.
pub(super) fn mark(pledge: PledgeId) -> String {
    let digest = Sha256::digest(pledge.0.as_bytes());
    digest.iter().take(8).fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// `GET /dashboard/campaigns/{campaign}/backers.csv`: columns are only ever added, at the end. It leaves the site, so
/// whoever takes it has just proved that it is them (SEC-6).
pub(super) async fn file(
    State(ctx): State<Context>,
    view: View,
    fresh: Result<StepUp>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (campaign, found, _) = enter(&ctx, &view, &id, Action::SeeMoney).await?;
    fresh?;
    let backers = backer::of(ctx.db.read(), campaign, asked.filter(), 0, IN_A_FILE).await?;
    // A mark by which spreadsheets know that this is UTF-8.
    let mut text = String::from('\u{feff}');
    text += &csv_row([
        "pledge",
        "given_at",
        "name",
        "promised",
        "counts",
        "currency",
        "reward",
        "state",
        "dedicated",
        "add_ons",
    ]);
    let chosen = chosen(&ctx, campaign, &backers).await?;
    for (it, _) in &backers {
        let reward = it.reward.and_then(|it| title_of(found.draft(), it)).unwrap_or_default();
        text += &csv_row([
            &mark(it.pledge),
            &it.given_at.to_string(),
            it.name.as_deref().unwrap_or_default(),
            &it.promised.format_input(LOCALE),
            &it.counts.format_input(LOCALE),
            it.promised.currency.code(),
            &reward,
            it.state.name(),
            &it.dedicated.clone().map(|(text, to)| view.say(&dedicated(&text, to))).unwrap_or_default(),
            &in_words(&view, found.draft(), &chosen, it.pledge).join("; "),
        ]);
    }
    let name = format!("attachment; filename=\"{}-backers.csv\"", found.draft().slug);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment")),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, text).into_response())
}
