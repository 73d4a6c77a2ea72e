use super::journey::{fill_in, send, slug};
use contracts::campaigns::RewardLimit;
use futures::future::try_join_all;
use std::collections::BTreeSet;
use tests::{TestApp, shapes};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_parallel_posts_of_one_form_make_one_pledge() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|_| true)?;
        let browser = app.browser();
        let fields = fill_in(&browser, &slug, "1000", &[]).await?;
        let answers = try_join_all((0..10).map(|_| send(&browser, &slug, &fields))).await?;
        assert!(answers.iter().all(|it| it.status == 303), "{answers:?}");
        assert_eq!(answers.iter().map(|it| &it.location).collect::<BTreeSet<_>>().len(), 1);
        app.settle().await?;
        assert_eq!(app.sandbox.objects("checkout.session").len(), 1, "one page at the provider");
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_checkouts_for_seven_rewards_make_seven_reservations() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let limited = |it: &campaigns::NewReward| it.limit == RewardLimit::Quantity(7);
        let slug = slug(|it| it.rewards.iter().any(limited))?;
        let form = app.browser().get(&format!("/c/{slug}/give")).await?;
        let campaign =
            campaigns::demo_campaigns(tests::START).into_iter().find(|it| it.slug == slug).unwrap();
        let reward = campaign.rewards.iter().find(|it| limited(it)).unwrap();
        let id = reward_id(&form.text, &reward.title)?;
        let amount = reward.price.format_input("en");
        let tries = (0..200).map(|_| async {
            let browser = app.browser();
            let fields = fill_in(&browser, &slug, &amount, &[("reward", &id)]).await?;
            send(&browser, &slug, &fields).await
        });
        let answers = try_join_all(tries).await?;
        let reserved = answers.iter().filter(|it| it.status == 303).count();
        let sold_out = answers.iter().filter(|it| it.status == 422 || it.status == 409).count();
        assert_eq!((reserved, sold_out), (7, 193));
        assert!(
            answers.iter().filter(|it| it.status != 303).all(|it| it.text.contains("Ananya")),
            "what was typed is kept"
        );
        app.settle().await?;
        app.holds().await?;
    }
    Ok(())
}

/// The id of the reward called `title`, from the form that offers it.
fn reward_id(page: &str, title: &str) -> anyhow::Result<String> {
    let choices = page.split("name=\"reward\" value=\"").skip(1);
    let choice = choices.filter(|it| it.split("</label>").next().is_some_and(|it| it.contains(title))).last();
    let id = choice.and_then(|it| it.split('"').next());
    id.map(str::to_owned).ok_or_else(|| anyhow::anyhow!("{title} is not offered in\n{page}"))
}
