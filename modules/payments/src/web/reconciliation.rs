//! What our books and the provider's do not agree on.

use super::room::{Act, Cell, Question, Room, Row, Section, heads, reason};
use crate::tables::reconciliation::{self, LEFT_OUT, Noted};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{CampaignId, PledgeId, UserId};
use kernel::{
    Actor, Audit, Command, Context, Transaction,
    web::{Error, Form, Result, StepUp, View},
};
use sea_orm::DbErr;
use serde::Deserialize;
use uuid::Uuid;

/// `GET /backoffice/reconciliation`
pub(super) async fn index(State(ctx): State<Context>, view: View) -> Result<Response> {
    view.show(&room(&ctx, &view).await?)
}

async fn room(ctx: &Context, view: &View) -> Result<Room> {
    let db = ctx.db.read();
    let (cases, known) = (reconciliation::cases(db).await?, reconciliation::known(db).await?);
    let lead = match reconciliation::last(db).await? {
        None => view.t("reconciliation-never", &[]),
        Some((at, ..)) if ctx.clock.now().since(at) >= LEFT_OUT => {
            view.t("reconciliation-left-out", &[("at", at.into())])
        }
        Some((at, 0, _)) => view.t("reconciliation-nothing", &[("at", at.into())]),
        Some((_, theirs, explained)) => {
            let percent = explained.saturating_mul(100).div_euclid(theirs);
            view.t("reconciliation-lead", &[("percent", percent.into())])
        }
    };
    let columns = [
        "reconciliation-what",
        "reconciliation-difference",
        "reconciliation-ours",
        "reconciliation-theirs",
        "reconciliation-since",
        "room-act",
    ];
    Ok(Room {
        title: view.t("reconciliation-title", &[]),
        lead,
        waiting: cases.len(),
        oldest: cases.first().map(|it| it.opened_at.0),
        sections: vec![Section {
            columns: heads(view, columns, &["reconciliation-ours", "reconciliation-theirs"]),
            rows: cases.iter().map(|it| row(view, it, known.get(&it.object).copied())).collect(),
            empty: view.t("reconciliation-none", &[]),
            ..Section::default()
        }],
        ..Room::default()
    })
}

/// A case, which leads to what is known here of its object.
fn row(view: &View, it: &Noted, known: Option<(PledgeId, CampaignId)>) -> Row {
    let kind = match it.kind.as_str() {
        "theirs_not_ours" => "reconciliation-theirs-only",
        "ours_not_theirs" => "reconciliation-ours-only",
        "amount_differs" => "reconciliation-amount",
        _ => "reconciliation-currency",
    };
    let money = |it: Option<contracts::Money>| it.map_or_else(Cell::empty, Cell::Sum);
    let act = Act {
        path: closing(it.id),
        label: view.t("reconciliation-close", &[]),
        fields: Vec::new(),
        ask: Some(Question::of("note", &it.id.to_string(), view.t("reconciliation-why", &[]))),
    };
    let what = format!("{} {}", it.what.replace('_', " "), it.object);
    Row {
        link: known.and_then(|(pledge, campaign)| evidence(pledge, campaign)),
        cells: vec![
            Cell::Words(what),
            Cell::Words(view.t(kind, &[])),
            money(it.ours),
            money(it.theirs),
            Cell::At(it.opened_at),
        ],
        acts: vec![act],
        ..Row::default()
    }
}

/// Where everything that is known of it stands: on the page of its pledge, or else in the ledger of its campaign.
fn evidence(pledge: PledgeId, campaign: CampaignId) -> Option<String> {
    match (pledge.0.is_nil(), campaign.0.is_nil()) {
        (false, _) => Some(format!("/backoffice/pledges/{pledge}")),
        (true, false) => Some(format!("/backoffice/ledger/{campaign}")),
        (true, true) => None,
    }
}

fn closing(case: Uuid) -> String {
    format!("/backoffice/reconciliation/{case}/closing")
}

#[derive(Deserialize)]
pub(super) struct Closing {
    note: String,
}

/// `POST /backoffice/reconciliation/{case}/closing`: whoever says that a difference is explained has just proved that it is
/// them (SEC-6).
pub(super) async fn close(
    State(ctx): State<Context>,
    view: View,
    who: StepUp,
    Path(case): Path<String>,
    Form(form): Form<Closing>,
) -> Result<Response> {
    let id = case.parse().map_err(|_| Error::NotFound)?;
    let over = || Error::Conflict("Somebody closed this case before.".to_owned());
    let Some(note) = reason(&form.note) else {
        let mut room = room(&ctx, &view).await?;
        if !room.refuse(&closing(id), &form.note, view.t("reconciliation-no-reason", &[])) {
            return Err(over());
        }
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &room);
    };
    if !ctx.run(Close { id, by: who.user.id, note }).await? {
        return Err(over());
    }
    Ok(Redirect::to("/backoffice/reconciliation").into_response())
}

struct Close {
    id: Uuid,
    by: UserId,
    note: String,
}

impl Command for Close {
    type Output = bool;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<bool, DbErr> {
        let closed = reconciliation::close(tx, self.id, Some(self.by), &self.note).await?;
        if closed {
            let entry = Audit::new(Actor::User(self.by), "reconciliation.close", format!("case/{}", self.id));
            tx.audit(entry.because(&self.note)).await?;
        }
        Ok(closed)
    }
}
