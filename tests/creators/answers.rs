//! That whoever wrote a comment hears of what answers it, as long as they like.

use super::{
    comments::{answer, id_of},
    community::{SLUG, comment, mailed_way, mails_to},
    desk::Desk,
};
use tests::{TestApp, shapes};

const SUBJECT: &str = "Your comment on";

#[tokio::test]
async fn whoever_wrote_a_comment_is_told_once_of_each_answer_until_they_stop_it() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let donor = app.signed_in("donor").await?;
        assert_eq!(comment(&donor, "Who waters the oak?").await?.status, 303);
        let question = id_of(&donor, "Who waters the oak?").await?;
        assert_eq!(answer(&donor, &question, "In summer, I mean.").await?.status, 303);
        app.settle().await?;
        assert_eq!(mails_to(&app, "donor@", SUBJECT), 0, "nobody is told of what they wrote themselves");

        assert_eq!(answer(&desk.browser, &question, "The volunteers do.").await?.status, 303);
        let room = desk.browser.get(&desk.path("/comments")).await?.text;
        assert!(room.contains("Answers “Who waters the oak?”"), "the team sees what it answers: {room}");
        app.settle().await?;
        assert_eq!((mails_to(&app, "donor@", SUBJECT), mails_to(&app, "creator@", SUBJECT)), (1, 0));
        let way = mailed_way(&app, "donor@", SUBJECT, &format!("/c/{SLUG}/comments?to={question}#"))?;
        let led = donor.get(way.split('#').next().unwrap_or_default()).await?;
        assert!(led.text.contains("The volunteers do."), "{}", led.text);

        let stop = mailed_way(&app, "donor@", SUBJECT, "/unsubscribe/")?;
        let anybody = app.browser();
        let token = anybody.get(&stop).await?.field("_token")?;
        assert_eq!(anybody.post(&stop, &[("_token", &*token), ("news", "stop")]).await?.status, 303);
        assert_eq!(answer(&desk.browser, &question, "And the school.").await?.status, 303);
        app.settle().await?;
        assert_eq!(mails_to(&app, "donor@", SUBJECT), 1, "they want no more of it");
        app.holds().await?;
    }
    Ok(())
}
