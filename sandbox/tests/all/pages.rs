use crate::harness::{Answer, HOUR, PROMISE, Shop};

const CARD: &str = "email=asha%40example.com&expiry=12+%2F+34&cvc=123&name=Asha&number=";

async fn press_pay(shop: &Shop, session: &str, card: &str) -> Answer {
    shop.post(&format!("/checkout/{session}"), &format!("{CARD}{card}")).await
}

#[tokio::test]
async fn the_page_shows_what_is_paid_and_a_good_card_leads_back() {
    let shop = Shop::open();
    let id = shop.session().await;
    let page = shop.get(&format!("/checkout/{id}")).await;
    for wanted in [
        "Sandbox: no real money",
        "₹210.00",
        "Five trees",
        "Pay ₹210.00",
        "autocomplete=\"cc-number\"",
        "href=\"http://shop.test/c/trees\"",
    ] {
        assert!(page.text.contains(wanted), "{wanted} is not in {}", page.text);
    }
    let paid = press_pay(&shop, &id, "4242+4242+4242+4242").await;
    assert_eq!(
        (paid.status.as_u16(), paid.header("location")),
        (303, format!("http://shop.test/p/1?cs={id}").as_str())
    );
    let details = shop.sandbox.object(&id).unwrap()["customer_details"].clone();
    assert_eq!(
        (details["email"].as_str(), details["name"].as_str()),
        (Some("asha@example.com"), Some("Asha"))
    );
}

#[tokio::test]
async fn the_page_takes_part_in_the_transitions_of_a_shop_of_its_origin() {
    let shop = Shop::open();
    let id = shop.session().await;
    let page = shop.get(&format!("/checkout/{id}")).await.text;
    assert!(page.contains("@view-transition { navigation: auto; }"), "{page}");
}

#[tokio::test]
async fn a_second_click_charges_nothing_and_leads_to_the_same_place() {
    let shop = Shop::open();
    let id = shop.session().await;
    let (first, second) =
        (press_pay(&shop, &id, "4242424242424242").await, press_pay(&shop, &id, "4242424242424242").await);
    assert_eq!((first.status, first.header("location")), (second.status, second.header("location")));
    assert_eq!(shop.sandbox.ledger().payments.len(), 1);
    let later = shop.get(&format!("/checkout/{id}")).await;
    assert!(later.text.contains("You are done") && !later.text.contains("<form"));
}

#[tokio::test]
async fn a_declined_card_is_told_in_words_on_the_same_page_with_the_fields_kept() {
    let shop = Shop::open();
    let id = shop.session().await;
    let page = press_pay(&shop, &id, "4000000000009995").await;
    assert_eq!(page.status.as_u16(), 422);
    assert!(page.text.contains("Your card has insufficient funds.") && page.text.contains("role=\"alert\""));
    assert!(page.text.contains("value=\"asha@example.com\""));
}

#[tokio::test]
async fn a_mistyped_field_is_told_beside_it_and_nothing_is_tried() {
    let shop = Shop::open();
    let id = shop.session().await;
    let page = press_pay(&shop, &id, "4242424242424241").await;
    assert_eq!(page.status.as_u16(), 422);
    assert!(
        page.text.contains("aria-describedby=\"number-problem\"")
            && page.text.contains("Your card number is incorrect.")
    );
    assert!(shop.sandbox.event_types().is_empty());
    let empty = shop.post(&format!("/checkout/{id}"), "").await;
    assert_eq!(empty.text.matches("aria-invalid").count(), 6, "five fields and the style sheet");
}

#[tokio::test]
async fn a_card_number_that_is_markup_stays_text() {
    let shop = Shop::open();
    let id = shop.session().await;
    let page = press_pay(&shop, &id, "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E").await;
    assert!(!page.text.contains("<script"));
}

#[tokio::test]
async fn a_test_card_button_fills_the_form_and_keeps_the_email() {
    let shop = Shop::open();
    let id = shop.session().await;
    let page =
        shop.post(&format!("/checkout/{id}"), "email=asha%40example.com&use_card=4000000000000002").await;
    assert_eq!(page.status.as_u16(), 200);
    assert!(
        page.text.contains("value=\"4000 0000 0000 0002\"")
            && page.text.contains("value=\"asha@example.com\"")
    );
    assert!(shop.sandbox.event_types().is_empty());
}

#[tokio::test]
async fn three_d_secure_is_a_page_of_its_own() {
    let shop = Shop::open();
    let id = shop.session().await;
    let asked = press_pay(&shop, &id, "4000000000003220").await;
    assert_eq!(asked.status.as_u16(), 303);
    let path = asked.header("location").trim_start_matches("http://pay.test").to_owned();
    assert!(shop.get(&path).await.text.contains("₹210.00"));

    let failed = shop.post(&path, "outcome=fail").await;
    assert_eq!(failed.header("location"), format!("http://pay.test/checkout/{id}"));
    assert!(shop.get(&format!("/checkout/{id}")).await.text.contains("unable to authenticate"));

    press_pay(&shop, &id, "4000000000003220").await;
    let done = shop.post(&path, "outcome=complete").await;
    assert_eq!(done.header("location"), format!("http://shop.test/p/1?cs={id}"));
    assert_eq!(shop.post(&path, "outcome=complete").await.status.as_u16(), 410);
}

#[tokio::test]
async fn a_card_is_saved_without_a_sum() {
    let shop = Shop::open();
    let session = shop.post("/v1/checkout/sessions", PROMISE).await.object();
    let id = session["id"].as_str().unwrap();
    let page = shop.get(&format!("/checkout/{id}")).await;
    assert!(page.text.contains("Save card") && page.text.contains("Nothing is charged now."));
    assert_eq!(press_pay(&shop, id, "4242424242424242").await.header("location"), "http://shop.test/done");
}

#[tokio::test]
async fn expired_and_unknown_sessions_have_plain_pages() {
    let shop = Shop::open();
    let id = shop.session().await;
    shop.wait(24 * HOUR);
    let gone = press_pay(&shop, &id, "4242424242424242").await;
    assert!(gone.status.as_u16() == 410 && gone.text.contains("Nothing was charged."));
    assert_eq!(shop.get("/checkout/cs_no").await.status.as_u16(), 404);
    assert_eq!(shop.get("/3ds/pi_no").await.status.as_u16(), 410);
}
