//! Refunds that one person does not decide alone.

use super::{
    backoffice::{masked, parse},
    form::LOCALE,
};
use crate::{
    commands::{AnswerRefund, DecideAlone, DecideRefund, LargeRefund, ProposeRefund, REFUND},
    error::RefundError,
    pledge::Item,
    queries,
    tables::chosen_add_on::Taken,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use contracts::{Money, PledgeId, Timestamp, UserId, pledges::Gift};
use kernel::{
    Context,
    proposal::Proposal,
    web::{CurrentUser, Deed, Error, Form, Result, Role, StepUp, View},
};
use serde::{Deserialize, Serialize};

/// A refund that waits for a second person, as it is shown to them.
#[derive(Debug, Serialize)]
pub(super) struct Waiting {
    id: String,
    /// Of exactly what is shown here.
    hash: String,
    amount: Money,
    /// What it is taken from alone.
    only: Option<Item>,
    note: String,
    at: Timestamp,
    until: Timestamp,
    /// Whoever looks proposed it, or gets the money, so somebody else agrees.
    own: bool,
}

/// What waits of `pledge`, if anything. What is shown is read out of what will be done.
pub(super) async fn waiting(ctx: &Context, view: &View, pledge: PledgeId) -> Result<Option<Waiting>> {
    let open = Proposal::open(ctx.db.read(), ctx.module, REFUND, ctx.clock.now()).await?;
    let Some(it) = open.into_iter().find(|it| it.subject == pledge.to_string()) else { return Ok(None) };
    let LargeRefund { amount, only, note, .. } = proposed(&it)?;
    let own = view.user().is_some_and(|user| it.is_by_or_for(user.id));
    let (id, hash) = (it.id.to_string(), it.hash);
    Ok(Some(Waiting { id, hash, amount, only, note, at: it.proposed_at, until: it.expires_at, own }))
}

/// What exactly was proposed.
fn proposed(it: &Proposal) -> Result<LargeRefund> {
    serde_json::from_str(&it.payload).map_err(|error| Error::Internal(error.into()))
}

/// Decides what one person may decide alone, and proposes what is more.
pub(super) async fn decide_or_propose(
    ctx: &Context,
    asked: LargeRefund,
    by: &CurrentUser,
    donor: Option<UserId>,
) -> Result<(), RefundError> {
    let LargeRefund { refund, pledge, amount, only, note } = asked.clone();
    let decided = DecideRefund { refund, pledge, amount, only, decided_by: Some(by.id), note };
    if ctx.run(DecideAlone { asked: decided, finance: by.has_one_of(&[Role::Finance]) }).await? {
        return Ok(());
    }
    ctx.run(ProposeRefund { asked, proposer: Some(by.id), donor }).await
}

/// What the second person says.
#[derive(Deserialize)]
pub(super) struct Answer {
    /// The hash of what was shown, to agree; absent to say no.
    hash: Option<String>,
}

/// `POST /backoffice/pledges/{pledge}/refund/{proposal}`: a second person signs exactly what they were shown (SEC-6), or
/// says no.
pub(super) async fn answer(
    State(ctx): State<Context>,
    who: StepUp,
    Path((pledge, proposal)): Path<(String, String)>,
    Form(form): Form<Answer>,
) -> Result<Response> {
    let pledge = parse(&pledge)?;
    let proposal = proposal.parse().map_err(|_| Error::NotFound)?;
    if let Some(seen) = &form.hash {
        let (db, by) = (ctx.db.read(), (who.user.id, seen.as_str()));
        let shown = Proposal::shown_to(db, ctx.module, (REFUND, proposal), by, ctx.clock.now()).await;
        who.sign(&deed(&ctx, &shown.map_err(RefundError::from)?).await?).await?;
    }
    ctx.run(AnswerRefund { proposal, by: who.user.id, agreed_to: form.hash }).await?;
    Ok(Redirect::to(&place(pledge)).into_response())
}

/// What exactly is signed: how much goes back, to whom, and why.
async fn deed(ctx: &Context, proposal: &Proposal) -> Result<Deed> {
    let LargeRefund { pledge, amount, only, note, .. } = proposed(proposal)?;
    let told = queries::told(ctx, pledge).await?.ok_or(Error::NotFound)?;
    let email = queries::behind(ctx, pledge).await?.contact.and_then(|it| it.email);
    let donor = email.as_deref().map_or_else(|| "the donor".to_owned(), masked);
    let taken = taken_from(only, amount, &told.add_ons);
    let payee = format!("{donor}, by the way that {} was paid", told.row.reference);
    let deed = Deed::new("Agree to a large refund", place(pledge));
    let deed = deed.with("Amount", amount.format_exact(LOCALE)).with("Payee", payee);
    Ok(deed.with("Campaign", told.campaign.title).with("Taken from", taken).with("Why", note))
}

/// What of a pledge `amount` is taken from, in words.
fn taken_from(only: Option<Item>, amount: Money, add_ons: &[Taken]) -> String {
    match only {
        None => "The gift first, then the covered fee, then the tip".to_owned(),
        Some(Item::Gift) => "The gift alone".to_owned(),
        Some(Item::CoveredFee) => "The covered fee alone".to_owned(),
        Some(Item::Tip) => "The tip alone".to_owned(),
        Some(Item::AddOn(id)) => match add_ons.iter().find(|it| it.add_on == id) {
            Some(it) => {
                let each = (it.total.minor / it.count.max(1)).max(1);
                format!("{} of {} × {}, which are free again", amount.minor / each, it.count, it.title)
            }
            None => "An add-on of which the pledge has none any more".to_owned(),
        },
    }
}

fn place(pledge: PledgeId) -> String {
    format!("/backoffice/pledges/{pledge}")
}

/// What a refund may be taken from, as its form offers it.
#[derive(Serialize)]
pub(super) struct Source {
    value: String,
    text: String,
}

/// The parts of `gift` and the add-ons, when there is more than the gift to take from.
pub(super) fn sources(gift: &Gift, add_ons: &[Taken]) -> Vec<Source> {
    let of = |value: &str, text: &str| Source { value: value.to_owned(), text: text.to_owned() };
    let mut sources =
        vec![of("", "The gift first, then the covered fee, then the tip"), of("gift", "The gift alone")];
    if gift.covered_fee.is_positive() {
        sources.push(of("covered_fee", "The covered fee alone"));
    }
    if gift.tip.is_positive() {
        sources.push(of("tip", "The tip alone"));
    }
    sources.extend(add_ons.iter().map(|it| Source {
        value: format!("add_on_{}", it.add_on),
        text: format!("{} × {}: {} in all", it.count, it.title, it.total.format_exact(LOCALE)),
    }));
    if sources.len() > 2 { sources } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::{Currency, RewardId};

    #[test]
    fn whoever_signs_reads_how_many_of_which_add_on_are_given_back() {
        let [mug, other] = [(); 2].map(|()| RewardId::fresh());
        let euros = |whole: i64| Money::new(whole * 100, Currency::Eur);
        let taken = Taken { add_on: mug, title: "A mug".into(), count: 3, total: euros(36) };
        let said = |id| taken_from(Some(Item::AddOn(id)), euros(24), std::slice::from_ref(&taken));
        assert_eq!(said(mug), "2 of 3 × A mug, which are free again");
        assert_eq!(said(other), "An add-on of which the pledge has none any more");
    }
}
