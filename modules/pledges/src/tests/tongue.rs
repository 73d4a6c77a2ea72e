//! The language that a campaign is written in, which is not always that of the page (WCAG 2.2, 3.1.2).

use super::{
    bench::{Bench, page_of},
    browser::Browser,
    forms::Donor,
};
use contracts::{
    RewardId,
    campaigns::{AddOn, CampaignEdited, CampaignPublished, RewardLimit, RewardPublished},
};

async fn form(bench: &Bench) -> String {
    Donor::at(bench, "").await.form.html
}

#[tokio::test]
async fn what_creators_wrote_is_marked_with_its_language_where_gifts_are_made_and_kept() {
    let bench = Bench::start().await;
    let print = bench.reward(RewardLimit::Unlimited).await;
    let add_on = Some(AddOn { most: 10, with: Vec::new() });
    let mug = RewardPublished { reward: RewardId::fresh(), title: "A mug".into(), add_on, ..print.clone() };
    bench.publish_reward(mug).await;
    let plain = form(&bench).await;
    assert!(plain.contains("<bdi>Shade for the river</bdi></h1>"), "nobody said in which: {plain}");
    assert!(!plain.contains("lang=\"\""), "{plain}");

    let said = CampaignPublished { language: Some("ta".into()), ..bench.campaign.clone() };
    bench.publish(said).await;
    let marked = form(&bench).await;
    for seen in [
        "dir=\"auto\" lang=\"ta\">Shade for the river</a>",
        "<bdi lang=\"ta\">Shade for the river</bdi></h1>",
        "<bdi lang=\"ta\"><b>A print</b></bdi>",
        "<span class=\"what\" dir=\"auto\" lang=\"ta\">Of the river at dawn.</span>",
        "<bdi lang=\"ta\">A mug</bdi></label>",
        "<span dir=\"auto\" lang=\"ta\">Of the river at dawn.</span></p>",
    ] {
        assert!(marked.contains(seen), "{seen} in {marked}");
    }
    let pledge = bench.make(Some(print.reward)).await;
    let page = Browser::default().get(&bench, &page_of(pledge)).await.html;
    for seen in
        ["dir=\"auto\" lang=\"ta\">Shade for the river</a>", "<dd dir=\"auto\" lang=\"ta\">A print</dd>"]
    {
        assert!(page.contains(seen), "{seen} in {page}");
    }
}

#[tokio::test]
async fn a_message_that_says_nothing_of_the_language_leaves_it() {
    let bench = Bench::start().await;
    let titled = |tag: &str| format!("<bdi lang=\"{tag}\">Shade for the river</bdi></h1>");
    let edited = |language: Option<&str>| CampaignEdited {
        campaign: bench.campaign.campaign,
        title: bench.campaign.title.clone(),
        organiser: bench.campaign.organiser.clone(),
        impacts: None,
        language: language.map(str::to_owned),
        by: bench.campaign.creator,
        edited_at: bench.campaign.published_at,
    };
    bench.edited(edited(Some("kn"))).await;
    assert!(form(&bench).await.contains(&titled("kn")));
    bench.edited(edited(None)).await;
    bench.publish(bench.campaign.clone()).await;
    let kept = form(&bench).await;
    assert!(kept.contains(&titled("kn")), "{kept}");
    bench.edited(edited(Some("hi"))).await;
    assert!(form(&bench).await.contains(&titled("hi")));
}
