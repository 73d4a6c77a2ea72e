use super::journey::{fill_in, send, slug};
use anyhow::Context as _;
use contracts::campaigns::RewardLimit;
use futures::future::try_join_all;
use std::collections::BTreeSet;
use tests::{Browser, TestApp, shapes};

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

/// A campaign with seven of a reward, the reward as its form offers it, and what it costs.
pub(crate) async fn scarce(app: &TestApp) -> anyhow::Result<(String, String, String)> {
    let limited = |it: &campaigns::NewReward| it.limit == RewardLimit::Quantity(7);
    let slug = slug(|it| it.rewards.iter().any(limited))?;
    let form = app.browser().get(&format!("/c/{slug}/give")).await?;
    let campaign = campaigns::demo_campaigns(tests::START).into_iter().find(|it| it.slug == slug);
    let reward = campaign.into_iter().flat_map(|it| it.rewards).find(limited).context("no such reward")?;
    let id = reward_id(&form.text, &reward.title)?;
    Ok((slug, id, reward.price.format_input("en")))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_checkouts_for_seven_rewards_make_seven_reservations() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let (slug, id, amount) = scarce(&app).await?;
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

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn t36_two_processes_give_out_no_reward_twice() -> anyhow::Result<()> {
    for shape in shapes() {
        let mut app = TestApp::start(&shape).await?;
        let (slug, id, amount) = scarce(&app).await?;
        let other = app.router.clone();
        app.restart().await?;
        let routers = [other, app.router.clone()];
        let browsers: Vec<_> = (0..40).map(|nth| Browser::new(routers[nth % 2].clone())).collect();
        let tries = browsers.iter().map(|browser| async {
            let fields = fill_in(browser, &slug, &amount, &[("reward", &id)]).await?;
            send(browser, &slug, &fields).await
        });
        let answers = try_join_all(tries).await?;
        let reserved = answers.iter().filter(|it| it.status == 303).count();
        let sold_out = answers.iter().filter(|it| it.status == 422 || it.status == 409).count();
        assert_eq!((reserved, sold_out), (7, 33));
        app.settle().await?;
        assert_eq!(app.sandbox.objects("checkout.session").len(), 7);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_took_the_last_one_may_press_again_and_everybody_else_is_told_that_it_is_gone()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let (slug, id, amount) = scarce(&app).await?;
        // Before it is gone: its form cannot be chosen afterwards.
        let late = app.browser();
        let in_vain = fill_in(&late, &slug, &amount, &[("reward", &id)]).await?;
        let mut took = Vec::new();
        for _ in 0..7 {
            let browser = app.browser();
            let fields = fill_in(&browser, &slug, &amount, &[("reward", &id)]).await?;
            let answer = send(&browser, &slug, &fields).await?;
            assert_eq!(answer.status, 303, "{}", answer.text);
            took.push((browser, fields, answer.location));
        }
        for (browser, fields, location) in &took {
            let again = send(browser, &slug, fields).await?;
            assert_eq!((again.status, &again.location), (303, location), "{}", again.text);
        }
        let told = send(&late, &slug, &in_vain).await?;
        assert_eq!(told.status, 422);
        assert!(told.text.contains("This reward is gone") && told.text.contains("Ananya"), "{}", told.text);
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
