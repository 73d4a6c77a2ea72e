//! Gifts that came by hand or by bank, from the back office (rule R24).

use crate::{
    donors::journey::{raised, slug},
    money::balance,
};
use anyhow::Context as _;
use contracts::{Currency, campaigns::FundingModel};
use kernel::db::Sql as _;
use tests::{Answer, Browser, TestApp, shapes};

const ROOM: &str = "/backoffice/offline";

async fn enter(staff: &Browser, slug: &str, amount: &str) -> anyhow::Result<u16> {
    let page = staff.get(ROOM).await?;
    let (token, number) = (page.field("_token")?, page.field("number")?);
    let form = [
        ("_token", &*token),
        ("number", &number),
        ("campaign", slug),
        ("amount", amount),
        ("method", "cash"),
        ("received_on", "2026-01-02"),
        ("name", "Asha"),
    ];
    let first = staff.post(ROOM, &form).await?.status;
    if first == 303 {
        assert_eq!(staff.post(ROOM, &form).await?.status, 303, "sent twice, it is one gift");
    }
    Ok(first)
}

#[tokio::test]
async fn whatever_is_wrong_with_a_gift_is_said_at_once_and_where_it_is() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = slug(|it| it.goal.currency == Currency::Inr)?;
    let staff = app.signed_in("finance").await?;
    let page = staff.get(ROOM).await?;
    let (token, number) = (page.field("_token")?, page.field("number")?);
    let form = [
        ("_token", &*token),
        ("number", &number),
        ("campaign", &slug),
        ("amount", "much"),
        ("method", "cash"),
        ("received_on", ""),
        ("name", "Asha"),
    ];
    let refused = staff.post(ROOM, &form).await?;
    assert_eq!(refused.status, 422);
    for field in ["href=\"#amount\"", "href=\"#received_on\"", "value=\"much\"", "value=\"Asha\""] {
        assert!(refused.text.contains(field), "{field}: {}", refused.text);
    }
    Ok(())
}

async fn act(staff: &Browser, end: &str, more: &[(&str, &str)]) -> anyhow::Result<u16> {
    Ok(answer(staff, end, more).await?.status)
}

/// Sends the only form whose address ends in `end`.
async fn answer(staff: &Browser, end: &str, more: &[(&str, &str)]) -> anyhow::Result<Answer> {
    let page = staff.get(ROOM).await?;
    let token = page.field("_token")?;
    let path = page.text.split('"').find(|it| it.starts_with(ROOM) && it.ends_with(end)).map(str::to_owned);
    let Some(path) = path else { anyhow::bail!("nothing here ends in {end}: {}", page.text) };
    let form: Vec<_> = std::iter::once(("_token", &*token)).chain(more.iter().copied()).collect();
    staff.post(&path, &form).await
}

#[tokio::test]
async fn cash_counts_once_a_second_person_confirms_it_and_is_handed_back_only_by_a_person()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.goal.currency == Currency::Inr && it.model == FundingModel::KeepItAll)?;
        let (one, other) = (app.signed_in("support").await?, app.signed_in("finance").await?);
        assert_eq!(enter(&one, &slug, "-5").await?, 422);
        assert_eq!(enter(&one, &slug, "1,250.50").await?, 303);
        app.settle().await?;
        assert_eq!(raised(&app, &slug).await?, 0, "one person's word is not enough");

        assert!(one.get(ROOM).await?.text.contains("You wrote it down"));
        assert_eq!(act(&other, "/decision", &[("decision", "confirm")]).await?, 303);
        app.settle().await?;
        assert_eq!(raised(&app, &slug).await?, 125_050);
        assert_eq!(balance(&app, "campaign:%:offline", "INR").await?, -125_050);
        assert_eq!(balance(&app, "cash:offline", "INR").await?, 125_050);
        let money = app.browser().get(&format!("/c/{slug}/money")).await?;
        assert!(
            money.text.contains("by hand or by bank") && money.text.contains("₹1,250.50"),
            "{}",
            money.text
        );

        let long = "given by mistake ".repeat(40);
        let refused = answer(&other, "/refund", &[("note", &long)]).await?;
        assert_eq!(refused.status, 422);
        for part in ["href=\"#note-", "<details open>", &format!("value=\"{long}\""), "at most 500 letters"] {
            assert!(refused.text.contains(part), "{part}: {}", refused.text);
        }
        app.settle().await?;
        assert_eq!(raised(&app, &slug).await?, 125_050, "nothing has changed");
        assert_eq!(act(&other, "/refund", &[("note", "given by mistake")]).await?, 303);
        app.settle().await?;
        assert_eq!(raised(&app, &slug).await?, 0);
        let room = other.get(ROOM).await?.text;
        assert!(room.contains("To be handed back") && room.contains("Your task"), "{room}");
        let room = one.get(ROOM).await?.text;
        assert!(
            room.contains("The task of ") && !room.contains("/handed-back"),
            "support hands nothing back"
        );
        assert_eq!(balance(&app, "giver:%", "INR").await?, -125_050, "owed until it is handed back (T-48)");
        assert_eq!(act(&other, "/handed-back", &[]).await?, 303);
        app.settle().await?;
        assert!(other.get(ROOM).await?.text.contains("Handed back"));
        for account in ["campaign:%:offline", "cash:offline", "giver:%"] {
            assert_eq!(balance(&app, account, "INR").await?, 0, "{account}");
        }
        let log = app.signed_in("admin").await?.get("/backoffice/audit").await?.text;
        for action in ["enter", "confirm", "refund", "hand_back"] {
            assert!(log.contains(&format!("offline_gift.{action}")), "{action}: {log}");
        }
        assert!(!log.contains("Asha"), "nobody's name stands in the audit log");
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn cash_of_a_cancelled_campaign_waits_to_be_handed_back_also_when_it_is_confirmed_later()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.goal.currency == Currency::Inr && it.model == FundingModel::KeepItAll)?;
        let (one, other) = (app.signed_in("support").await?, app.signed_in("finance").await?);
        assert_eq!(enter(&one, &slug, "100").await?, 303);
        assert_eq!(act(&other, "/decision", &[("decision", "confirm")]).await?, 303);
        assert_eq!(enter(&one, &slug, "50").await?, 303);
        app.settle().await?;
        assert_eq!(raised(&app, &slug).await?, 10_000);

        let sql = "SELECT campaign FROM pledges_campaign WHERE slug = $1";
        let row = app.ctx("pledges")?.db.read().one(sql, vec![slug.as_str().into()]).await?;
        let id: uuid::Uuid = row.context("no such campaign")?.try_get("", "campaign")?;
        let moderator = app.signed_in("moderator").await?;
        let token = moderator.get("/me").await?.field("_token")?;
        let form = [("_token", &*token), ("step", "cancel"), ("reason", "The village said no.")];
        let path = format!("/backoffice/campaigns/{id}/intervention");
        assert_eq!(moderator.post(&path, &form).await?.status, 303);
        app.settle().await?;
        assert_eq!(raised(&app, &slug).await?, 0);
        assert_eq!(balance(&app, "giver:%", "INR").await?, -10_000);
        let room = other.get(ROOM).await?.text;
        assert!(
            room.contains("To be handed back") && room.contains("Your task"),
            "not the moderator's: {room}"
        );
        let colleague = app.signed_in("finance2").await?;
        assert!(colleague.get(ROOM).await?.text.contains("The task of "));
        assert_eq!(act(&colleague, "/task", &[]).await?, 303);
        assert!(colleague.get(ROOM).await?.text.contains("Your task"));
        assert!(!other.get(ROOM).await?.text.contains("Your task"));

        assert_eq!(act(&other, "/decision", &[("decision", "confirm")]).await?, 303);
        app.settle().await?;
        assert_eq!(raised(&app, &slug).await?, 0);
        assert_eq!(balance(&app, "giver:%", "INR").await?, -15_000);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_wrote_a_gift_down_cannot_confirm_it() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = slug(|it| it.goal.currency == Currency::Inr)?;
    let (one, other) = (app.signed_in("finance").await?, app.signed_in("support").await?);
    enter(&one, &slug, "100").await?;
    let page = other.get(ROOM).await?.text;
    let path = page.split('"').find(|it| it.ends_with("/decision")).map(str::to_owned);
    let token = one.get(ROOM).await?.field("_token")?;
    let form = [("_token", &*token), ("decision", "confirm")];
    let answer = one.post(&path.unwrap_or_default(), &form).await?;
    assert_eq!(answer.status, 409);
    app.settle().await?;
    assert_eq!(raised(&app, &slug).await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_list_says_first_what_it_would_do_and_counts_once_however_often_it_is_imported()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.goal.currency == Currency::Inr)?;
        let staff = app.signed_in("finance").await?;
        let path = format!("{ROOM}/import");
        let token = staff.get(ROOM).await?.field("_token")?;
        let send = async |csv: &str, really: bool| {
            let mut form =
                vec![("_token", &*token), ("campaign", &*slug), ("source", "village fair"), ("csv", csv)];
            form.extend(really.then_some(("really", "1")));
            staff.post(&path, &form).await
        };
        let good = "external_id,amount,method,received_on,name\n1,100,cash,2026-01-02,Asha\n2,\"1,000.50\",bank,2026-01-03,\n1,100,cash,2026-01-02,Asha\n";
        let seen = send(good, false).await?;
        assert_eq!(seen.status, 200);
        for part in ["2 new gifts", "1 written down before", "further up: line 4."] {
            assert!(seen.text.contains(part), "{part}: {}", seen.text);
        }
        assert!(!staff.get(ROOM).await?.text.contains("village fair<br>"), "nothing is written down yet");
        assert_eq!(send(good, true).await?.status, 303);
        let again = send(good, false).await?;
        for part in ["0 new gifts", "3 written down before", "further up: lines 2, 3, 4."] {
            assert!(again.text.contains(part), "{part}: {}", again.text);
        }

        let bad = "external_id,amount,method,received_on,name\n7,1e9,cash,2026-01-02,\n8,5,shells,2026-01-02,\n9,5,cash,2999-01-02,\n";
        // As a file has its lines, and as a browser sends them.
        for bad in [bad.to_owned(), bad.replace('\n', "\r\n")] {
            let refused = send(&(bad + "x\r\n"), true).await?;
            assert_eq!(refused.status, 422);
            for line in
                ["Line 2: ", "Line 3: The method", "Line 4: Write the day", "Line 5: The first line names 5"]
            {
                assert!(refused.text.contains(line), "{line}: {}", refused.text);
            }
        }
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_number_that_stands_for_two_gifts_drops_neither_of_them_in_silence() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = slug(|it| it.goal.currency == Currency::Inr)?;
    let staff = app.signed_in("finance").await?;
    let page = staff.get(ROOM).await?;
    let (token, number) = (page.field("_token")?, page.field("number")?);
    let send = async |lines: &str, really: bool| {
        let csv = format!("external_id,amount,method,received_on,name\n{lines}");
        let mut form = vec![("_token", &*token), ("campaign", &*slug), ("source", "fair"), ("csv", &*csv)];
        form.extend(really.then_some(("really", "1")));
        staff.post(&format!("{ROOM}/import"), &form).await
    };
    let twice = send("1,100,cash,2026-01-02,Asha\n1,200,cash,2026-01-02,Ben\n", true).await?;
    assert_eq!(twice.status, 422, "within one list");
    assert!(twice.text.contains("Line 3: This number was written down before"), "{}", twice.text);
    assert_eq!(send("1,100,cash,2026-01-02,Asha\n", true).await?.status, 303);
    let later = send("1,200,cash,2026-01-02,Ben\n", true).await?;
    assert_eq!(later.status, 422, "in a later one");
    assert!(later.text.contains("Line 2: This number was written down before"), "{}", later.text);
    assert_eq!(act(&app.signed_in("finance2").await?, "/decision", &[("decision", "reject")]).await?, 303);
    let rejected = send("1,100,cash,2026-01-02,Asha\n", true).await?;
    assert_eq!(rejected.status, 422);
    assert!(rejected.text.contains("and rejected"), "{}", rejected.text);

    // A form that is gone back to, and changed.
    let typed = async |number: &str, amount: &str| {
        let form = [
            ("_token", &*token),
            ("number", number),
            ("campaign", &slug),
            ("amount", amount),
            ("method", "cash"),
            ("received_on", "2026-01-02"),
            ("name", "Asha"),
        ];
        staff.post(ROOM, &form).await
    };
    assert_eq!(typed(&number, "100").await?.status, 303);
    let changed = typed(&number, "150").await?;
    assert_eq!(changed.status, 422);
    assert!(changed.text.contains("This form was sent before"), "{}", changed.text);
    let anew = changed.field("number")?;
    assert_ne!(anew, number);
    assert_eq!(typed(&anew, "150").await?.status, 303);
    let listed = staff.get(ROOM).await?.text;
    assert!(listed.contains("₹100.00") && listed.contains("₹150.00"), "{listed}");
    app.holds().await
}
