use super::*;
use crate::{Keys, web::WebSettings};

const NOW: Timestamp = Timestamp(1_700_000_000_000_000);

fn settings() -> WebSettings {
    WebSettings {
        public_url: "http://localhost".into(),
        keys: Keys::for_tests(),
        demo: false,
        secure_cookies: false,
        checkout_origins: Vec::new(),
        account_origins: Vec::new(),
        guard: true,
    }
}

#[test]
fn a_stamp_is_worth_something_to_the_browser_and_for_the_thing_it_was_made_for() {
    let settings = settings();
    let text = Stamp { at: NOW, bits: 0 }.write(&settings, b"one", "pledge/1");
    assert_eq!(Stamp::read(&settings, b"one", "pledge/1", &text).map(|it| it.at), Some(NOW));
    assert!(Stamp::read(&settings, b"other", "pledge/1", &text).is_none());
    assert!(Stamp::read(&settings, b"one", "pledge/2", &text).is_none());
    let older = text.replacen("17", "16", 1);
    assert!(Stamp::read(&settings, b"one", "pledge/1", &older).is_none(), "nobody makes it older");
    let easier = Stamp { at: NOW, bits: 18 }.write(&settings, b"one", "pledge/1").replacen(".18.", ".0.", 1);
    assert!(Stamp::read(&settings, b"one", "pledge/1", &easier).is_none(), "nor easier");
    for rubbish in ["", ".", "..", "1.2.3", "x.0.00", "99999999999999999999.0.00"] {
        assert!(Stamp::read(&settings, b"one", "pledge/1", rubbish).is_none(), "{rubbish}");
    }
}

#[test]
fn a_proof_is_found_by_trying_and_holds_for_one_text() {
    let find =
        |text: &str| (0..10_000_000_u32).map(|it| it.to_string()).find(|it| stamp::solved(text, it, 10));
    let proof = find("a").expect("one in a thousand does");
    assert!(!stamp::solved("a", &proof, 40));
    assert!(!stamp::solved("a", "", 0), "none is none");
    let other = find("b").expect("one in a thousand does");
    assert!(!(stamp::solved("b", &proof, 10) && stamp::solved("a", &other, 10)));
}

#[test]
fn points_run_out_at_one_a_second_and_each_source_has_its_own() {
    let scores = Scores::default();
    let (home, browser) = (Source::network([192, 0, 2, 1].into()), Source::browser(b"one"));
    for _ in 0..5 {
        scores.attempt(&[home.clone(), browser.clone()], NOW);
    }
    assert_eq!(scores.level(std::slice::from_ref(&home), NOW), 15, "many people may be behind one network");
    assert_eq!(scores.level(&[home.clone(), browser.clone()], NOW), 50);
    assert_eq!(scores.level(&[Source::browser(b"two")], NOW), 0);
    let later = NOW.after(Duration::from_secs(20));
    assert_eq!(scores.level(&[home], later), 0);
    assert_eq!(scores.level(&[browser], later), 30);
}

#[test]
fn neighbours_in_one_ipv6_network_and_spellings_of_one_address_are_one_source() {
    let parse = |it: &str| it.parse().expect("an address");
    assert_eq!(Source::network(parse("2001:db8:1:2:3::4")), Source::network(parse("2001:db8:1:2:ffff::1")));
    assert_ne!(Source::network(parse("2001:db8:1:2::1")), Source::network(parse("2001:db8:1:3::1")));
    assert_eq!(Source::address(" Asha@Example.test"), Source::address("asha@example.test"));
}
