use super::*;
use crate::{Motif, demo_campaigns};

fn campaign() -> NewCampaign {
    let eur = |minor| Money::new(minor, Currency::Eur);
    NewCampaign {
        slug: "a-bench".into(),
        title: "A bench".into(),
        promise: "One bench by the lake.".into(),
        story: "It is a long way round the lake.".into(),
        organiser: "Lake path volunteers".into(),
        place: "Lindau, Germany".into(),
        category: Category::Community,
        language: "en".into(),
        creator: UserId::fresh(),
        goal: eur(90_000),
        model: FundingModel::KeepItAll,
        opens_at: Timestamp::from_seconds(1_000),
        deadline_at: Timestamp::from_seconds(2_000),
        zone: "Europe/Berlin".into(),
        minimum: eur(500),
        unit: None,
        impacts: vec![],
        cover: Cover { motif: Motif::Water, seed: 1 },
        cover_image: None,
        cover_alt: String::new(),
        risks: String::new(),
        faq: vec![],
        budget: vec![BudgetLine { label: "Oak".into(), amount: eur(90_000) }],
        rewards: vec![],
    }
}

#[test]
fn a_campaign_that_keeps_the_rules_may_be_published() {
    assert_eq!(campaign().check(), Ok(()));
}

#[test]
fn an_address_is_made_of_small_letters_digits_and_single_hyphens() {
    for slug in ["", "A-bench", "a bench", "-a", "a-", "a--b", "../etc", "bänke", &"a".repeat(61)] {
        let campaign = NewCampaign { slug: slug.into(), ..campaign() };
        assert_eq!(campaign.check(), Err(CampaignProblem::Slug(slug.into())));
    }
}

#[test]
fn a_budget_adds_up_to_the_goal() {
    let mut campaign = campaign();
    campaign.budget[0].amount.minor -= 1;
    assert_eq!(
        campaign.check().unwrap_err().to_string(),
        "the budget adds up to EUR 899.99, the goal is EUR 900.00"
    );
}

#[test]
fn every_amount_is_in_the_currency_of_the_goal() {
    let campaign = NewCampaign { minimum: Money::new(500, Currency::Usd), ..campaign() };
    assert_eq!(campaign.check().unwrap_err().to_string(), "the least amount is in USD, the goal is in EUR");
}

#[test]
fn nothing_is_no_goal() {
    let campaign = NewCampaign { goal: Money::zero(Currency::Eur), ..campaign() };
    assert_eq!(campaign.check(), Err(CampaignProblem::NotPositive("goal")));
}

#[test]
fn a_reward_costs_at_least_the_least_that_can_be_given() {
    let (title, description) = ("A postcard".to_owned(), "By post.".to_owned());
    let price = Money::new(499, Currency::Eur);
    let reward =
        NewReward { title, description, price, limit: RewardLimit::Unlimited, add_on: None, digital: false };
    let campaign = NewCampaign { rewards: vec![reward], ..campaign() };
    assert_eq!(campaign.check(), Err(CampaignProblem::RewardBelowMinimum("A postcard".into())));
}

#[test]
fn a_campaign_ends_after_it_began_in_a_zone_that_exists() {
    let over = NewCampaign { deadline_at: Timestamp::from_seconds(1_000), ..campaign() };
    assert_eq!(over.check(), Err(CampaignProblem::OverBeforeItBegan));
    let nowhere = NewCampaign { zone: "Europe/Lindau".into(), ..campaign() };
    assert_eq!(
        nowhere.check(),
        Err(CampaignProblem::Deadline(DeadlineError::UnknownZone("Europe/Lindau".into())))
    );
}

#[test]
fn every_demo_campaign_may_be_published() {
    for campaign in demo_campaigns(Timestamp::from_seconds(1_780_000_000)) {
        assert_eq!(campaign.check(), Ok(()), "{}", campaign.slug);
    }
}
