//! The room of the back office in which two admins change a limit.

use super::{AnswerLimit, Changed, Limit, LimitError, ProposeLimit, change::NewLimit};
use crate::{
    Context,
    proposal::{FourEyesError, Proposal},
    web::{Deed, Error, Form, FormProblems, Language, Page, Result, StepUp, View},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{MethodRouter, get, post},
};
use contracts::{Currency, Money, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The longest reason.
const LONGEST_REASON: usize = 500;
/// Of amounts, as the back office writes and reads them.
const LOCALE: &str = Language::En.locale();

impl From<LimitError> for Error {
    fn from(error: LimitError) -> Self {
        match error {
            LimitError::Db(error) | LimitError::FourEyes(FourEyesError::Db(error)) => error.into(),
            LimitError::FourEyes(FourEyesError::Unreadable(error)) => Self::Internal(error.into()),
            refused => Self::Conflict(refused.to_string()),
        }
    }
}

/// Where a limit is changed, and in which words. What answers its three paths is made here; the module says beside each who
/// may ask: `path`, `path/proposal` and `path/{proposal}/decision`.
#[derive(Debug)]
pub struct LimitRoom {
    /// What is changed.
    pub limit: Limit,
    /// The room's address.
    pub path: &'static str,
    /// What a second admin signs, as a button says it: `Agree to a limit for refunds`.
    pub deed: &'static str,
    /// What the limit is, as a line of what is signed: `One person gives back at most`.
    pub line: &'static str,
    /// What its page says.
    pub words: LimitWords<&'static str>,
}

/// What the page of a limit says that no other limit's does: the keys of texts, and then what they say.
#[derive(Clone, Debug, Serialize)]
pub struct LimitWords<T> {
    /// Its title.
    pub title: T,
    /// What the limit is of, and who changes it.
    pub lead: T,
    /// What stands before a sum that waits for a second admin.
    pub change: T,
    /// What the limit is.
    pub most: T,
    /// What a limit of nothing means.
    pub hint: T,
    /// That nothing was changed yet, and what every limit is then.
    pub unchanged: T,
}

impl LimitWords<&'static str> {
    fn said(&self, view: &View) -> LimitWords<String> {
        let say = |key| view.t(key, &[]);
        LimitWords {
            title: say(self.title),
            lead: say(self.lead),
            change: say(self.change),
            most: say(self.most),
            hint: say(self.hint),
            unchanged: say(self.unchanged),
        }
    }
}

#[derive(Serialize)]
struct Shown {
    path: &'static str,
    said: LimitWords<String>,
    /// What waits for a second admin.
    waiting: Vec<Waiting>,
    /// What counts now, in each currency.
    limits: Vec<Money>,
    changes: Vec<Changed>,
    form: LimitForm,
    problems: FormProblems,
}

impl Page for Shown {
    const TEMPLATE: &'static str = "kernel/limits.html";
}

/// A limit that waits for a second admin, read out of what will be set.
#[derive(Serialize)]
struct Waiting {
    id: Uuid,
    /// Of exactly what is shown here.
    hash: String,
    limit: Money,
    before: Money,
    reason: String,
    until: Timestamp,
    /// Whoever looks proposed it, so somebody else agrees.
    own: bool,
}

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct LimitForm {
    currency: String,
    amount: String,
    reason: String,
}

#[derive(Deserialize)]
struct Answer {
    /// The hash of what was shown, to agree; absent to say no.
    hash: Option<String>,
}

impl LimitRoom {
    /// `GET path`: what counts, what waits, what was changed, and the form to propose another limit.
    pub fn index(&'static self) -> MethodRouter<Context> {
        get(move |State(ctx): State<Context>, view: View| self.show(ctx, view))
    }

    /// `POST path/proposal`: whoever proposes has just proved that it is them (SEC-6).
    pub fn propose(&'static self) -> MethodRouter<Context> {
        post(move |State(ctx): State<Context>, view: View, who: StepUp, Form(form): Form<LimitForm>| {
            self.take_proposal(ctx, view, who, form)
        })
    }

    /// `POST path/{proposal}/decision`: a second admin signs exactly what they were shown (SEC-6), or somebody says no.
    pub fn decide(&'static self) -> MethodRouter<Context> {
        post(
            move |State(ctx): State<Context>,
                  who: StepUp,
                  Path(proposal): Path<String>,
                  Form(form): Form<Answer>| self.take_answer(ctx, who, proposal, form),
        )
    }

    async fn show(&'static self, ctx: Context, view: View) -> Result<Response> {
        view.show(&self.shown(&ctx, &view, LimitForm::default(), FormProblems::default()).await?)
    }

    async fn shown(
        &self,
        ctx: &Context,
        view: &View,
        form: LimitForm,
        problems: FormProblems,
    ) -> Result<Shown> {
        let (db, of) = (ctx.db.read(), self.limit);
        let mut waiting = Vec::new();
        for it in Proposal::open(db, ctx.module, of.action, ctx.clock.now()).await? {
            let NewLimit { limit, before, reason } = proposed(&it)?;
            let own = view.user().is_some_and(|user| it.is_by_or_for(user.id));
            waiting.push(Waiting {
                id: it.id,
                hash: it.hash,
                limit,
                before,
                reason,
                until: it.expires_at,
                own,
            });
        }
        let (limits, changes) = (of.all(db).await?, of.latest(db).await?);
        Ok(Shown { path: self.path, said: self.words.said(view), waiting, limits, changes, form, problems })
    }

    async fn take_proposal(
        &'static self,
        ctx: Context,
        view: View,
        who: StepUp,
        form: LimitForm,
    ) -> Result<Response> {
        let mut problems = FormProblems::default();
        let limit = read(&form, &mut problems);
        let reason = form.reason.trim().to_owned();
        if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
            problems.add("reason", "Say in at most 500 letters why the limit is changed.");
        }
        if let (Some(limit), true) = (limit, problems.is_empty()) {
            match ctx.run(ProposeLimit { of: self.limit, limit, reason, by: who.user.id }).await {
                Ok(()) => return Ok(Redirect::to(self.path).into_response()),
                Err(error @ (LimitError::Same | LimitError::FourEyes(FourEyesError::Waits))) => {
                    problems.add("amount", error.to_string());
                }
                Err(error) => return Err(error.into()),
            }
        }
        let page = self.shown(&ctx, &view, form, problems).await?;
        view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
    }

    async fn take_answer(
        &'static self,
        ctx: Context,
        who: StepUp,
        proposal: String,
        form: Answer,
    ) -> Result<Response> {
        let proposal = proposal.parse().map_err(|_| Error::NotFound)?;
        if let Some(seen) = &form.hash {
            let (action, by) = (self.limit.action, (who.user.id, seen.as_str()));
            let (db, now) = (ctx.db.read(), ctx.clock.now());
            let shown = Proposal::shown_to(db, ctx.module, (action, proposal), by, now).await;
            who.sign(&self.to_sign(&proposed(&shown.map_err(LimitError::from)?)?)).await?;
        }
        ctx.run(AnswerLimit { of: self.limit, proposal, by: who.user.id, agreed_to: form.hash }).await?;
        Ok(Redirect::to(self.path).into_response())
    }

    /// What exactly is signed.
    fn to_sign(&self, new: &NewLimit) -> Deed {
        let deed = Deed::new(self.deed, self.path).with(self.line, new.limit.format_exact(LOCALE));
        deed.with("Before", new.before.format_exact(LOCALE)).with("Why", &new.reason)
    }
}

/// A limit of nothing asks for a second person each time.
fn read(form: &LimitForm, problems: &mut FormProblems) -> Option<Money> {
    let Ok(currency) = form.currency.parse::<Currency>() else {
        problems.add("currency", "Choose a currency.");
        return None;
    };
    let limit = Money::parse(&form.amount, currency, LOCALE);
    let limit = limit.map_err(|error| problems.add("amount", error.to_string())).ok()?;
    if limit.is_negative() {
        problems.add("amount", "A limit is not below nothing.");
        return None;
    }
    Some(limit)
}

/// What exactly was proposed.
fn proposed(it: &Proposal) -> Result<NewLimit> {
    serde_json::from_str(&it.payload).map_err(|error| Error::Internal(error.into()))
}
