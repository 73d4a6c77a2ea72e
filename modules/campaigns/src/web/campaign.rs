mod around;
mod draft;
mod rows;
mod words;

use self::{
    around::{Community, Organiser},
    rows::{BudgetRow, GiverRow, RewardRow},
    words::{Said, extended, model, over},
};
pub(super) use self::{draft::preview, rows::dedicated, words::stands};
use super::{
    amounts::{self, Offer},
    cover::{Cover, drawing},
    parts::{Left, Support, counted, shown, units},
    public::before_launch,
    share::{Came, Share, spoken},
};
use crate::{
    category::Category,
    deadline::{self, Shown},
    lifecycle::Status,
    queries::{self, Everything},
    story,
};
use axum::{
    extract::{Path, RawQuery, State},
    http::Uri,
    response::{Redirect, Response},
};
use contracts::{Timestamp, campaigns::FundingModel, terms::PLATFORM_FEE_PERCENT};
use kernel::{
    Context,
    web::{Page, Result, View},
};
use serde::Serialize;
use std::time::Duration;

/// A campaign that lives longer than this sees the same day of a month twice.
const LONGEST_MONTH: Duration = Duration::from_secs(31 * 24 * 60 * 60);

#[derive(Serialize)]
struct CampaignPage {
    slug: String,
    title: String,
    promise: String,
    description: String,
    organiser: String,
    place: String,
    /// What is known of whoever runs it.
    runs: Organiser,
    cover: Cover,
    support: Support,
    units: Option<Units>,
    left: Option<Left>,
    /// Where it stands when it takes no gifts, in a word.
    stands: String,
    /// What of the sum still counts, where it was decided and that became less since.
    counts: Option<String>,
    /// What was collected so far of what was promised, where that is charged after the deadline.
    collected: Option<String>,
    /// What the platform keeps, in percent.
    fee: u32,
    deadline: Shown,
    model: Said,
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
    over: Option<Said>,
    /// That it has more time than was said, and why.
    extended: Option<Said>,
    share: Share,
    /// Where the reader came from, for the links that lead on.
    came: String,
    community: Community,
    /// Where the picture is that stands in place of the drawing; its widths are below.
    picture: Option<String>,
    picture_alt: String,
    /// What it is, for machines: JSON-LD.
    data: String,
    /// It has not begun: nothing can be given, and nobody is led here.
    preview: bool,
}

impl Page for CampaignPage {
    const TEMPLATE: &'static str = "campaigns/show.html";
}

#[derive(Serialize)]
struct Question {
    question: String,
    answer: String,
}

/// Units paid for.
#[derive(Serialize)]
struct Units {
    many: String,
    /// What they are called.
    name: String,
}

#[derive(Serialize)]
struct GiveCard {
    offers: Vec<Offer>,
    minimum: String,
    sign: &'static str,
    /// A second gift would be due before it ends: the same can be given every month. The form to give has the last
    /// word.
    monthly: bool,
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
    let mut page = CampaignPage::of(&view, everything, &ctx.web.settings.public_url, ctx.clock.now())?;
    page.category = view.t(category(&page.category), &[]);
    // The same for everybody who follows the same link.
    page.came = Came::read(query.as_deref().unwrap_or_default()).tag();
    view.public(&page)
}

/// `GET /c/{slug}/`: the same page, by an address that was typed or copied with a slash too many.
pub(crate) async fn without_slash(uri: Uri) -> Redirect {
    let query = uri.query().map(|it| format!("?{it}")).unwrap_or_default();
    Redirect::permanent(&format!("{}{query}", uri.path().trim_end_matches('/')))
}

/// The text that names a kind of campaign.
fn category(slug: &str) -> &'static str {
    slug.parse().unwrap_or(Category::Community).key()
}

impl CampaignPage {
    fn of(view: &View, it: Everything, site: &str, now: Timestamp) -> Result<Self> {
        let campaign = &it.standing.campaign;
        let deadline = deadline::shown(campaign.deadline_at, &campaign.zone).map_err(anyhow::Error::from)?;
        Ok(Self::ending(view, it, site, deadline, now))
    }

    /// The page of a campaign that ends as `deadline` says.
    fn ending(view: &View, it: Everything, site: &str, deadline: Shown, now: Timestamp) -> Self {
        let Everything { standing, collected, budget, rewards, recent, held, aside, around } = it;
        let support = Support::of(&standing);
        let counts = standing.outcome.filter(|it| it.succeeded && it.total != standing.total.raised);
        let counts = counts.map(|_| shown(standing.total.raised));
        let reached = standing.outcome.map_or(standing.total.raised, |it| it.total);
        let campaign = standing.campaign;
        let unit = campaign.unit.as_ref();
        Self {
            preview: false,
            data: super::data::of(&campaign, site, view.language(), &deadline),
            description: story::opening(&campaign.story, 160),
            cover: drawing(view, &campaign),
            units: unit.map(|it| Units { many: counted(units(reached, it)), name: capitalised(&it.many) }),
            over: over(view, &campaign, &aside, &support, &deadline, now),
            extended: extended(view, &campaign, &aside),
            left: Left::until(campaign.deadline_at, now).filter(|_| aside.status == Status::Live),
            stands: stands(view, aside.status),
            counts,
            collected: collected.map(shown),
            fee: PLATFORM_FEE_PERCENT,
            share: Share::of(&spoken(site, view), &campaign.slug, &campaign.title),
            came: String::new(),
            runs: Organiser::of(&aside),
            category_address: format!("/search?category={}", aside.category),
            category: aside.category,
            language: aside.language,
            risks: story::to_html(&aside.risks),
            questions: aside
                .questions
                .into_iter()
                .map(|it| Question { question: it.question, answer: it.answer })
                .collect(),
            community: Community::of(view, &around, &campaign.zone),
            picture: campaign.cover_image.map(|it| format!("/media/{it}")),
            picture_alt: campaign.cover_alt.clone(),
            model: model(view, &campaign, &deadline),
            give: GiveCard {
                offers: amounts::offers(campaign.minimum, unit, &campaign.impacts),
                minimum: shown(campaign.minimum),
                sign: campaign.goal.currency.symbol(),
                monthly: campaign.model == FundingModel::KeepItAll
                    && campaign.deadline_at > now.after(LONGEST_MONTH),
            },
            story: story::to_html(&campaign.story),
            budget: rows::of_budget(&budget, campaign.goal),
            budget_total: shown(campaign.goal),
            rewards: rows::of_rewards(view, &held, rewards),
            recent: recent.into_iter().map(|it| GiverRow::of(view, it, &campaign, now)).collect(),
            slug: campaign.slug,
            title: campaign.title,
            promise: campaign.promise,
            organiser: campaign.organiser,
            place: campaign.place,
            support,
            deadline,
        }
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|it| it.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
