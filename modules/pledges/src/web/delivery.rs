//! Where the reward goes. What was said is not shown: whoever has the address of a pledge's page may see that page.

use super::{address, pledge::unlisted};
use crate::{
    commands::{DropDelivery, TellDelivery},
    pledge::Status,
    queries::{self, Told},
    tables::{
        delivery::{self, Delivery},
        reward::Reward,
    },
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Context,
    web::{Error, Form, FormProblems, Page, Problems, Result, Text, View},
};
use serde::{Deserialize, Serialize};

/// The most letters of a name, and of a line of an address.
const LONGEST: usize = 100;
/// The most lines of an address.
const MOST_LINES: usize = 8;

#[derive(Serialize)]
struct Where {
    /// The pledge, as the address of its page has it.
    address: String,
    reference: String,
    reward: String,
    organiser: String,
    /// Something was said before.
    told: bool,
    form: DeliveryForm,
    problems: FormProblems,
}

impl Page for Where {
    const TEMPLATE: &'static str = "pledges/delivery.html";
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct DeliveryForm {
    name: String,
    address: String,
    /// There when what was said is taken back.
    #[serde(skip_serializing)]
    forget: Option<String>,
}

impl DeliveryForm {
    fn read(&self, view: &View) -> std::result::Result<Delivery, FormProblems> {
        let mut problems = Problems::of(view);
        let too_long = |it: &str| it.chars().count() > LONGEST || it.chars().any(char::is_control);
        let name = one_line(&self.name);
        if name.is_empty() {
            problems.add("name", &Text::of("problem-delivery-name"));
        } else if too_long(&name) {
            problems.add("name", &Text::of("problem-name-long"));
        }
        let lines: Vec<_> = self.address.lines().map(one_line).filter(|it| !it.is_empty()).collect();
        if lines.is_empty() {
            problems.add("address", &Text::of("problem-delivery-address"));
        } else if lines.len() > MOST_LINES || lines.iter().any(|it| too_long(it)) {
            problems.add("address", &Text::of("problem-delivery-long"));
        }
        if problems.is_empty() {
            Ok(Delivery { name, address: lines.join("\n") })
        } else {
            Err(problems.found())
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether there is a reward that may still be sent. The command has the last word.
pub(super) fn is_open(told: &Told) -> bool {
    let counts = matches!(told.row.status, Status::Active | Status::CardSaved | Status::PartlyRefunded);
    counts && told.reward.as_ref().is_some_and(Reward::is_posted) && told.sent.is_none()
}

/// `GET /p/{pledge}/delivery`
pub(super) async fn edit(State(ctx): State<Context>, view: View, Path(id): Path<String>) -> Result<Response> {
    let told = queries::told(&ctx, address::pledge(&ctx, &id)?).await?.ok_or(Error::NotFound)?;
    if !is_open(&told) {
        return Ok(unlisted(Redirect::to(&address::of_pledge(&ctx, told.row.id)).into_response()));
    }
    page(&ctx, &view, told, DeliveryForm::default(), FormProblems::default(), StatusCode::OK).await
}

/// `POST /p/{pledge}/delivery`
pub(super) async fn update(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Form(form): Form<DeliveryForm>,
) -> Result<Response> {
    let pledge = address::pledge(&ctx, &id)?;
    let back = Redirect::to(&address::of_pledge(&ctx, pledge)).into_response();
    if form.forget.is_some() {
        ctx.run(DropDelivery { pledge }).await?;
        return Ok(back);
    }
    let told = queries::told(&ctx, pledge).await?.ok_or(Error::NotFound)?;
    match form.read(&view) {
        Ok(to) => ctx.run(TellDelivery { pledge, to }).await?,
        Err(problems) => {
            return page(&ctx, &view, told, form, problems, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    }
    Ok(back)
}

async fn page(
    ctx: &Context,
    view: &View,
    told: Told,
    form: DeliveryForm,
    problems: FormProblems,
    status: StatusCode,
) -> Result<Response> {
    let page = Where {
        address: view.keys().address(told.row.id.0),
        told: delivery::find(ctx.db.read(), told.row.id).await?.is_some(),
        reference: told.row.reference,
        reward: told.reward.map(|it| it.title).unwrap_or_default(),
        organiser: told.campaign.organiser,
        form,
        problems,
    };
    Ok(unlisted(view.show_with(status, &page)?))
}
