//! What staff do.

mod audit;
mod cancelling;
mod checking;
mod jobs;
mod offline;
mod queues;
mod redriving;
mod tampering;

use crate::{
    donors::journey::{Journey, VISA, slug},
    money::leads_back,
};
use contracts::campaigns::FundingModel;
use kernel::saga::SagaStatus;
use sandbox::{Fault, FaultPlan, RequestRule};
use std::time::Duration;
use tests::{TestApp, shapes};

#[tokio::test]
async fn the_back_office_opens_for_staff_and_for_nobody_else() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let rooms = ["/backoffice", "/backoffice/pledges", "/backoffice/ledger", "/backoffice/analytics"];
    let (guest, donor, finance) =
        (app.browser(), app.signed_in("donor").await?, app.signed_in("finance").await?);
    for room in rooms {
        let turned_away = guest.get(room).await?;
        assert_eq!((turned_away.status, turned_away.location.starts_with("/login")), (303, true), "{room}");
        assert_eq!(donor.get(room).await?.status, 404, "{room} does not exist for a donor");
        let open = finance.get(room).await?;
        assert_eq!(open.status, 200, "{room}: {}", open.text);
    }
    assert_eq!(finance.get("/backoffice/check").await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn what_opens_the_rooms_on_a_phone_names_the_one_that_is_shown() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let finance = app.signed_in("finance").await?;
    for (path, name) in [
        ("/backoffice", "What is stuck"),
        ("/backoffice/disputes", "Disputes"),
        ("/backoffice/check", "What is stuck"),
    ] {
        let page = finance.get(path).await?.text;
        let opener = page.split("popovertarget=\"rooms\"").nth(1).and_then(|it| it.split("</button>").next());
        let opener = opener.unwrap_or_default();
        assert!(opener.contains(&format!("</svg>{name}")), "{path}: {opener}");
        assert!(page.contains("<div class=\"rooms\" id=\"rooms\" popover><a href=\"/backoffice\""), "{page}");
    }
    Ok(())
}

#[tokio::test]
async fn public_pages_are_the_same_for_everybody_and_set_no_cookie() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = &campaigns::demo_campaigns(tests::START)[0].slug;
    let finance = app.signed_in("finance").await?;
    for path in ["/".to_owned(), format!("/c/{slug}"), format!("/c/{slug}/total.json")] {
        let (guest, staff) = (app.browser().get(&path).await?, finance.get(&path).await?);
        assert_eq!(guest.status, 200, "{path}: {}", guest.text);
        assert_eq!(guest.text, staff.text, "{path}");
        assert!(
            guest.headers.get("set-cookie").is_none() && staff.headers.get("set-cookie").is_none(),
            "{path}"
        );
        assert!(guest.headers.get("etag").is_some(), "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn a_refund_that_the_provider_refuses_is_listed_as_stuck_and_given_up_only_with_a_reason()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
        let journey = Journey::promise(&app, &slug, "1000").await?;
        journey.pay(VISA).await?;
        let refused = RequestRule::new("POST", "/v1/refunds", Fault::ErrorBefore(400));
        app.faults(FaultPlan { requests: vec![refused], ..FaultPlan::default() });
        assert_eq!(journey.refund("1000").await?.status, 303);
        app.pass(Duration::from_secs(3600), Duration::from_secs(900)).await?;
        let mut stuck = app.platform.health().await?.into_iter().flat_map(|it| it.sagas).map(|it| it.saga);
        let saga = stuck.find(|it| it.status == SagaStatus::Stuck).expect("a stuck saga");

        let finance = app.signed_in("finance").await?;
        let page = finance.get("/backoffice").await?;
        assert!(page.text.contains(&saga.business_key), "{}", page.text);
        let (token, id, long) = (page.field("_token")?, saga.id.to_string(), "a".repeat(501));
        let form =
            |note| [("_token", token.as_str()), ("module", "pledges"), ("id", id.as_str()), ("note", note)];
        for no_reason in [" ", long.as_str()] {
            leads_back(
                &finance.post("/backoffice/sagas/abandon", &form(no_reason)).await?,
                no_reason.trim(),
            )?;
        }
        assert_eq!(finance.post("/backoffice/sagas/abandon", &form("paid by transfer")).await?.status, 303);
        assert_eq!(finance.post("/backoffice/sagas/abandon", &form("again")).await?.status, 409);
        let page = finance.get("/backoffice").await?.text;
        let gone = page.split("that somebody gave up").nth(1).expect("it is listed");
        assert!(gone.contains(&saga.business_key) && gone.contains("paid by transfer"), "{page}");
        let donor = app.signed_in("donor").await?;
        assert_eq!(donor.post("/backoffice/sagas/abandon", &form("mine")).await?.status, 404);
        app.settle_once().await?;
        let log = finance.get("/backoffice/audit?action=saga.abandon&actor=&subject=&before=").await?;
        assert!(
            log.text.contains(&format!("saga/{id}")) && log.text.contains("paid by transfer"),
            "{}",
            log.text
        );
        assert_eq!(
            log.text.matches("<td data-label=\"What\">saga.abandon</td>").count(),
            1,
            "what was refused is not in it"
        );
        let all = finance.get("/backoffice/audit").await?;
        assert!(all.text.contains("pledge.refund") && all.text.contains("pledges 1"), "{}", all.text);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_creators_figures_agree_with_the_public_page_after_a_refund() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
        let kept = Journey::promise(&app, &slug, "1000").await?;
        kept.pay(VISA).await?;
        let returned = Journey::promise(&app, &slug, "500").await?;
        returned.pay(VISA).await?;
        assert_eq!(returned.refund("200").await?.status, 303);
        app.settle().await?;

        let public = app.browser().get(&format!("/c/{slug}/total.json")).await?.text;
        let public: serde_json::Value = serde_json::from_str(&public)?;
        let raised = public["raised"]["text"].as_str().unwrap_or_default().to_owned();
        let support = app.signed_in("support").await?;
        let title =
            campaigns::demo_campaigns(tests::START).into_iter().find(|it| it.slug == slug).unwrap().title;
        let index = support.get("/backoffice/analytics").await?.text;
        let row = index.split("<tr>").find(|it| it.contains(&format!(">{title}</a>"))).unwrap();
        let id = row.split("/backoffice/analytics/").nth(1).and_then(|it| it.split('"').next()).unwrap();
        let page = support.get(&format!("/dashboard/campaigns/{id}/figures")).await?;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(
            page.text.contains(&format!("<dt>Raised</dt><dd>{raised}</dd>")),
            "{raised} in {}",
            page.text
        );
        app.holds().await?;
    }
    Ok(())
}
