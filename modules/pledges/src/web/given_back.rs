//! What was given back of a campaign's gifts, and by whose word, for whoever runs it: their part of this module's audit log
//! (security.md 2.3).

use crate::{
    rehearsal::is_owner,
    tables::{campaign::Campaign, refund},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use contracts::{CampaignId, Money, Timestamp, UserId};
use kernel::{
    Context,
    audit::{self, Found, Search},
    reference,
    web::{Action, CurrentUser, Error, Owner, Page, Result, View, can},
};
use serde::Serialize;
use uuid::Uuid;

/// Of how many gifts it is looked for, those of the latest refunds first.
const GIFTS: i64 = 500;
/// How many entries are shown, the latest first.
const ENTRIES: i64 = 200;

#[derive(Serialize)]
struct GivenBack {
    campaign: CampaignId,
    title: String,
    entries: Vec<Entry>,
}

/// An entry as a creator reads it. Which member of staff it was is not said, nor why.
#[derive(Serialize)]
struct Entry {
    at: Timestamp,
    /// `done`, `proposed` or `declined`.
    deed: &'static str,
    amount: Option<Money>,
    reference: String,
    who: String,
}

impl Page for GivenBack {
    const TEMPLATE: &'static str = "pledges/given_back.html";
}

/// `GET /dashboard/campaigns/{campaign}/refunds`: for the campaign's creator, as the rest of its log.
pub(super) async fn index(
    State(ctx): State<Context>,
    view: View,
    user: CurrentUser,
    Path(campaign): Path<String>,
) -> Result<Response> {
    let id: CampaignId = campaign.parse().map_err(|_| Error::NotFound)?;
    let db = ctx.db.read();
    let owner = if is_owner(db, id, user.id).await? { Owner::Own } else { Owner::Other };
    if !can(Some(&user), Action::ReadAuditOfOwn, owner) {
        return Err(user.refused());
    }
    let campaign = Campaign::by_id(db, id).await?.ok_or(Error::NotFound)?;
    let gifts = refund::pledges_of(db, id, GIFTS).await?;
    let about: Vec<_> = gifts.iter().map(|it| format!("pledge/{it}")).collect();
    // Nothing to look for would mean everything.
    let found = if about.is_empty() {
        Vec::new()
    } else {
        let wanted = Search { about, kinds: vec!["pledge.refund"], ..Search::default() };
        audit::search(db, ctx.module, &wanted, ENTRIES).await?
    };
    let entries = found.iter().filter_map(|it| entry(&view, user.id, it)).collect();
    view.show(&GivenBack { campaign: id, title: campaign.title, entries })
}

fn entry(view: &View, reader: UserId, it: &Found) -> Option<Entry> {
    let amount = amount(it.became.as_deref());
    let deed = match it.action.as_str() {
        "pledge.refund" if amount.is_some() => "done",
        "pledge.refund.propose" if amount.is_some() => "proposed",
        "pledge.refund.decline" => "declined",
        _ => return None,
    };
    let pledge: Uuid = it.subject.strip_prefix("pledge/")?.parse().ok()?;
    let who = match it.actor.strip_prefix("user/") {
        Some(id) if id == reader.to_string() => "given-back-by-you",
        Some(_) => "given-back-by-staff",
        None => "given-back-by-itself",
    };
    let (reference, who) = (reference(pledge), view.t(who, &[]));
    Some(Entry { at: Timestamp(it.at), deed, amount, reference, who })
}

/// The amount of a refund that was noted.
fn amount(noted: Option<&str>) -> Option<Money> {
    let noted: serde_json::Value = serde_json::from_str(noted?).ok()?;
    serde_json::from_value(noted.get("amount")?.clone()).ok()
}
