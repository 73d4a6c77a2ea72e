use super::*;
use contracts::{CampaignId, Money, Timestamp, UserId, campaigns::RewardLimit};
use kernel::web::Text;

/// 1 March 2026, noon UTC.
const NOW: Timestamp = Timestamp(1_772_366_400_000_000);

fn form(fields: &[(&str, &str)]) -> Fields {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// A draft of a bench by a lake with nothing missing.
fn bench() -> Draft {
    let mut draft =
        Draft::begun("A bench by the lake", "Lake path volunteers", Currency::Eur, FundingModel::KeepItAll);
    draft.take(
        Section::Basics,
        &form(&[
            ("promise", "One bench of oak where the path turns."),
            ("place", "Lindau, Germany"),
            ("category", "community"),
            ("goal", "900"),
            ("minimum", "5"),
            ("deadline", "2026-03-29"),
            ("zone", "Europe/Berlin"),
        ]),
    );
    draft.take(Section::Story, &form(&[("story", "It is a long way round the lake.")]));
    draft.take(
        Section::Budget,
        &form(&[
            ("budget_label_1", "Oak"),
            ("budget_amount_1", "640"),
            ("budget_label_2", "Two days of a joiner"),
            ("budget_amount_2", "260"),
        ]),
    );
    draft.take(Section::Details, &form(&[("risks", "The town may want another place.")]));
    draft
}

fn gaps(draft: &Draft) -> Vec<(String, Text)> {
    draft.gaps(NOW).into_iter().map(|it| (it.field, it.message)).collect()
}

/// A budget that does not add up, by its sum and by how much it is off.
fn out_of_balance(key: &'static str, sum: i64, apart: i64) -> (String, Text) {
    let euros = |it: i64| Money::new(it * 100, Currency::Eur);
    let text = Text::of(key).with("sum", euros(sum)).with("goal", euros(900)).with("apart", euros(apart));
    ("budget_amount_1".to_owned(), text)
}

#[test]
fn an_address_is_made_of_a_title() {
    for (title, slug) in [
        ("A bench by the lake", "a-bench-by-the-lake"),
        ("  Bänke & Tische!  ", "banke-tische"),
        ("L'Étang d'en haut", "letang-den-haut"),
        ("कावेरी", ""),
        ("---", ""),
    ] {
        assert_eq!(slug_of(title), slug, "{title}");
        assert!(slug.is_empty() || crate::campaign::is_slug(slug));
    }
    assert!(slug_of(&"long ".repeat(30)).len() <= 60);
}

#[test]
fn a_draft_with_nothing_missing_is_a_campaign() {
    let ready = bench().read(CampaignId::fresh(), UserId::fresh(), NOW).unwrap();
    assert_eq!(ready.new.check(), Ok(()));
    assert_eq!(ready.new.slug, "a-bench-by-the-lake");
    assert_eq!(ready.new.budget.len(), 2);
    // The clocks go forward that night: the day is over at 22:00 UTC, not at 23:00.
    assert_eq!(ready.new.deadline_at.to_string(), "2026-03-29T22:00:00Z");
}

#[test]
fn a_draft_that_was_only_begun_says_what_is_missing_in_the_order_of_its_pages() {
    let draft = Draft::begun("A bench", "", Currency::Eur, FundingModel::KeepItAll);
    let fields: Vec<_> = draft.gaps(NOW).into_iter().map(|it| it.field).collect();
    assert_eq!(
        fields,
        ["promise", "organiser", "place", "category", "goal", "deadline", "story", "budget_label_1", "risks"]
    );
}

#[test]
fn what_is_empty_in_a_draft_is_not_wrong_yet() {
    let draft = Draft::begun("A bench", "", Currency::Eur, FundingModel::KeepItAll);
    for section in Section::ALL {
        assert_eq!(draft.wrong_in(section, NOW), [], "{section:?}");
    }
}

#[test]
fn a_budget_says_how_much_it_is_off() {
    let mut draft = bench();
    draft.budget[1].amount = "200".into();
    assert_eq!(gaps(&draft), [out_of_balance("gap-budget-less", 840, 60)]);
    draft.budget[1].amount = "300".into();
    assert_eq!(gaps(&draft), [out_of_balance("gap-budget-more", 940, 40)]);
    draft.budget[1].amount = "two hundred".into();
    assert_eq!(draft.wrong_in(Section::Budget, NOW).len(), 1, "what is no amount is wrong at once");
}

#[test]
fn a_deadline_lies_between_a_day_and_ninety_days_or_three_years_after_the_beginning() {
    for (day, fits, fits_keeping) in [
        ("2025-03-29", false, false),
        ("2026-03-01", false, false),
        ("2026-03-02", true, true),
        ("2026-05-30", true, true),
        ("2026-05-31", false, true),
        ("2029-02-28", false, true),
        ("2029-03-02", false, false),
        ("2026-13-01", false, false),
        ("29.3.2026", false, false),
    ] {
        for (model, fits) in [(FundingModel::AllOrNothing, fits), (FundingModel::KeepItAll, fits_keeping)] {
            let draft = Draft { deadline: day.into(), model, ..bench() };
            assert_eq!(gaps(&draft).is_empty(), fits, "{day}, {model:?}: {:?}", gaps(&draft));
        }
    }
}

#[test]
fn a_zone_that_nobody_knows_is_refused_by_name() {
    let draft = Draft { zone: "Europe/Lindau".into(), ..bench() };
    assert_eq!(gaps(&draft), [("zone".to_owned(), Text::of("gap-zone").with("zone", "Europe/Lindau"))]);
}

#[test]
fn a_reward_is_unlimited_closed_or_a_number() {
    let mut draft = bench();
    let row = |limit: &str, quantity: &str| {
        form(&[
            ("reward_title_1", "A plate with your name"),
            ("reward_description_1", "Screwed to the back of the bench."),
            ("reward_price_1", "40"),
            ("reward_limit_1", limit),
            ("reward_quantity_1", quantity),
        ])
    };
    for (limit, quantity, read) in [
        ("unlimited", "", RewardLimit::Unlimited),
        ("closed", "", RewardLimit::Closed),
        ("quantity", "7", RewardLimit::Quantity(7)),
    ] {
        draft.take(Section::Rewards, &row(limit, quantity));
        assert_eq!(gaps(&draft), []);
        assert_eq!(draft.rewards[0].read(&draft).limit, read);
    }
    for (limit, quantity) in [("quantity", ""), ("quantity", "0"), ("quantity", "-1"), ("all", "")] {
        draft.take(Section::Rewards, &row(limit, quantity));
        assert_eq!(gaps(&draft).len(), 1, "{limit} {quantity}");
    }
}

#[test]
fn a_reward_keeps_its_id_and_takes_nobody_elses() {
    let mut draft = bench();
    let row = |id: &str| {
        form(&[("reward_id_1", id), ("reward_title_1", "A plate"), ("reward_limit_1", "unlimited")])
    };
    let strange = RewardId::fresh();
    draft.take(Section::Rewards, &row(&strange.to_string()));
    let given = draft.rewards[0].id;
    assert_ne!(given, strange);
    draft.take(Section::Rewards, &row(&given.to_string()));
    assert_eq!(draft.rewards[0].id, given);
}

#[test]
fn what_gifts_do_is_said_of_at_most_four_sizes_each_once_in_words_that_can_be_seen() {
    let long = "x".repeat(81);
    let mut draft = bench();
    for (amount, words, wrong) in [
        ("30", "A plank of oak", vec![]),
        ("", "A plank of oak", vec!["impact_amount_1"]),
        ("-3", "A plank of oak", vec!["impact_amount_1"]),
        ("4", "A screw", vec!["impact_amount_1"]),
        ("30", "", vec!["impact_words_1"]),
        ("30", "A plank\u{7}", vec!["impact_words_1"]),
        ("30", long.as_str(), vec!["impact_words_1"]),
        ("none", "", vec!["impact_amount_1", "impact_words_1"]),
    ] {
        draft.take(Section::Gifts, &form(&[("impact_amount_1", amount), ("impact_words_1", words)]));
        let gaps = draft.wrong_in(Section::Gifts, NOW);
        assert_eq!(gaps.iter().map(|it| it.field.as_str()).collect::<Vec<_>>(), wrong, "{amount} {words:?}");
    }
    let names: Vec<_> =
        (1..=6).map(|n| (format!("impact_amount_{n}"), format!("impact_words_{n}"))).collect();
    let amounts = ["40", "30", "40.00", "5", "6", "7"];
    let rows = names
        .iter()
        .zip(amounts)
        .flat_map(|((amount, words), typed)| [(amount.as_str(), typed), (words.as_str(), "Something")]);
    draft.take(Section::Gifts, &form(&rows.collect::<Vec<_>>()));
    assert_eq!(draft.impacts.len(), 4, "there is room for four");
    let gaps = draft.wrong_in(Section::Gifts, NOW);
    let twice = Text::of("gap-impact-twice").with("amount", Money::new(4_000, Currency::Eur));
    assert_eq!(
        gaps.into_iter().map(|it| (it.field, it.message)).collect::<Vec<_>>(),
        [("impact_amount_3".to_owned(), twice)]
    );
    let read: Vec<_> = draft.impacts_read().iter().map(|it| it.amount.minor).collect();
    assert_eq!(read, [500, 3_000, 4_000, 4_000], "the smallest first");
}

#[test]
fn a_day_that_is_none_is_named_beside_a_zone_that_is_none() {
    let draft = Draft { zone: "Europe/Lindau".into(), deadline: "soon".into(), ..bench() };
    let fields: Vec<_> = draft.gaps(NOW).into_iter().map(|it| it.field).collect();
    assert_eq!(fields, ["zone", "deadline"]);
    let last = Draft { deadline: "9999-12-31".into(), ..bench() };
    assert_eq!(gaps(&last), [("deadline".to_owned(), Text::of("gap-deadline"))]);
}

#[test]
fn a_zone_is_kept_by_the_name_it_has_now() {
    let mut draft = bench();
    draft.take(Section::Basics, &form(&[("zone", "Asia/Calcutta")]));
    assert_eq!(draft.zone, "Asia/Kolkata");
}

#[test]
fn rows_that_were_emptied_are_gone() {
    let mut draft = bench();
    draft.take(
        Section::Budget,
        &form(&[("budget_label_1", " "), ("budget_label_2", "Oak"), ("budget_amount_2", "900")]),
    );
    assert_eq!(draft.budget, [LineText { label: "Oak".into(), amount: "900".into() }]);
}

#[test]
fn every_change_of_a_section_changes_its_mark_and_no_other() {
    let before = bench();
    let mut after = before.clone();
    after.take(Section::Story, &form(&[("story", "It is a short way.")]));
    for section in Section::ALL {
        let same = digest(&before, section) == digest(&after, section);
        assert_eq!(same, section != Section::Story, "{section:?}");
    }
}

#[test]
fn what_gifts_do_and_what_could_go_wrong_are_written_apart() {
    let mut draft = bench();
    draft.take(Section::Gifts, &form(&[("impact_amount_1", "30"), ("impact_words_1", "A plank of oak")]));
    let (risks, impacts) = (draft.risks.clone(), draft.impacts.clone());
    draft.take(Section::Details, &form(&[("risks", "The path may be flooded.")]));
    assert_eq!((draft.impacts.len(), &draft.impacts), (1, &impacts), "risks take nothing from gifts");
    draft.take(Section::Gifts, &form(&[]));
    assert_eq!(draft.impacts, []);
    assert_ne!(draft.risks, risks, "gifts take nothing from risks");
    assert_eq!(draft.risks, "The path may be flooded.");
}

#[test]
fn a_draft_of_an_older_program_can_be_read() -> serde_json::Result<()> {
    let draft: Draft = serde_json::from_str(r#"{"title":"A bench","currency":"EUR"}"#)?;
    assert_eq!(draft.title, "A bench");
    Ok(())
}

#[test]
fn a_draft_of_before_languages_were_asked_for_is_in_english_and_none_is_made_up() {
    let old: Draft = serde_json::from_str("{\"title\":\"A bench\"}").unwrap();
    assert_eq!(old.language, "en");
    let mut draft = bench();
    let before = digest(&draft, Section::Basics);
    draft.take(Section::Basics, &form(&[("language", "ta")]));
    assert_ne!(digest(&draft, Section::Basics), before);
    assert!(gaps(&draft).is_empty(), "{:?}", gaps(&draft));
    draft.language = "Klingon".into();
    assert_eq!(gaps(&draft), [("language".to_owned(), Text::of("gap-language-unknown"))]);
}

#[test]
fn an_add_on_needs_a_reward_that_it_can_go_with_and_a_most_that_makes_sense() {
    let mut draft = bench();
    let reward = |n: usize, kind: &str, more: &[(&str, &str)]| {
        let own =
            [("title", "A plate"), ("description", "Screwed on."), ("price", "40"), ("limit", "unlimited")];
        let own = own.into_iter().chain([("kind", kind)]).chain(more.iter().copied());
        own.map(|(name, typed)| (format!("reward_{name}_{n}"), typed.to_owned())).collect::<Fields>()
    };
    let fields = |draft: &Draft| gaps(draft).into_iter().map(|(field, _)| field).collect::<Vec<_>>();
    draft.take(Section::Rewards, &reward(1, "add_on", &[]));
    assert_eq!(fields(&draft), ["reward_kind_1"], "there is nothing that it goes with");
    assert_eq!(draft.rewards[0].most, "10");

    for (most, wrong) in [("1", false), ("100", false), ("0", true), ("101", true), ("-1", true), ("x", true)]
    {
        let mut both = reward(1, "reward", &[]);
        both.extend(reward(2, "add_on", &[("most", most), ("price", "1")]));
        draft.take(Section::Rewards, &both);
        assert_eq!(
            !fields(&draft).is_empty(),
            wrong,
            "{most}: less than the least that is given is no matter"
        );
    }
    draft.currency = Currency::Kwd;
    for (price, wrong) in [("1.250", false), ("1.255", true)] {
        let mut both = reward(1, "reward", &[]);
        both.extend(reward(2, "add_on", &[("price", price)]));
        draft.take(Section::Rewards, &both);
        let said = fields(&draft).contains(&"reward_price_2".to_owned());
        assert_eq!(said, wrong, "{price}: no card is charged so many fils");
    }
    draft.currency = Currency::Eur;
    let mut file = reward(1, "reward", &[("digital", "1")]);
    file.extend(reward(2, "add_on", &[]));
    draft.take(Section::Rewards, &file);
    assert_eq!(fields(&draft), ["reward_digital_2"], "by post with what is not");
    file.extend(reward(2, "add_on", &[("digital", "1")]));
    draft.take(Section::Rewards, &file);
    assert_eq!(fields(&draft), [""; 0]);
}

#[test]
fn an_add_on_goes_with_the_rewards_that_are_ticked_and_with_no_stranger() {
    let mut draft = bench();
    let row = |n: usize, kind: &'static str| {
        [("title", "A plate"), ("kind", kind), ("limit", "unlimited")]
            .map(|(name, typed)| (format!("reward_{name}_{n}"), typed.to_owned()))
    };
    let mut typed = Fields::from_iter(row(1, "reward"));
    draft.take(Section::Rewards, &typed);
    let plate = draft.rewards[0].id;
    typed.insert("reward_id_1".into(), plate.to_string());
    typed.extend(row(2, "add_on"));
    for id in [plate, RewardId::fresh()] {
        typed.insert(format!("reward_with_2_{id}"), "1".into());
    }
    draft.take(Section::Rewards, &typed);
    assert_eq!((draft.rewards[1].add_on, &draft.rewards[1].with), (true, &vec![plate]));
    assert_eq!(draft.rewards[1].read(&draft).add_on.map(|it| (it.most, it.with)), Some((10, vec![plate])));

    // Once the plate is no more, the other reward is not meant.
    typed.extend([("reward_id_1".to_owned(), String::new()), ("reward_title_1".into(), "A spoon".into())]);
    draft.take(Section::Rewards, &typed);
    let alone = |it: &(String, Text)| *it == ("reward_kind_2".to_owned(), Text::of("gap-add-on-alone"));
    assert!(gaps(&draft).iter().any(alone), "{:?}", gaps(&draft));
}
