use super::*;
use contracts::terms::PLATFORM_FEE_PERCENT;
use std::collections::BTreeSet;

fn campaigns() -> Vec<NewCampaign> {
    demo_campaigns(Timestamp::from_seconds(1_780_000_000))
}

#[test]
fn the_demo_shows_at_least_twelve_campaigns_in_six_currencies() {
    let campaigns = campaigns();
    assert!(campaigns.len() >= 12);
    let slugs: BTreeSet<_> = campaigns.iter().map(|it| &it.slug).collect();
    assert_eq!(slugs.len(), campaigns.len());
    let currencies: BTreeSet<_> = campaigns.iter().map(|it| it.goal.currency.code()).collect();
    assert_eq!(currencies, BTreeSet::from(["EUR", "GBP", "INR", "JPY", "KWD", "USD"]));
}

#[test]
fn the_demo_shows_trees_at_42_rupees_seven_of_a_reward_and_both_models() {
    let campaigns = campaigns();
    let trees = campaigns.iter().filter_map(|it| it.unit.as_ref()).find(|it| it.one == "tree").unwrap();
    assert_eq!(trees.price, Money::new(4_200, Currency::Inr));
    let sevens = campaigns.iter().flat_map(|it| &it.rewards);
    assert_eq!(sevens.filter(|it| it.limit == RewardLimit::Quantity(7)).count(), 1);
    assert!(campaigns.iter().filter(|it| it.model == FundingModel::AllOrNothing).count() >= 3);
    assert!(campaigns.iter().any(|it| it.model == FundingModel::KeepItAll));
}

#[test]
fn the_demo_shows_an_add_on_and_a_reward_that_it_goes_with() {
    let campaigns = campaigns();
    let add_ons: Vec<_> =
        campaigns.iter().flat_map(|it| &it.rewards).filter(|it| it.add_on.is_some()).collect();
    assert_eq!(add_ons.len(), add_ons::ALL.len(), "each of them belongs to a campaign");
    assert!(!add_ons.is_empty());
    for campaign in campaigns.iter().filter(|it| it.rewards.iter().any(|it| it.add_on.is_some())) {
        assert!(campaign.rewards.iter().any(|it| it.add_on.is_none()), "{}", campaign.slug);
    }
}

#[test]
fn at_least_five_of_the_demo_say_what_could_go_wrong_and_two_what_gifts_do() {
    let campaigns = campaigns();
    let told = campaigns.iter().filter(|it| !it.risks.is_empty() && !it.faq.is_empty());
    assert_eq!(told.count(), details::ALL.len(), "each of them belongs to a campaign");
    assert!(details::ALL.len() >= 5);
    let said: Vec<_> = campaigns.iter().filter(|it| !it.impacts.is_empty()).collect();
    assert_eq!(said.len(), 2);
    for it in said.iter().flat_map(|it| &it.impacts) {
        assert!((1..=80).contains(&it.words.chars().count()), "{}", it.words);
    }
}

#[test]
fn every_budget_of_the_demo_adds_up_and_says_what_the_platform_takes_and_nothing_that_it_bears() {
    let share = format!("The platform's share ({PLATFORM_FEE_PERCENT}%)");
    for campaign in campaigns() {
        let sum: i64 = campaign.budget.iter().map(|it| it.amount.minor).sum();
        assert_eq!(sum, campaign.goal.minor, "{}", campaign.slug);
        let kept: Vec<_> = campaign.budget.iter().filter(|it| it.label == share).collect();
        assert_eq!(kept.len(), 1, "{}", campaign.slug);
        let least = campaign.goal.minor * i64::from(PLATFORM_FEE_PERCENT) / 100;
        assert_eq!(kept[0].amount.minor, least, "{}", campaign.slug);
        let borne = campaign.budget.iter().find(|it| it.label.contains("ayment fee"));
        assert!(borne.is_none(), "{}: {borne:?}", campaign.slug);
    }
}

#[test]
fn every_story_of_the_demo_has_three_to_six_paragraphs() {
    for campaign in campaigns() {
        let paragraphs = campaign.story.split("\n\n").filter(|it| !it.starts_with('#')).count();
        assert!((3..=6).contains(&paragraphs), "{} has {paragraphs}", campaign.slug);
    }
}

#[test]
fn every_deadline_of_the_demo_is_the_end_of_a_day_where_it_was_chosen() {
    for campaign in campaigns() {
        let shown = deadline::shown(campaign.deadline_at, &campaign.zone).unwrap();
        assert!(shown.local.contains(" at 23:59 ("), "{}: {}", campaign.slug, shown.local);
    }
}
