//! Following a campaign without giving to it.

use super::{
    community::{SLUG, mails_to, post_update},
    desk::Desk,
};
use crate::donors::journey::{Journey, VISA};
use tests::{Browser, TestApp, shapes};

/// Presses the button on the page where somebody follows the campaign, or stops to.
async fn press(browser: &Browser) -> anyhow::Result<()> {
    let path = format!("/c/{SLUG}/follow");
    let page = browser.get(&path).await?;
    let form = [("_token", &*page.field("_token")?), ("follow", &*page.field("follow")?)];
    assert_eq!(browser.post(&path, &form).await?.status, 303);
    Ok(())
}

fn update(title: &'static str, audience: &'static str) -> [(&'static str, &'static str); 4] {
    [("title", title), ("body", "News."), ("audience", audience), ("then", "post")]
}

#[tokio::test]
async fn whoever_follows_is_told_of_each_update_for_everybody_until_they_stop() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let page = format!("/c/{SLUG}/follow");
        let asked = app.browser().get(&page).await?;
        assert!(asked.location.starts_with("/login"), "a guest is asked to log in: {}", asked.location);

        let donor = app.signed_in("donor").await?;
        let email = "donor@";
        assert!(donor.get("/me/follows").await?.text.contains("You follow no campaign yet"));
        press(&donor).await?;
        assert!(donor.get(&page).await?.text.contains("You follow this campaign"));
        let followed = donor.get("/me/follows").await?.text;
        assert!(followed.contains(&format!("/c/{SLUG}")), "{followed}");
        app.settle().await?;

        assert_eq!(post_update(&desk, &update("For all", "public")).await?.status, 303);
        assert_eq!(post_update(&desk, &update("For some", "backers")).await?.status, 303);
        app.settle().await?;
        assert_eq!((mails_to(&app, email, "For all"), mails_to(&app, email, "For some")), (1, 0));
        let mails = app.mailbox.messages();
        let mail = mails.iter().find(|it| it.to().contains(email) && it.subject() == "For all").unwrap();
        assert!(mail.text().contains("because you follow this campaign"), "{}", mail.text());

        press(&donor).await?;
        app.settle().await?;
        assert_eq!(post_update(&desk, &update("Too late", "public")).await?.status, 303);
        app.settle().await?;
        assert_eq!(mails_to(&app, email, "Too late"), 0);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_gave_and_follows_is_told_once_and_one_click_ends_both() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let donor = app.signed_in("donor").await?;
        press(&donor).await?;
        let address = app.mail_of("donor")?;
        Journey::promise_with(&app, SLUG, "20", &[("email", &address)]).await?.pay(VISA).await?;
        assert_eq!(post_update(&desk, &update("Once", "public")).await?.status, 303);
        app.settle().await?;
        assert_eq!(mails_to(&app, &address, "Once"), 1);

        let mails = app.mailbox.messages();
        let mail = mails.iter().find(|it| it.to().contains(&address) && it.subject() == "Once").unwrap();
        let headers = mail.headers().replace("\r\n ", " ").replace("\n ", " ");
        let (_, after) = headers.split_once("/unsubscribe/").unwrap();
        let page = format!("/unsubscribe/{}", after.split_once("/now").unwrap().0);
        let shown = app.browser();
        let form = shown.get(&page).await?;
        assert_eq!(
            shown.post(&page, &[("_token", &*form.field("_token")?), ("news", "stop")]).await?.status,
            303
        );
        assert_eq!(post_update(&desk, &update("Never", "public")).await?.status, 303);
        app.settle().await?;
        assert_eq!(mails_to(&app, &address, "Never"), 0);
        app.holds().await?;
    }
    Ok(())
}
