//! The back office's room for gifts that came by hand or by bank.

use super::form::LOCALE;
use crate::{
    offline::{
        self, Decide, Enter, Gift, HandBack, Keeper, Method, NUMBER, OfflineError, Problem, Read,
        RefundOffline, Report, State as GiftState, TakeOn, day, listed,
    },
    tables::campaign::Campaign,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{Money, OfflineGiftId, Timestamp};
use kernel::{
    Context,
    web::{Action, CurrentUser, Error, Form, FormProblems, Owner, Page, Result, StepUp, View, can},
};
use serde::{Deserialize, Serialize};

const ROOM: &str = "/backoffice/offline";
const TYPED_IN: &str = "typed in";
/// Of a form that comes once more with something else in it.
const SENT_BEFORE: &str = "This form was sent before, with another sum or for another campaign, and that gift is written \
                           down as it was. Send it again to write down one more.";

#[derive(Serialize)]
struct Room {
    gifts: Vec<Line>,
    form: EntryForm,
    import: ImportForm,
    found: Option<Found>,
    methods: Vec<Choice>,
    /// Whoever looks may have a gift handed back, and say that it was.
    answers: bool,
    problems: FormProblems,
}

impl Page for Room {
    const TEMPLATE: &'static str = "pledges/desk_offline.html";
}

#[derive(Serialize)]
struct Choice {
    name: &'static str,
    chosen: bool,
}

#[derive(Serialize)]
struct Line {
    id: OfflineGiftId,
    campaign: String,
    amount: Money,
    method: Method,
    name: Option<String>,
    received_on: Option<Timestamp>,
    source: String,
    /// Its number there; what was typed in has none that says anything.
    external_id: Option<String>,
    state: GiftState,
    entered_at: Timestamp,
    /// Whoever looks wrote it down, so somebody else confirms it.
    own: bool,
    /// Whose task it is to hand it back, as far as anybody's.
    keeper: Option<String>,
    /// It is that of whoever looks.
    yours: bool,
    /// Why it is handed back, as far as that was written.
    note: String,
}

/// What a file would do.
#[derive(Serialize)]
struct Found {
    new: usize,
    sum: Option<Money>,
    known: Vec<u64>,
    problems: Vec<Problem>,
}

/// One gift, typed in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct EntryForm {
    /// Minted when the form was shown, so that the same form sent twice is one gift.
    number: String,
    campaign: String,
    amount: String,
    method: String,
    received_on: String,
    name: String,
}

/// Many gifts, pasted.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct ImportForm {
    campaign: String,
    source: String,
    csv: String,
    /// There when what was found is to be written down.
    #[serde(default)]
    really: Option<String>,
}

/// A second person's word.
#[derive(Deserialize)]
pub(super) struct DecisionForm {
    decision: String,
}

/// Why a gift is handed back.
#[derive(Deserialize)]
pub(super) struct RefundForm {
    note: String,
}

/// Nothing is asked.
#[derive(Deserialize)]
pub(super) struct Nothing {}

/// `GET /backoffice/offline`
pub(super) async fn index(State(ctx): State<Context>, view: View, user: CurrentUser) -> Result<Response> {
    view.show(&Room::read(&ctx, &user).await?)
}

/// `POST /backoffice/offline`
pub(super) async fn enter(
    State(ctx): State<Context>,
    view: View,
    user: CurrentUser,
    Form(mut form): Form<EntryForm>,
) -> Result<Response> {
    let mut problems = FormProblems::default();
    if let Some(campaign) = campaign(&ctx, &form.campaign, "campaign", &mut problems).await? {
        // One line of a file is read like one form, so both know the same rules.
        let mut csv = csv::Writer::from_writer(Vec::new());
        let row = [&form.number, &form.amount, &form.method, &form.received_on, &form.name];
        let wrote = csv
            .write_record(["external_id", "amount", "method", "received_on", "name"])
            .and_then(|()| csv.write_record(row));
        wrote.map_err(|error| Error::Internal(error.into()))?;
        let bytes = csv.into_inner().map_err(|error| Error::Internal(anyhow::anyhow!("{error}")))?;
        let csv = String::from_utf8_lossy(&bytes);
        let report = read(&ctx, &user, &campaign, TYPED_IN, &csv).await?;
        for it in &report.problems {
            if it.column == NUMBER {
                // Whoever changed what they had sent meant either; sent once more, it is a gift of its own.
                form.number = OfflineGiftId::fresh().to_string();
                problems.add("amount", SENT_BEFORE);
            } else {
                problems.add(it.column, it.text.as_str());
            }
        }
        if problems.is_empty() {
            ctx.run(Enter { gifts: report.gifts }).await?;
            return Ok(Redirect::to(ROOM).into_response());
        }
    }
    let room = Room { form, problems, ..Room::read(&ctx, &user).await? };
    view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &room)
}

/// `POST /backoffice/offline/import`: first what the lines would do, then, asked again, doing it.
pub(super) async fn import(
    State(ctx): State<Context>,
    view: View,
    user: CurrentUser,
    Form(form): Form<ImportForm>,
) -> Result<Response> {
    let mut problems = FormProblems::default();
    let source = form.source.trim().to_owned();
    if source.is_empty() || source.chars().count() > 100 || source.contains('\0') || source == TYPED_IN {
        problems.add("source", "Write where these lines come from, such as the name of the list.");
    }
    let campaign = campaign(&ctx, &form.campaign, "import_campaign", &mut problems).await?;
    let (Some(campaign), true) = (campaign, problems.is_empty()) else {
        let room = Room { import: form, problems, ..Room::read(&ctx, &user).await? };
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &room);
    };
    let report = read(&ctx, &user, &campaign, &source, &form.csv).await?;
    if form.really.is_some() && report.problems.is_empty() {
        ctx.run(Enter { gifts: report.gifts }).await?;
        return Ok(Redirect::to(ROOM).into_response());
    }
    let status = if report.problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let found = Some(Found::of(&report, &campaign));
    view.show_with(status, &Room { import: form, found, ..Room::read(&ctx, &user).await? })
}

/// `POST /backoffice/offline/{gift}/decision`
pub(super) async fn decide(
    State(ctx): State<Context>,
    user: CurrentUser,
    Path(gift): Path<String>,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    let confirmed = match form.decision.as_str() {
        "confirm" => true,
        "reject" => false,
        _ => return Err(Error::bad("confirm it or reject it")),
    };
    let keeper = answers(&user).then(|| keeper(&user));
    ctx.run(Decide { gift: parse(&gift)?, by: user.id, confirmed, keeper }).await?;
    Ok(Redirect::to(ROOM).into_response())
}

/// `POST /backoffice/offline/{gift}/refund`: whoever decides that money goes back, and whoever says that it did, has just
/// proved that it is them (SEC-6).
pub(super) async fn refund(
    State(ctx): State<Context>,
    view: View,
    who: StepUp,
    Path(gift): Path<String>,
    Form(form): Form<RefundForm>,
) -> Result<Response> {
    let (gift, note) = (parse(&gift)?, form.note.trim().to_owned());
    if note.is_empty() || note.chars().count() > 500 {
        let mut room = Room::read(&ctx, &who.user).await?;
        let line = room.gifts.iter_mut().find(|it| it.id == gift && it.state == GiftState::Confirmed);
        line.ok_or(OfflineError::Decided)?.note = form.note;
        let field = format!("note-{gift}");
        room.problems.add(&field, "Say in at most 500 letters why it is handed back. Nothing has changed.");
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &room);
    }
    ctx.run(RefundOffline { gift, by: who.user.id, keeper: Some(keeper(&who.user)), note }).await?;
    Ok(Redirect::to(ROOM).into_response())
}

/// `POST /backoffice/offline/{gift}/task`: whoever asks sees to it that the gift is handed back.
pub(super) async fn take_on(
    State(ctx): State<Context>,
    user: CurrentUser,
    Path(gift): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    ctx.run(TakeOn { gift: parse(&gift)?, keeper: keeper(&user) }).await?;
    Ok(Redirect::to(ROOM).into_response())
}

/// `POST /backoffice/offline/{gift}/handed-back`
pub(super) async fn handed_back(
    State(ctx): State<Context>,
    who: StepUp,
    Path(gift): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    ctx.run(HandBack { gift: parse(&gift)?, by: who.user.id }).await?;
    Ok(Redirect::to(ROOM).into_response())
}

fn answers(user: &CurrentUser) -> bool {
    can(Some(user), Action::AnswerForMoney, Owner::Platform)
}

fn keeper(user: &CurrentUser) -> Keeper {
    Keeper { user: user.id, name: user.name.clone() }
}

fn parse(gift: &str) -> Result<OfflineGiftId> {
    gift.parse().map_err(|_| Error::NotFound)
}

async fn campaign(
    ctx: &Context,
    slug: &str,
    field: &str,
    problems: &mut FormProblems,
) -> Result<Option<Campaign>> {
    let slug = slug.trim();
    let found = if slug.contains('\0') { None } else { Campaign::by_slug(ctx.db.read(), slug).await? };
    if found.is_none() {
        problems.add(field, "There is no campaign at that address. Copy the part after /c/.");
    }
    Ok(found)
}

async fn read(
    ctx: &Context,
    user: &CurrentUser,
    campaign: &Campaign,
    source: &str,
    csv: &str,
) -> Result<Report> {
    let what = Read { campaign, source, csv, locale: LOCALE, by: user.id, now: ctx.clock.now() };
    Ok(offline::read(ctx.db.read(), &what).await?)
}

impl Found {
    fn of(report: &Report, campaign: &Campaign) -> Self {
        let zero = Money::zero(campaign.currency);
        let sum = report.gifts.iter().try_fold(zero, |sum, it| sum.checked_add(it.amount)).ok();
        Self { new: report.gifts.len(), sum, known: report.known.clone(), problems: report.problems.clone() }
    }
}

impl Room {
    async fn read(ctx: &Context, user: &CurrentUser) -> Result<Self> {
        let line = |(it, campaign): (Gift, String)| Line {
            id: it.id,
            campaign,
            amount: it.amount,
            method: it.method,
            name: it.name,
            received_on: day(&it.received_on),
            external_id: (it.source != TYPED_IN).then_some(it.external_id),
            source: it.source,
            state: it.state,
            entered_at: it.entered_at,
            own: it.entered_by == user.id,
            yours: it.keeper.as_ref().is_some_and(|keeper| keeper.user == user.id),
            keeper: it.keeper.map(|keeper| keeper.name),
            note: String::new(),
        };
        let choice = |it: Method| Choice { name: it.name(), chosen: it == Method::Cash };
        Ok(Self {
            gifts: listed(ctx.db.read()).await?.into_iter().map(line).collect(),
            form: EntryForm { number: OfflineGiftId::fresh().to_string(), ..EntryForm::default() },
            import: ImportForm::default(),
            found: None,
            methods: Method::ALL.into_iter().map(choice).collect(),
            answers: answers(user),
            problems: FormProblems::default(),
        })
    }
}
