use super::payouts::Nothing;
use crate::{
    desk::Desk,
    jobs::ReplayWebhook,
    queries::{self, Balance, CampaignBalance, Coverage, NotUnderstood, PostedGroup},
    tables::own::{self, Grown},
};
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use contracts::{CampaignId, Currency, Money, UserId};
use kernel::{
    Actor, Audit, Command, Context, Transaction,
    web::{CurrentUser, Error, Form, Page, Result, StepUp, View},
};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// `GET /backoffice/ledger`
pub(crate) async fn index(State(ctx): State<Context>, view: View) -> Result<Response> {
    let db = ctx.db.read();
    let (campaigns, not_understood) = (queries::campaigns(db).await?, queries::not_understood(db).await?);
    let (coverage, grown) = (queries::coverage(db).await?, own::grown(db).await?);
    view.show(&LedgerIndex { campaigns, coverage, grown, not_understood })
}

#[derive(Deserialize)]
pub(super) struct Seen {
    /// The sum that was shown, in minor units.
    minor: i64,
}

/// `POST /backoffice/ledger/own/{currency}`: whoever answers for money says that so much of ours lies at the provider
/// (decision 113), and has just proved that it is them (SEC-6).
pub(super) async fn know(
    State(ctx): State<Context>,
    who: StepUp,
    Path(currency): Path<String>,
    Form(form): Form<Seen>,
) -> Result<Response> {
    let currency: Currency = currency.parse().map_err(|_| Error::NotFound)?;
    let seen = Money::new(form.minor, currency);
    if !ctx.run(Know { seen, by: who.user.id }).await? {
        let words = "It is another sum by now, or somebody said so before. Look at the ledger again.";
        return Err(Error::Conflict(words.to_owned()));
    }
    Ok(Redirect::to("/backoffice/ledger").into_response())
}

/// Somebody says that so much of the platform's own lies at the provider.
struct Know {
    seen: Money,
    by: UserId,
}

impl Command for Know {
    type Output = bool;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<bool, DbErr> {
        let known = own::know(tx, self.seen).await?;
        if known {
            let subject = format!("own/{}", self.seen.currency.code());
            let entry = Audit::new(Actor::User(self.by), "ledger.own", subject);
            tx.audit(entry.to(json!({ "there": self.seen }))).await?;
        }
        Ok(known)
    }
}

/// `POST /backoffice/ledger/webhooks/{event}`: looks once more into what was given up.
pub(super) async fn replay(
    State(ctx): State<Context>,
    Extension(desk): Extension<Desk>,
    user: CurrentUser,
    Path(event): Path<String>,
    Form(_form): Form<Nothing>,
) -> Result<Response> {
    if !ctx.run(ReplayWebhook { provider: desk.name(), event, by: user.id }).await? {
        let words = "This event is being looked into, or it was before. Nothing more was done.";
        return Err(Error::Conflict(words.to_owned()));
    }
    Ok(Redirect::to("/backoffice/ledger").into_response())
}

/// `GET /backoffice/ledger/{campaign}`
pub(crate) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(campaign): Path<String>,
) -> Result<Response> {
    let id: CampaignId = campaign.parse().map_err(|_| Error::NotFound)?;
    let db = ctx.db.read();
    let campaign = queries::campaign(db, id).await?.ok_or(Error::NotFound)?;
    let sums = queries::sums(db, id).await?;
    view.show(&LedgerShow {
        title: campaign.title,
        slug: campaign.slug,
        balanced: sums.iter().all(|it| it.is_zero()),
        balances: queries::balances(db, id).await?,
        groups: queries::groups(db, id).await?,
        sums,
    })
}

#[derive(Serialize)]
struct LedgerIndex {
    campaigns: Vec<CampaignBalance>,
    coverage: Vec<Coverage>,
    /// Where more of our own has to lie at the provider than somebody said does.
    grown: Vec<Grown>,
    not_understood: Vec<NotUnderstood>,
}

impl Page for LedgerIndex {
    const TEMPLATE: &'static str = "payments/ledger_index.html";
}

#[derive(Serialize)]
struct LedgerShow {
    title: String,
    slug: String,
    balances: Vec<Balance>,
    sums: Vec<Money>,
    balanced: bool,
    groups: Vec<PostedGroup>,
}

impl Page for LedgerShow {
    const TEMPLATE: &'static str = "payments/ledger_show.html";
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::Timestamp;
    use kernel::web::Templates;
    use serde_json::json;

    fn money(minor: i64) -> Money {
        Money::new(minor, Currency::Eur)
    }

    fn filled<P: Page>(page: &P) -> String {
        let mut values = serde_json::to_value(page).unwrap();
        values["ui"] = json!({
            "csrf": "", "nonce": "", "user": null, "staff": true, "path": "/backoffice/ledger", "demo": false,
            "public_url": "http://tributary.test", "tabs": [], "waits": [], "typed": null, "lang": "en", "dir": "ltr", "languages": [],
        });
        Templates::new(crate::web::TEMPLATES.iter().copied()).unwrap().fill(P::TEMPLATE, &values).unwrap()
    }

    #[test]
    fn the_index_shows_what_is_held_and_what_was_not_understood() {
        let campaigns = vec![CampaignBalance {
            id: CampaignId::fresh(),
            title: "A <b>bridge</b>".into(),
            collected: money(2800),
            refunded: money(0),
            escrow: money(2500),
        }];
        let not_understood = vec![NotUnderstood {
            event: "evt_1".into(),
            kind: "refund.updated".into(),
            object: "re_1".into(),
            given_up: true,
            received_at: 0,
        }];
        let (owed, there, with_banks, own) = (money(2500), money(2416), money(0), money(84));
        let coverage = vec![Coverage { owed, there, with_banks, own }];
        let grown = vec![Grown { currency: Currency::Eur, own, known: money(21), since: Timestamp(0) }];
        let html = filled(&LedgerIndex { campaigns, coverage, grown, not_understood });
        assert!(html.contains("action=\"/backoffice/ledger/own/EUR\"") && html.contains("€0.21"), "{html}");
        assert!(html.contains("€24.16") && html.contains("€0.84"), "{html}");
        assert!(html.contains("A &lt;b&gt;bridge"), "{html}");
        assert!(html.contains("€25.00") && html.contains("Waits for a person"), "{html}");
        assert!(html.contains("action=\"/backoffice/ledger/webhooks/evt_1\""), "{html}");
    }

    #[test]
    fn a_campaigns_ledger_says_whether_the_books_balance() {
        let line = |account: &str, minor| Balance {
            account: account.into(),
            meaning: "Tips to the platform",
            money: money(minor),
        };
        let show = |sum| LedgerShow {
            title: "A bridge".into(),
            slug: "bridge".into(),
            balances: vec![line("psp:stripe", 200), line("platform:tip", -200)],
            sums: vec![money(sum)],
            balanced: sum == 0,
            groups: vec![PostedGroup {
                kind: "refund_paid".into(),
                object: "re_1".into(),
                at: 0,
                postings: vec![line("psp:stripe", 200), line("platform:tip", -200)],
            }],
        };
        let html = filled(&show(0));
        assert!(html.contains("The books balance.") && html.contains("refund paid"), "{html}");
        assert!(filled(&show(1)).contains("The books do not balance."));
    }
}
