//! A draft on the page that donors will see, for whoever has its preview link.

use super::{CampaignPage, category};
use crate::{
    campaign::Question,
    category::Category,
    deadline::{self, Shown},
    draft::{Draft, RewardText, drawing},
    lifecycle::Status,
    queries::{Around, Everything, Standing},
    tables::{
        aside::{Aside, Asked, Ran},
        campaign::Campaign,
        draft::Drafted,
        reward::Reward,
        total::Total,
    },
    transition::words,
};
use axum::response::Response;
use contracts::{CampaignId, Money, Timestamp, UserId};
use kernel::web::{Result, View};
use std::collections::BTreeMap;

/// The page of `drafted` as it will look when it begins: what is not written yet is left out or named so, nothing can
/// be given, and nothing leads to what is not there.
pub(in crate::web) fn preview(view: &View, drafted: Drafted, site: &str, now: Timestamp) -> Result<Response> {
    let Drafted { campaign, creator, status, draft, .. } = drafted;
    let untitled = draft.title.is_empty();
    let kind = if draft.category.is_empty() { "" } else { category(&draft.category) };
    let adds_up = draft.goal_read().is_some() && draft.out_of_balance().is_none();
    let deadline = draft.ends_at().and_then(|at| deadline::shown(at, &draft.zone).ok());
    let deadline =
        deadline.unwrap_or_else(|| Shown { local: view.t("preview-no-day", &[]), ..Shown::default() });
    let mut page = CampaignPage::ending(view, everything(campaign, creator, draft, now), site, deadline, now);
    page.preview = true;
    page.stands = view.t(words(status), &[]);
    page.category = if kind.is_empty() { String::new() } else { view.t(kind, &[]) };
    page.over = None;
    page.data.clear();
    if untitled {
        page.title = view.t("preview-heading", &[]);
    }
    if !adds_up {
        page.budget_total.clear();
    }
    view.show(&page)
}

/// A draft as if it had begun just now, and nobody had come yet.
fn everything(id: CampaignId, creator: UserId, draft: Draft, now: Timestamp) -> Everything {
    let (currency, rewards) = (draft.currency, rewards(&draft));
    let zero = Money::zero(currency);
    let kind = draft.category.parse().unwrap_or(Category::Community);
    let asked = |it: &Question| Asked { question: it.question.clone(), answer: it.answer.clone() };
    let aside = Aside {
        category: kind.slug().to_owned(),
        language: draft.language.clone(),
        risks: draft.risks.clone(),
        questions: draft.faq.iter().map(asked).collect(),
        status: Status::Live,
        stopped_reason: None,
        extended: None,
        ran: Ran::default(),
    };
    let budget = draft.lines();
    let campaign = Campaign {
        id,
        goal: draft.goal_read().unwrap_or(zero),
        minimum: draft.minimum_read().unwrap_or(zero),
        deadline_at: draft.ends_at().unwrap_or(now),
        impacts: draft.impacts_read(),
        slug: draft.slug,
        title: draft.title,
        promise: draft.promise,
        story: draft.story,
        organiser: draft.organiser,
        place: draft.place,
        model: draft.model,
        zone: draft.zone,
        unit: None,
        cover: drawing(kind, id),
        category: kind,
        language: draft.language,
        creator,
        status: Status::Live,
        cover_image: draft.cover,
        cover_alt: draft.cover_alt,
        risks: draft.risks,
        faq: draft.faq,
        stopped_reason: None,
        published_at: now,
    };
    Everything {
        standing: Standing { campaign, total: Total::nothing(currency), outcome: None },
        collected: None,
        budget,
        rewards,
        recent: Vec::new(),
        held: BTreeMap::new(),
        aside,
        around: Around { updates: 0, latest: None, comments: 0, said: Vec::new(), edits: 0 },
    }
}

/// The rewards that have a name.
fn rewards(draft: &Draft) -> Vec<Reward> {
    let named = draft.rewards.iter().filter(|it| !it.title.is_empty());
    let reward = |it: &RewardText| {
        let new = it.read(draft);
        Reward {
            id: it.id,
            title: new.title,
            description: new.description,
            price: new.price,
            limit: new.limit,
            add_on: new.add_on,
            digital: new.digital,
        }
    };
    named.map(reward).collect()
}
