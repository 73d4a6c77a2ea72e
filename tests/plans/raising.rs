//! Another sum each time.

use super::Plan;
use crate::donors::journey::VISA;
use tests::{TestApp, shapes};

#[tokio::test]
async fn giving_more_each_time_is_asked_about_once_more_and_giving_less_is_not() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, VISA).await?;
        let before = "The next gift of $25.00 is charged on 1 April 2026";

        let asked = plan.act("amount", &[("amount", "40")]).await?;
        let question = format!("{}/amount?minor=4000", plan.path);
        assert_eq!((asked.status, &asked.location), (303, &question));
        let page = plan.gift.browser.get(&question).await?;
        for seen in ["$25.00 every month", "$40.00 every month", "1 April 2026", "Keep $25.00"] {
            assert!(page.text.contains(seen), "{seen} in {}", page.text);
        }
        assert!(plan.page().await?.contains(before), "nothing has changed yet");

        plan.raise("40").await?;
        assert!(plan.page().await?.contains("The next gift of $40.00 is charged on 1 April 2026"));
        let less = plan.act("amount", &[("amount", "25")]).await?;
        assert_eq!((less.status, &less.location), (303, &plan.path));
        assert!(plan.page().await?.contains(before));

        for minor in ["1000", "-1", "1", "9223372036854775807"] {
            let answer = plan.gift.browser.get(&format!("{}/amount?minor={minor}", plan.path)).await?;
            assert_eq!((answer.status, &answer.location), (303, &plan.path), "{minor}");
        }
        // As the foot of the page leads there in another language.
        let answer = plan.gift.browser.get(&format!("/es{}/amount", plan.path)).await?;
        assert_eq!((answer.status, answer.location), (303, format!("/es{}", plan.path)));
    }
    Ok(())
}
