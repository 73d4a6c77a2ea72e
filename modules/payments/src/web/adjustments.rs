//! What finance writes into the ledger by hand: one person proposes it, another agrees to exactly that (decision 120).

use super::room::reason;
use crate::{
    adjustment::{Adjustment, BY_HAND, Line, MOST_LINES},
    commands::adjust::{ADJUST, AdjustError, AnswerAdjustment, ProposeAdjustment, ProposeReversal},
    posting::Account,
    tables::{
        adjustment::{self, Written},
        reconciliation::{self, Noted},
    },
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{Currency, Money, Timestamp};
use kernel::{
    Context,
    proposal::{FourEyesError, Proposal},
    web::{Action, Deed, Error, Form, FormProblems, Owner, Page, Result, StepUp, View, can},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

const ROOM: &str = "/backoffice/ledger/adjustments";
const NO_REASON: &str = "Say why in at most 500 letters.";

impl From<AdjustError> for Error {
    fn from(error: AdjustError) -> Self {
        match error {
            AdjustError::Unknown => Self::NotFound,
            AdjustError::Db(error) | AdjustError::FourEyes(FourEyesError::Db(error)) => error.into(),
            AdjustError::FourEyes(FourEyesError::Unreadable(error)) => Self::Internal(error.into()),
            refused => Self::Conflict(refused.to_string()),
        }
    }
}

#[derive(Serialize)]
struct Adjustments {
    /// What waits for a second person.
    waiting: Vec<Waiting>,
    written: Vec<Done>,
    /// Whoever looks may propose and agree.
    may_write: bool,
    form: FormPage,
    problems: FormProblems,
}

impl Page for Adjustments {
    const TEMPLATE: &'static str = "payments/adjustments.html";
}

/// An adjustment that waits for a second person, read out of what will be written.
#[derive(Serialize)]
struct Waiting {
    id: Uuid,
    /// Of exactly what is shown here.
    hash: String,
    shown: Shown,
    until: Timestamp,
    /// Whoever looks proposed it, so somebody else agrees.
    own: bool,
}

/// One that was written.
#[derive(Serialize)]
struct Done {
    shown: Shown,
    at: Timestamp,
    /// What takes it back is proposed under this name: minted now, so that the same form sent twice is one.
    next: Option<Uuid>,
    taken_back: bool,
    /// What was typed, when it was refused.
    typed: String,
}

/// An adjustment, as it is read.
#[derive(Serialize)]
struct Shown {
    id: Uuid,
    lines: Vec<ShownLine>,
    reason: String,
    case: Option<Uuid>,
    reverses: Option<Uuid>,
}

#[derive(Serialize)]
struct ShownLine {
    account: String,
    meaning: &'static str,
    debit: Option<Money>,
    credit: Option<Money>,
}

/// What can be typed.
#[derive(Serialize)]
struct FormPage {
    /// Minted when the form is shown, so that the same form sent twice is one adjustment.
    adjustment: String,
    rows: Vec<RowPage>,
    accounts: Vec<Choice>,
    currencies: Vec<Choice>,
    cases: Vec<Choice>,
    case: String,
    reason: String,
}

/// One posting, as it was typed.
#[derive(Serialize)]
struct RowPage {
    number: usize,
    account: String,
    debit: String,
    credit: String,
    currency: String,
}

#[derive(Serialize)]
struct Choice {
    value: String,
    text: String,
}

/// The answers of the form: `account1`, `debit1`, `credit1` and `currency1` are the first posting.
type Answers = BTreeMap<String, String>;

impl Shown {
    fn of(it: Adjustment) -> Self {
        let line = |it: Line| {
            let meaning = it.account.parse::<Account>().map_or("Unknown", Account::meaning);
            let whole = Money::new(it.money.minor.saturating_abs(), it.money.currency);
            let debit = it.money.is_positive();
            ShownLine {
                account: it.account,
                meaning,
                debit: debit.then_some(whole),
                credit: (!debit).then_some(whole),
            }
        };
        Self {
            id: it.id,
            lines: it.lines.into_iter().map(line).collect(),
            reason: it.reason,
            case: it.case,
            reverses: it.reverses,
        }
    }
}

/// `GET /backoffice/ledger/adjustments`
pub(super) async fn index(State(ctx): State<Context>, view: View) -> Result<Response> {
    view.show(&room(&ctx, &view, &Answers::new()).await?)
}

async fn room(ctx: &Context, view: &View, answers: &Answers) -> Result<Adjustments> {
    let db = ctx.db.read();
    let may_write = can(view.user(), Action::ProposeMoneyMovement, Owner::Platform);
    let mut waiting = Vec::new();
    for it in Proposal::open(db, ctx.module, ADJUST, ctx.clock.now()).await? {
        let shown = Shown::of(proposed(&it)?);
        let own = view.user().is_some_and(|user| it.is_by_or_for(user.id));
        waiting.push(Waiting { id: it.id, hash: it.hash, shown, until: it.expires_at, own });
    }
    let written = adjustment::latest(db).await?.into_iter().map(Done::of).collect();
    let form = FormPage::of(answers, &reconciliation::cases(db).await?);
    Ok(Adjustments { waiting, written, may_write, form, problems: FormProblems::default() })
}

impl Done {
    fn of(written: Written) -> Self {
        let Written { it, taken_back, at, .. } = written;
        let next = (!taken_back && it.reverses.is_none()).then(contracts::chance::next_id);
        Self { shown: Shown::of(it), at, next, taken_back, typed: String::new() }
    }
}

impl FormPage {
    fn of(answers: &Answers, cases: &[Noted]) -> Self {
        let said = |name: String| answers.get(&name).cloned().unwrap_or_default();
        let row = |number: usize| RowPage {
            number,
            account: said(format!("account{number}")),
            debit: said(format!("debit{number}")),
            credit: said(format!("credit{number}")),
            currency: said(format!("currency{number}")),
        };
        let account =
            |it: &Account| Choice { value: it.to_string(), text: format!("{it}: {}", it.meaning()) };
        let currency = |it: &Currency| Choice { value: it.code().to_owned(), text: it.code().to_owned() };
        let case = |it: &Noted| {
            let what = it.what.replace('_', " ");
            Choice { value: it.id.to_string(), text: format!("{what} {}", it.object) }
        };
        let minted = || contracts::chance::next_id().to_string();
        Self {
            adjustment: answers.get("adjustment").cloned().unwrap_or_else(minted),
            rows: (1..=MOST_LINES).map(row).collect(),
            accounts: BY_HAND.iter().map(account).collect(),
            currencies: Currency::ALL.iter().map(currency).collect(),
            cases: cases.iter().map(case).collect(),
            case: said("case".to_owned()),
            reason: said("reason".to_owned()),
        }
    }
}

/// `POST /backoffice/ledger/adjustments/proposal`: whoever proposes has just proved that it is them (SEC-6).
pub(super) async fn propose(
    State(ctx): State<Context>,
    view: View,
    who: StepUp,
    Form(answers): Form<Answers>,
) -> Result<Response> {
    let problems = match read(&answers) {
        Ok(it) => match ctx.run(ProposeAdjustment { it, by: who.user.id }).await {
            Ok(()) => return Ok(Redirect::to(ROOM).into_response()),
            Err(error) => about(error)?,
        },
        Err(problems) => problems,
    };
    let page = Adjustments { problems, ..room(&ctx, &view, &answers).await? };
    view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// What is wrong with what was typed, where typing something else helps.
fn about(error: AdjustError) -> Result<FormProblems> {
    let field = match &error {
        AdjustError::Unwritten(_) => "account1",
        AdjustError::NoCase
        | AdjustError::MovesNothing
        | AdjustError::Explained
        | AdjustError::NotTheDifference(_) => "case",
        _ => return Err(error.into()),
    };
    let mut problems = FormProblems::default();
    problems.add(field, error.to_string());
    Ok(problems)
}

/// What was typed, when it can be read.
fn read(answers: &Answers) -> Result<Adjustment, FormProblems> {
    let mut problems = FormProblems::default();
    let said = |name: &str| answers.get(name).map_or("", |it| it.trim());
    let lines = (1..=MOST_LINES).filter_map(|number| line(answers, number, &mut problems)).collect();
    let case = match said("case") {
        "" => None,
        id => id.parse().map_err(|_| problems.add("case", "Choose a difference from the list.")).ok(),
    };
    let id = said("adjustment").parse().ok();
    if id.is_none() {
        problems.add("account1", "This form is not complete. Open the page again.");
    }
    let reason = reason(said("reason"));
    if reason.is_none() {
        problems.add("reason", NO_REASON);
    }
    match (id, reason) {
        (Some(id), Some(reason)) if problems.is_empty() => {
            Ok(Adjustment { id, lines, reason, case, reverses: None })
        }
        _ => Err(problems),
    }
}

/// The posting of this number, unless its line was left empty.
fn line(answers: &Answers, number: usize, problems: &mut FormProblems) -> Option<Line> {
    let said = |name: &str| answers.get(&format!("{name}{number}")).map_or("", |it| it.trim());
    let (account, debit, credit) = (said("account"), said("debit"), said("credit"));
    let (typed, field) = match (debit, credit) {
        ("", "") if account.is_empty() => return None,
        (debit, "") => (debit, "debit"),
        ("", credit) => (credit, "credit"),
        _ => {
            problems.add(&format!("debit{number}"), "Write a debit or a credit, not both.");
            return None;
        }
    };
    if account.is_empty() {
        problems.add(&format!("account{number}"), "Choose an account.");
    }
    let Ok(currency) = said("currency").parse::<Currency>() else {
        problems.add(&format!("currency{number}"), "Choose a currency.");
        return None;
    };
    let sum = Money::parse_positive(typed, currency, "en");
    let sum = sum.map_err(|error| problems.add(&format!("{field}{number}"), error.to_string())).ok()?;
    let minor = if field == "debit" { sum.minor } else { -sum.minor };
    Some(Line { account: account.to_owned(), money: Money::new(minor, currency) })
}

#[derive(Deserialize)]
pub(super) struct Reversal {
    /// Minted when the form was shown.
    reversal: String,
    reason: String,
}

/// `POST /backoffice/ledger/adjustments/{adjustment}/reversal`
pub(super) async fn reverse(
    State(ctx): State<Context>,
    view: View,
    who: StepUp,
    Path(of): Path<String>,
    Form(form): Form<Reversal>,
) -> Result<Response> {
    let of: Uuid = of.parse().map_err(|_| Error::NotFound)?;
    let id = form.reversal.parse().map_err(|_| Error::bad("the form lacks the name of what it proposes"))?;
    let Some(reason) = reason(&form.reason) else {
        let mut page = room(&ctx, &view, &Answers::new()).await?;
        let found = page.written.iter_mut().find(|it| it.shown.id == of && it.next.is_some());
        let found = found.ok_or_else(|| Error::from(AdjustError::TakenBack))?;
        found.typed = form.reason;
        page.problems.add(&format!("reason-{of}"), NO_REASON);
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    ctx.run(ProposeReversal { id, of, reason, by: who.user.id }).await?;
    Ok(Redirect::to(ROOM).into_response())
}

#[derive(Deserialize)]
pub(super) struct Decision {
    /// The hash of what was shown, to agree; absent to say no.
    hash: Option<String>,
}

/// `POST /backoffice/ledger/adjustments/{proposal}/decision`: a second person signs exactly the postings that they were
/// shown (SEC-6), or says no.
pub(super) async fn decide(
    State(ctx): State<Context>,
    who: StepUp,
    Path(proposal): Path<String>,
    Form(form): Form<Decision>,
) -> Result<Response> {
    let proposal = proposal.parse().map_err(|_| Error::NotFound)?;
    if let Some(seen) = &form.hash {
        let (db, by) = (ctx.db.read(), (who.user.id, seen.as_str()));
        let shown = Proposal::shown_to(db, ctx.module, (ADJUST, proposal), by, ctx.clock.now()).await;
        who.sign(&deed(proposed(&shown.map_err(AdjustError::from)?)?)).await?;
    }
    ctx.run(AnswerAdjustment { proposal, by: who.user.id, agreed_to: form.hash }).await?;
    Ok(Redirect::to(ROOM).into_response())
}

/// What exactly was proposed.
fn proposed(it: &Proposal) -> Result<Adjustment> {
    serde_json::from_str(&it.payload).map_err(|error| Error::Internal(error.into()))
}

/// What exactly is signed: each posting, what it explains or takes back, and why.
fn deed(it: Adjustment) -> Deed {
    let mut deed = Deed::new("Agree to write into the ledger", ROOM);
    for it in &it.lines {
        let side = if it.money.is_positive() { "Debit" } else { "Credit" };
        let whole = Money::new(it.money.minor.saturating_abs(), it.money.currency);
        deed = deed.with(&it.account, format!("{side} {}", whole.format_exact("en")));
    }
    if let Some(case) = it.case {
        deed =
            deed.with(if it.reverses.is_some() { "Opens again" } else { "Explains" }, format!("case {case}"));
    }
    if let Some(reverses) = it.reverses {
        deed = deed.with("Takes back", format!("adjustment {reverses}"));
    }
    deed.with("Why", it.reason)
}
