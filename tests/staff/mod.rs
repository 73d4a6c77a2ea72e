//! What staff do.

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
