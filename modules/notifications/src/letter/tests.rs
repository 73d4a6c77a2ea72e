use super::{Facts, Kind, Templates};
use crate::{
    notice::{Notice, NoticeKind},
    tables::{contact::Contact, pledge::Pledged},
};
use contracts::{
    Currency, Money, PledgeId, RefundId, Timestamp,
    pledges::{CardTrouble, GOAL_MISSED, Gift},
};
use kernel::{Keys, web::Language};
use uuid::Uuid;

const PLEDGE: PledgeId = PledgeId(Uuid::from_u128(7));
const AT: Timestamp = Timestamp(1_700_000_000_000_000);

fn inr(minor: i64) -> Money {
    Money::new(minor, Currency::Inr)
}

fn write(facts: &Facts, title: &str, name: Option<&str>) -> super::Letter {
    write_in("en-IN", facts, title, name)
}

fn write_in(locale: &str, facts: &Facts, title: &str, name: Option<&str>) -> super::Letter {
    let pledged = Pledged { campaign: title.to_owned(), charged: true, disputed: false };
    let contact = Contact {
        name: name.map(str::to_owned),
        email: Some("asha@example.test".into()),
        locale: locale.into(),
    };
    let templates = Templates::new("https://give.example/", Keys::for_tests()).expect("the templates parse");
    templates.write(facts, &pledged, &contact).expect("the templates ask for what is there")
}

/// An id as the address of its page has it.
fn address(id: Uuid) -> String {
    Keys::for_tests().address(id)
}

fn gift(amount: i64, tip: i64, covered_fee: i64) -> Gift {
    Gift { amount: inr(amount), tip: inr(tip), covered_fee: inr(covered_fee) }
}

#[test]
fn a_receipt_names_every_line_the_total_the_date_and_the_pledge() {
    let facts = Facts::of(Kind::Receipt, PLEDGE, AT).with_gift(gift(84_000, 5_000, 2_150));
    let letter = write(&facts, "Mangroves", Some("Asha"));
    assert_eq!(letter.subject, "Your gift to Mangroves");
    for text in [&letter.text, &letter.html] {
        for part in ["₹840.00", "₹50.00", "₹21.50", "₹911.50", "14 November 2023 at 22:13 UTC", "Hello Asha,"]
        {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
        assert!(text.contains(&format!("https://give.example/p/{}", address(PLEDGE.0))), "{text}");
    }
}

#[test]
fn lines_that_are_empty_are_left_out() {
    let facts = Facts::of(Kind::Receipt, PLEDGE, AT).with_gift(gift(84_000, 0, 0));
    let letter = write(&facts, "Mangroves", None);
    assert!(!letter.text.contains("Tip"), "{}", letter.text);
    assert!(!letter.text.contains("fee"), "{}", letter.text);
    assert!(letter.text.starts_with("Hello,\n"), "{}", letter.text);
}

#[test]
fn a_saved_card_is_told_that_nothing_was_charged() {
    let facts = Facts::of(Kind::CardSaved, PLEDGE, AT).with_gift(gift(84_000, 0, 0));
    let letter = write(&facts, "Mangroves", None);
    assert!(letter.subject.contains("nothing charged yet"), "{}", letter.subject);
    assert!(letter.text.contains("Nothing was charged yet."), "{}", letter.text);
    assert!(!letter.text.contains("was paid"), "{}", letter.text);
}

#[test]
fn a_reduced_gift_says_what_stays() {
    let facts = Facts::of(Kind::RefundUnderway, PLEDGE, AT).with_amount(inr(20_000));
    let some = Facts { remaining: Some(inr(64_000)), ..facts.clone() };
    assert!(write(&some, "Mangroves", None).text.contains("₹640.00 of your gift stays"));
    let nothing = Facts { remaining: Some(inr(0)), ..facts };
    assert!(write(&nothing, "Mangroves", None).text.contains("Nothing of your gift stays"));
}

#[test]
fn two_refunds_of_the_same_sum_in_the_same_minute_are_told_apart() {
    let told = |id| {
        let refund = RefundId(uuid::Uuid::from_u128(id));
        let facts = Facts::of(Kind::RefundMade, PLEDGE, AT).with_gift(gift(300, 0, 0)).of_refund(refund);
        write(&facts, "Mangroves", None)
    };
    let (one, other) = (told(8), told(9));
    assert_ne!(one.text, other.text);
    assert_ne!(one.html, other.html);
    assert!(one.text.contains("\nRefund: "), "{}", one.text);
}

#[test]
fn a_failed_refund_says_what_is_owed() {
    let facts = Facts::of(Kind::RefundFailed, PLEDGE, AT).with_amount(inr(20_000));
    let letter = write(&facts, "Mangroves", None);
    assert_eq!(letter.subject, "We owe you ₹200.00: Mangroves");
    assert!(letter.text.contains("we owe it to you"), "{}", letter.text);
}

#[test]
fn a_title_can_neither_write_html_nor_a_header_of_its_own() {
    let facts = Facts::of(Kind::Receipt, PLEDGE, AT).with_gift(gift(84_000, 0, 0));
    let letter = write(&facts, "<b>Trees</b>\r\nBcc: x@example.test", Some("<script>"));
    assert!(letter.html.contains("&lt;b&gt;Trees"), "{}", letter.html);
    assert!(!letter.html.contains("<script>"), "{}", letter.html);
    assert!(letter.text.contains("<b>Trees</b>"), "{}", letter.text);
    assert_eq!(letter.subject, "Your gift to <b>Trees</b> Bcc: x@example.test");
}

#[test]
fn every_kind_can_be_written_whatever_it_knows_in_every_language() {
    for kind in Kind::ALL {
        for language in Language::OFFERED {
            let letter = write_in(language.tag(), &Facts::of(*kind, PLEDGE, AT), "Mangroves", None);
            assert!(letter.subject.contains("Mangroves"), "{letter:?}");
            assert!(letter.html.contains("</html>"), "{letter:?}");
            let link = format!("https://give.example{}/p/{}", language.prefix(), address(PLEDGE.0));
            assert!(letter.text.contains(&link) && letter.html.contains(&link), "{letter:?}");
        }
    }
}

#[test]
fn a_mail_is_in_the_language_that_was_given_in() {
    let facts = Facts::of(Kind::Receipt, PLEDGE, AT).with_gift(gift(84_000, 5_000, 0));
    let letter = write_in("ar", &facts, "Mangroves", Some("Asha"));
    assert!(letter.html.contains("<html lang=\"ar\" dir=\"rtl\">"), "{}", letter.html);
    assert!(letter.subject.starts_with("تبرعك"), "{}", letter.subject);
    let letter = write_in("es", &facts, "Mangroves", Some("Asha"));
    assert!(letter.text.starts_with("Hola, Asha:"), "{}", letter.text);
    assert!(letter.text.contains("Propina para Tributary"), "{}", letter.text);
    assert!(!letter.text.contains("Your"), "{}", letter.text);
}

#[test]
fn a_card_that_was_refused_is_told_with_what_to_do_and_until_when() {
    let facts = Facts::of(Kind::Unpaid, PLEDGE, AT).with_gift(gift(84_000, 0, 0));
    let facts = Facts { trouble: Some((CardTrouble::ForGood, AT)), ..facts };
    let letter = write(&facts, "Mangroves", None);
    for part in ["refused the card for good", "until 14 November 2023 at 22:13 UTC", "To be paid: ₹840.00"]
    {
        assert!(letter.text.contains(part), "{part} is missing in {}", letter.text);
    }
    let there = Facts { zone: Some("Asia/Kolkata".into()), ..facts };
    let letter = write(&there, "Mangroves", None);
    assert!(letter.text.contains("until 15 November 2023 at 03:43 (Asia/Kolkata)"), "{}", letter.text);
}

#[test]
fn a_promise_that_is_let_go_says_why_in_our_words_or_in_somebody_s() {
    let facts = Facts::of(Kind::Released, PLEDGE, AT);
    let missed = Facts { reason: Some(GOAL_MISSED.into()), ..facts.clone() };
    assert!(write_in("es", &missed, "Mangroves", None).text.contains("no alcanzó su meta"));
    let sold = Facts { reason: Some("The boat was sold.".into()), ..facts };
    assert!(write_in("es", &sold, "Mangroves", None).text.contains("The boat was sold."));
}

#[test]
fn a_notice_opens_the_page_it_leads_to_though_it_was_kept_by_an_id_that_opens_none() {
    let templates = Templates::new("https://give.example/", Keys::for_tests()).expect("the templates parse");
    let contact = Contact { name: None, email: Some("asha@example.test".into()), locale: "es".into() };
    let id = PLEDGE.0;
    for (kept, link) in [
        (format!("/p/{id}"), format!("/p/{}", address(id))),
        (format!("/p/{id}/pay"), format!("/p/{}/pay", address(id))),
        (format!("/plans/{id}"), format!("/plans/{}", address(id))),
        ("/c/mangroves/updates#7".to_owned(), "/c/mangroves/updates#7".to_owned()),
    ] {
        let notice = Notice {
            notice: NoticeKind::CardExpires,
            title: "Mangroves".into(),
            words: None,
            heading: None,
            said: Vec::new(),
            path: kept,
            at: AT,
        };
        let letter = templates.write_notice(&notice, &contact, None).expect("its texts are there");
        let link = format!("https://give.example/es{link}");
        assert!(letter.text.split_whitespace().any(|it| it == link), "{link} is not in {}", letter.text);
        assert!(letter.html.contains(&format!("\"{link}\"")), "{link} is not in {}", letter.html);
    }
}
