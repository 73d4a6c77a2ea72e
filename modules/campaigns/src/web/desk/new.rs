use crate::{commands::start_campaign::StartCampaign, draft::Draft, tongue};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{CampaignId, Currency, campaigns::FundingModel};
use kernel::{
    Context,
    web::{Error, Form, FormProblems, Page, Problems, Renewal, Result, Text, View},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The one question that begins a campaign.
#[derive(Serialize)]
struct NewPage {
    form: NewForm,
    problems: FormProblems,
    currencies: Vec<CurrencyChoice>,
}

impl Page for NewPage {
    const TEMPLATE: &'static str = "campaigns/desk_new.html";
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct NewForm {
    /// Minted when the form was shown.
    id: String,
    title: String,
    organiser: String,
    currency: String,
    model: String,
}

#[derive(Serialize)]
struct CurrencyChoice {
    code: &'static str,
    name: &'static str,
    chosen: bool,
}

/// `GET /dashboard/campaigns/new`
pub(super) async fn new(view: View) -> Result<Response> {
    let form = NewForm {
        id: CampaignId::fresh().to_string(),
        organiser: view.user().map(|it| it.name.clone()).unwrap_or_default(),
        currency: Currency::Eur.code().to_owned(),
        model: "keep_it_all".to_owned(),
        ..NewForm::default()
    };
    view.show(&NewPage::of(form, FormProblems::default()))
}

/// `POST /dashboard/campaigns`
pub(super) async fn create(
    State(ctx): State<Context>,
    view: View,
    renewal: Renewal,
    Form(form): Form<NewForm>,
) -> Result<Response> {
    let user = view.user().ok_or(Error::SignedOut)?;
    let id = form.id.parse::<CampaignId>().ok().filter(|it| it.0.get_version_num() == 7);
    let id = id.ok_or_else(|| Error::bad("this form lacks its number: open the page again"))?;
    let draft = match form.read(&view) {
        Ok(draft) => draft,
        Err(problems) => {
            return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &NewPage::of(form, problems));
        }
    };
    let preview_token = Uuid::new_v4().simple().to_string();
    let id = ctx.run(StartCampaign { id, creator: user.id, draft, preview_token }).await?;
    renewal.of_creator(user).await?;
    Ok(Redirect::to(&format!("/dashboard/campaigns/{id}/edit/basics")).into_response())
}

impl NewForm {
    fn read(&self, view: &View) -> Result<Draft, FormProblems> {
        let mut problems = Problems::of(view);
        let title = self.title.trim();
        match title.chars().count() {
            0 => problems.add("title", &Text::of("new-problem-title")),
            81.. => problems.add("title", &Text::of("problem-long").with("most", 80_i64)),
            _ => {}
        }
        if self.organiser.trim().is_empty() || self.organiser.chars().count() > 80 {
            problems.add("organiser", &Text::of("new-problem-organiser"));
        }
        let currency = self.currency.parse::<Currency>().ok().filter(|it| it.can_be_collected());
        if currency.is_none() {
            problems.add("currency", &Text::of("new-problem-currency"));
        }
        let model = match self.model.as_str() {
            "keep_it_all" => Some(FundingModel::KeepItAll),
            "all_or_nothing" => Some(FundingModel::AllOrNothing),
            _ => None,
        };
        if model.is_none() {
            problems.add("model", &Text::of("new-problem-model"));
        }
        match (currency, model) {
            (Some(currency), Some(model)) if problems.is_empty() => {
                let language = tongue::of_page(view.language()).to_owned();
                Ok(Draft { language, ..Draft::begun(title, &self.organiser, currency, model) })
            }
            _ => Err(problems.found()),
        }
    }
}

impl NewPage {
    fn of(form: NewForm, problems: FormProblems) -> Self {
        let currencies = currencies(&form.currency);
        Self { form, problems, currencies }
    }
}

fn currencies(chosen: &str) -> Vec<CurrencyChoice> {
    let choice =
        |it: &Currency| CurrencyChoice { code: it.code(), name: it.name(), chosen: it.code() == chosen };
    Currency::ALL.iter().filter(|it| it.can_be_collected()).map(choice).collect()
}
