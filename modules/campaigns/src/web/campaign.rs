use super::{
    amounts::{self, Offer},
    parts::{Left, Support, ago, counted, shown, typed, units},
    public::before_launch,
    share::{Came, Share},
};
use crate::{
    campaign::BudgetLine,
    category::Category,
    cover::Drawing,
    deadline::{self, Shown},
    lifecycle::Status,
    progress::Stage,
    queries::{self, Around, Everything},
    story,
    tables::{aside::Aside, campaign::Campaign, giver::Giver, reward::Reward},
};
use axum::{
    extract::{Path, RawQuery, State},
    response::Response,
};
use contracts::{
    Money, Timestamp,
    campaigns::{Audience, FundingModel, RewardLimit},
};
use kernel::{
    Context,
    web::{Page, Result, View},
};
use serde::Serialize;

/// How many letters of a comment a campaign's page shows.
const MOST_WORDS: usize = 400;

#[derive(Serialize)]
struct CampaignPage {
    slug: String,
    title: String,
    promise: String,
    description: String,
    organiser: String,
    place: String,
    cover: Drawing,
    support: Support,
    units: Option<Units>,
    left: Option<Left>,
    deadline: Shown,
    model: Model,
    give: GiveCard,
    /// HTML that `story` made safe.
    story: String,
    budget: Vec<BudgetRow>,
    budget_total: String,
    rewards: Vec<RewardRow>,
    recent: Vec<GiverRow>,
    /// What kind it is, and where there are others of the kind.
    category: String,
    category_address: String,
    language: String,
    /// HTML that `story` made safe; empty when there are none.
    risks: String,
    questions: Vec<Question>,
    /// Why it takes no gifts, in words; `None` while it does.
    over: Option<Over>,
    share: Share,
    /// Where the reader came from, for the links that lead on.
    came: String,
    community: Community,
    /// The picture that stands in place of the drawing.
    picture: Option<String>,
    picture_alt: String,
    /// What it is, for machines: JSON-LD.
    data: String,
}

/// What stands around the campaign.
#[derive(Serialize)]
struct Community {
    updates: usize,
    comments: i64,
    edits: usize,
    latest: Option<Latest>,
    /// What was said last.
    said: Vec<Said>,
}

/// A comment that everybody may read.
#[derive(Serialize)]
struct Said {
    name: String,
    team: bool,
    words: String,
    at: Timestamp,
}

/// The last update that everybody may read.
#[derive(Serialize)]
struct Latest {
    id: String,
    title: String,
    opening: String,
    at: Timestamp,
}

impl Page for CampaignPage {
    const TEMPLATE: &'static str = "campaigns/show.html";
}

#[derive(Serialize)]
struct Question {
    question: String,
    answer: String,
}

/// Why a campaign takes no gifts.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Over {
    title: &'static str,
    words: String,
}

/// Units paid for.
#[derive(Serialize)]
struct Units {
    many: String,
    /// What they are called.
    name: String,
}

/// When donors are charged, in words.
#[derive(Serialize)]
struct Model {
    title: &'static str,
    words: String,
}

#[derive(Serialize)]
struct GiveCard {
    offers: Vec<Offer>,
    minimum: String,
    sign: &'static str,
}

#[derive(Serialize)]
struct BudgetRow {
    label: String,
    amount: String,
    percent: i64,
    /// The number of its colour, 1 to 5.
    colour: usize,
}

#[derive(Serialize)]
struct RewardRow {
    id: String,
    title: String,
    description: String,
    price: String,
    /// The price as the form takes it.
    amount: String,
    limit: String,
    /// How many can still be had; `None` where they are not counted.
    left: Option<i64>,
    open: bool,
}

#[derive(Serialize)]
struct GiverRow {
    name: String,
    initials: String,
    when: String,
    amount: String,
}

/// `GET /c/{slug}`
pub(crate) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response> {
    let Some(everything) = queries::everything(&ctx.db, &slug).await? else {
        return before_launch(&ctx, &view, &slug).await;
    };
    let mut page = CampaignPage::of(everything, &ctx.web.settings.public_url, ctx.clock.now())?;
    page.category = view.t(category(&page.category), &[]);
    // The same for everybody who follows the same link.
    page.came = Came::read(query.as_deref().unwrap_or_default()).tag();
    view.public(&page)
}

/// The text that names a kind of campaign.
fn category(slug: &str) -> &'static str {
    slug.parse().unwrap_or(Category::Community).key()
}

impl CampaignPage {
    fn of(it: Everything, site: &str, now: Timestamp) -> Result<Self> {
        let Everything { standing, budget, rewards, recent, held, aside, around } = it;
        let support = Support::of(&standing);
        let campaign = standing.campaign;
        let deadline = deadline::shown(campaign.deadline_at, &campaign.zone).map_err(anyhow::Error::from)?;
        let unit = campaign.unit.as_ref();
        Ok(Self {
            data: super::data::of(&campaign, site, &deadline),
            description: story::opening(&campaign.story, 160),
            cover: campaign.cover.draw(),
            units: unit.map(|it| Units {
                many: counted(units(standing.total.raised, it)),
                name: capitalised(&it.many),
            }),
            over: Over::of(&campaign, &aside, &support, &deadline, now),
            left: Left::until(campaign.deadline_at, now).filter(|_| aside.status == Status::Live),
            share: Share::of(site, &campaign.slug, &campaign.title),
            came: String::new(),
            category_address: format!("/search?category={}", aside.category),
            category: aside.category,
            language: aside.language,
            risks: story::to_html(&aside.risks),
            questions: aside
                .questions
                .into_iter()
                .map(|it| Question { question: it.question, answer: it.answer })
                .collect(),
            community: Community::of(&around),
            picture: campaign.cover_image.map(|it| format!("/media/{it}/1600.jpg")),
            picture_alt: campaign.cover_alt.clone(),
            model: Model::of(&campaign, &deadline),
            give: GiveCard {
                offers: amounts::offers(campaign.minimum, unit),
                minimum: shown(campaign.minimum),
                sign: campaign.goal.currency.symbol(),
            },
            story: story::to_html(&campaign.story),
            budget: budget_rows(&budget, campaign.goal),
            budget_total: shown(campaign.goal),
            rewards: rewards
                .into_iter()
                .map(|it| RewardRow::of(held.get(&it.id).copied().unwrap_or(0), it))
                .collect(),
            recent: recent.into_iter().map(|it| GiverRow::of(it, &campaign, now)).collect(),
            slug: campaign.slug,
            title: campaign.title,
            promise: campaign.promise,
            organiser: campaign.organiser,
            place: campaign.place,
            support,
            deadline,
        })
    }
}

impl Community {
    fn of(around: &Around) -> Self {
        let latest = around.updates.iter().find(|it| it.audience == Audience::Public);
        let said = around.said.iter().map(|it| Said {
            name: it.author_name.clone(),
            team: it.from_team,
            words: shortened(&it.words),
            at: it.at,
        });
        Self {
            said: said.collect(),
            updates: around.updates.len(),
            comments: around.comments,
            edits: around.edits,
            latest: latest.and_then(|it| {
                Some(Latest {
                    id: it.id.to_string(),
                    title: it.title.clone(),
                    opening: story::opening(&it.body, 280),
                    at: it.posted_at?,
                })
            }),
        }
    }
}

/// As much of a comment as a campaign's page has room for.
fn shortened(words: &str) -> String {
    match words.char_indices().nth(MOST_WORDS) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}

impl Over {
    /// Words for where it stands, once it takes no gifts; `None` while it does.
    fn of(
        campaign: &Campaign,
        aside: &Aside,
        support: &Support,
        deadline: &Shown,
        now: Timestamp,
    ) -> Option<Self> {
        let reason = aside.stopped_reason.clone().unwrap_or_default();
        let reached = support.stage == Stage::Reached;
        let (raised, goal, local) = (&support.raised, &support.goal, &deadline.local);
        let all = campaign.model == FundingModel::AllOrNothing;
        let (title, words) = match aside.status {
            Status::Suspended => ("Paused", format!("This campaign takes no gifts for now. {reason}")),
            Status::Cancelled => (
                "Cancelled",
                format!(
                    "This campaign was given up, and what was given goes back to those who gave it. {reason}"
                ),
            ),
            Status::Live if now < campaign.deadline_at => return None,
            Status::Scheduled => ("Not open yet", "This campaign has not begun.".to_owned()),
            _ if reached && all => (
                "It will happen",
                format!(
                    "It ended on {local} with {raised}, more than the {goal} it needed. The cards that were saved are charged now."
                ),
            ),
            _ if reached => ("It will happen", format!("It ended on {local} with {raised} of {goal}.")),
            _ if all => (
                "It did not come about",
                format!("It ended on {local} with {raised} of {goal}. Nothing was charged."),
            ),
            _ => (
                "It has ended",
                format!("It ended on {local} with {raised} of {goal}. What was given is kept and used."),
            ),
        };
        Some(Self { title, words: words.trim().to_owned() })
    }
}

impl Model {
    fn of(campaign: &Campaign, deadline: &Shown) -> Self {
        let (goal, local, utc) = (shown(campaign.goal), &deadline.local, &deadline.utc);
        match campaign.model {
            FundingModel::KeepItAll => Self {
                title: "Keep what is raised",
                words: format!(
                    "Your card is charged when you give. What comes in is kept even if {goal} is not reached. \
                     The campaign ends on {local}, which is {utc}."
                ),
            },
            FundingModel::AllOrNothing => Self {
                title: "All or nothing",
                words: format!(
                    "Nothing is charged today. Your card is charged only if {goal} is reached by {local}, which \
                     is {utc}."
                ),
            },
        }
    }
}

/// The lines with whole percentages that add up to 100.
fn budget_rows(lines: &[BudgetLine], goal: Money) -> Vec<BudgetRow> {
    let weights: Vec<_> = lines.iter().map(|it| it.amount.minor.unsigned_abs()).collect();
    let percents = Money::new(100, goal.currency).split(&weights);
    let row = |(index, (line, percent)): (usize, (&BudgetLine, Money))| BudgetRow {
        label: line.label.clone(),
        amount: shown(line.amount),
        percent: percent.minor,
        colour: index % 5 + 1,
    };
    lines.iter().zip(percents).enumerate().map(row).collect()
}

impl RewardRow {
    fn of(held: i64, reward: Reward) -> Self {
        let left = match reward.limit {
            RewardLimit::Quantity(many) => Some((many - held).max(0)),
            _ => None,
        };
        Self {
            id: reward.id.to_string(),
            title: reward.title,
            description: reward.description,
            price: shown(reward.price),
            amount: typed(reward.price),
            limit: match reward.limit {
                RewardLimit::Unlimited => "As many as are asked for".to_owned(),
                RewardLimit::Closed => "No longer given".to_owned(),
                RewardLimit::Quantity(1) => "There is only one".to_owned(),
                RewardLimit::Quantity(many) => format!("Limited to {}", counted(many)),
            },
            left,
            open: reward.limit != RewardLimit::Closed && left != Some(0),
        }
    }
}

impl GiverRow {
    fn of(giver: Giver, campaign: &Campaign, now: Timestamp) -> Self {
        Self {
            initials: giver.name.as_deref().map_or_else(|| "?".to_owned(), initials),
            name: giver.name.unwrap_or_else(|| "Someone kind".to_owned()),
            when: ago(giver.given_at, now),
            amount: shown(Money::new(giver.amount_minor, campaign.goal.currency)),
        }
    }
}

/// The first letters of the first and the last word of a name.
fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|it| it.chars().next());
    let (first, last) = (letters.next(), letters.next_back());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|it| it.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
