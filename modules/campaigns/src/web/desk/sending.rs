//! The reward of one backer: that it is on its way, and by what.

use super::{
    Bar, Found,
    backers::{in_words, mark, sending_path, title_of},
    enter,
};
use crate::{
    access::{Action, Standing},
    commands::send_reward::{SendReward, TakeSendingBack},
    tables::{
        backer::{self, Backer},
        chosen_add_on,
        delivery::{self, Delivery},
        sent_reward,
    },
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{CampaignId, Timestamp};
use kernel::{
    Context,
    web::{Error, Form, FormProblems, Page, Problems, Result, Text, View},
};
use serde::{Deserialize, Serialize};

/// The most letters of who carries it, and of its number.
const LONGEST: usize = 80;

#[derive(Serialize)]
struct Sending {
    bar: Bar,
    /// Where the form goes.
    path: String,
    /// The donor's name, if they are named.
    name: Option<String>,
    reward: String,
    /// What was taken besides, in words.
    add_ons: Vec<String>,
    /// Who receives it, and each line of where; nothing when the donor has not said so.
    delivery: Vec<String>,
    /// When it was first said that it was sent.
    sent: Option<Timestamp>,
    form: SendingForm,
    problems: FormProblems,
}

impl Page for Sending {
    const TEMPLATE: &'static str = "campaigns/desk_sending.html";
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct SendingForm {
    carrier: String,
    tracking: String,
}

/// A reward that may be sent, and whoever asks for it may say so.
struct Owed {
    campaign: CampaignId,
    found: Found,
    standing: Standing,
    backer: Backer,
    reward: String,
    add_ons: Vec<String>,
    delivery: Option<Delivery>,
}

impl Owed {
    /// Whoever speaks to those who gave and sees who they are may say so.
    async fn find(ctx: &Context, view: &View, id: &str, wanted: &str) -> Result<Self> {
        let user = view.user().ok_or(Error::SignedOut)?;
        let (campaign, found, standing) = enter(ctx, view, id, Action::SeeMoney).await?;
        if !standing.may(Action::Update) {
            return Err(user.refused());
        }
        let db = ctx.db.read();
        // Who runs a campaign has no need of the ids of pledges, so none is in an address here.
        let pledge = backer::with_reward(db, campaign).await?.into_iter().find(|it| mark(*it) == wanted);
        let backer = match pledge {
            Some(pledge) => backer::find(db, campaign, pledge).await?,
            None => None,
        };
        let backer = backer.ok_or(Error::NotFound)?;
        let reward = backer.reward_to_send(found.status()).ok_or(Error::NotFound)?;
        let reward = title_of(found.draft(), reward).ok_or(Error::NotFound)?;
        let delivery = delivery::find(db, backer.pledge).await?;
        let chosen = chosen_add_on::between(db, campaign, backer.pledge, backer.pledge).await?;
        let add_ons = in_words(view, found.draft(), &chosen, backer.pledge);
        Ok(Self { campaign, found, standing, backer, reward, add_ons, delivery })
    }

    fn page(self, view: &View, form: SendingForm, sent: Option<Timestamp>) -> Sending {
        Sending {
            bar: Bar::of(view, self.campaign, &self.found, self.standing, "backers"),
            path: sending_path(self.campaign, &mark(self.backer.pledge)),
            name: self.backer.name,
            reward: self.reward,
            add_ons: self.add_ons,
            delivery: self.delivery.as_ref().map_or_else(Vec::new, lines),
            sent,
            form,
            problems: FormProblems::default(),
        }
    }
}

fn lines(it: &Delivery) -> Vec<String> {
    std::iter::once(it.name.as_str()).chain(it.address.lines()).map(str::to_owned).collect()
}

/// `GET /dashboard/campaigns/{campaign}/backers/{backer}/reward`
pub(super) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path((id, wanted)): Path<(String, String)>,
) -> Result<Response> {
    let owed = Owed::find(&ctx, &view, &id, &wanted).await?;
    let sent = sent_reward::find(ctx.db.read(), owed.backer.pledge).await?;
    let (form, at) = match sent {
        Some(it) => (SendingForm { carrier: it.carrier, tracking: it.tracking }, Some(it.sent_at)),
        None => (SendingForm::default(), None),
    };
    view.show(&owed.page(&view, form, at))
}

/// `POST /dashboard/campaigns/{campaign}/backers/{backer}/reward`
pub(super) async fn create(
    State(ctx): State<Context>,
    view: View,
    Path((id, wanted)): Path<(String, String)>,
    Form(form): Form<SendingForm>,
) -> Result<Response> {
    let by = view.user().ok_or(Error::SignedOut)?.id;
    let owed = Owed::find(&ctx, &view, &id, &wanted).await?;
    let (carrier, tracking) = (form.carrier.trim().to_owned(), form.tracking.trim().to_owned());
    let mut problems = Problems::of(&view);
    for (field, said) in [("carrier", &carrier), ("tracking", &tracking)] {
        if said.chars().count() > LONGEST {
            problems.add(field, &Text::of("problem-long").with("most", 80_i64));
        }
    }
    if !problems.is_empty() {
        let sent = sent_reward::find(ctx.db.read(), owed.backer.pledge).await?;
        let page = owed.page(&view, form, sent.map(|it| it.sent_at));
        return view
            .show_with(StatusCode::UNPROCESSABLE_ENTITY, &Sending { problems: problems.found(), ..page });
    }
    let (campaign, pledge, title) = (owed.campaign, owed.backer.pledge, owed.reward);
    ctx.run(SendReward { campaign, pledge, title, carrier, tracking, by }).await?;
    Ok(Redirect::to(&format!("/dashboard/campaigns/{campaign}/backers")).into_response())
}

/// `POST /dashboard/campaigns/{campaign}/backers/{backer}/reward/removal`: it is not on its way after all.
pub(super) async fn remove(
    State(ctx): State<Context>,
    view: View,
    Path((id, wanted)): Path<(String, String)>,
    Form(_): Form<super::steps::Nothing>,
) -> Result<Response> {
    let by = view.user().ok_or(Error::SignedOut)?.id;
    let owed = Owed::find(&ctx, &view, &id, &wanted).await?;
    let (campaign, pledge, title) = (owed.campaign, owed.backer.pledge, owed.reward);
    ctx.run(TakeSendingBack { campaign, pledge, title, by }).await?;
    Ok(Redirect::to(&format!("/dashboard/campaigns/{campaign}/backers")).into_response())
}
