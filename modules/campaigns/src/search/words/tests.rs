use super::*;

#[test]
fn words_are_small_letters_without_accents_and_without_those_that_say_nothing() {
    assert_eq!(words("The Café of L’Aquila, re-lit: a PŘÍBĚH!"), ["cafe", "laquila", "re", "lit", "pribeh"]);
    assert_eq!(words("people's 1958 x"), ["peoples", "1958"]);
}

#[test]
fn words_of_other_scripts_stay_whole() {
    assert_eq!(words("कावेरी के किनारे छाया।"), ["कावेरी", "के", "किनारे", "छाया"]);
    assert_eq!(words("ظل على النهر"), ["ظل", "على", "النهر"]);
}

#[test]
fn letters_wrong_missing_too_many_or_swapped_are_one_mistake_each() {
    for typed in ["kavery", "kveri", "kaaveri", "akveri"] {
        assert_eq!(distance("kaveri", typed), 1, "{typed}");
    }
    assert_eq!(distance("kaveri", "kaveri"), 0);
    assert_eq!(distance("loom", "library"), 6);
}

#[test]
fn what_looks_alike_shares_runs_of_letters() {
    let shared = trigrams("kaveri").into_iter().filter(|it| trigrams("kavery").contains(it)).count();
    assert_eq!(shared, 4);
    assert_eq!(trigrams("ab"), [" ab", "ab "]);
}

#[test]
fn a_title_weighs_more_than_a_story_and_repeating_helps_little() {
    let weights = weighed(&[("Looms", 12), ("looms looms looms looms mill", 1)]);
    assert_eq!(weights["looms"], 15);
    assert_eq!(weights["mill"], 1);
}
