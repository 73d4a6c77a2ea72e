use super::{
    bench::{Attempt, Bench, page_of, rupees},
    browser::{Answer, Browser},
};
use axum::http::StatusCode;
use contracts::{
    Money, PledgeId, RefundId,
    campaigns::{CampaignEdited, CampaignPublished, GiftUnit, Impact, RewardLimit},
};
use kernel::db::Sql;
use std::time::Duration;

/// A donor who has the form open.
pub(super) struct Donor {
    pub(super) browser: Browser,
    pub(super) form: Answer,
    pub(super) path: String,
}

impl Donor {
    pub(super) async fn at(bench: &Bench, query: &str) -> Self {
        let mut browser = Browser::default();
        let slug = &bench.campaign.slug;
        let form = browser.get(bench, &format!("/c/{slug}/give{query}")).await;
        assert_eq!(form.status, StatusCode::OK, "{}", form.html);
        Self { browser, form, path: format!("/c/{slug}/pledges") }
    }

    pub(super) fn pledge(&self) -> PledgeId {
        PledgeId(kernel::Keys::for_tests().addressed(&self.form.hidden("pledge")).unwrap())
    }

    pub(super) async fn send(&mut self, bench: &Bench, answers: &[(&str, &str)]) -> Answer {
        let (token, pledge) = (self.form.hidden("_token"), self.form.hidden("pledge"));
        let mut form = vec![("_token", token.as_str()), ("pledge", &pledge)];
        for (name, value) in [("name", "Asha Example"), ("email", "asha@example.org"), ("other", "500")] {
            if !answers.iter().any(|(it, _)| *it == name) {
                form.push((name, value));
            }
        }
        form.extend(answers.iter().copied());
        self.browser.post(bench, &self.path, &form).await
    }
}

#[tokio::test]
async fn a_donor_fills_in_the_form_and_is_sent_to_pay() {
    let bench = Bench::start().await;
    let mut donor = Donor::at(&bench, "").await;
    let pledge = donor.pledge();
    for _ in 0..2 {
        let sent = donor.send(&bench, &[("tip", "10"), ("cover_fee", "1")]).await;
        assert_eq!(
            (sent.status, sent.location.as_str()),
            (StatusCode::SEE_OTHER, &*format!("{}/pay", page_of(pledge))),
            "{}",
            sent.html
        );
    }
    let row = bench.row(pledge).await;
    assert_eq!((row.gift.amount, row.gift.tip), (rupees(500), rupees(50)));
    assert!(row.gift.covered_fee.is_positive());

    let waiting = donor.browser.get(&bench, &format!("{}/pay", page_of(pledge))).await;
    assert_eq!(waiting.status, StatusCode::OK);
    assert!(
        waiting.html.contains("<noscript data-look-again=\"2\"><meta http-equiv=\"refresh\" content=\"2\">")
            && waiting.html.contains("Nothing has been charged"),
        "{}",
        waiting.html
    );

    bench.hear(Attempt::at(pledge).opened()).await;
    let paying = donor.browser.get(&bench, &format!("{}/pay", page_of(pledge))).await;
    assert_eq!((paying.status, paying.location.as_str()), (StatusCode::SEE_OTHER, "https://pay.example/c/1"));

    let other = donor.send(&bench, &[("email", "other@example.org")]).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert!(other.html.contains("changed nothing and charged nothing"), "{}", other.html);
}

#[tokio::test]
async fn a_form_sent_with_no_more_than_the_id_of_somebodys_pledge_is_told_nothing_of_it() {
    let bench = Bench::start().await;
    let (mut gives, mut knows) = (Donor::at(&bench, "").await, Donor::at(&bench, "").await);
    assert_eq!(gives.send(&bench, &[]).await.status, StatusCode::SEE_OTHER);
    let (id, own) = (gives.pledge(), knows.form.hidden("pledge"));
    let (_, key) = own.split_once('~').unwrap();
    for sent_as in [id.to_string(), format!("{id}~{key}")] {
        let token = knows.form.hidden("_token");
        for (name, email) in [("Asha Example", "asha@example.org"), ("Other", "other@example.org")] {
            let form = [
                ("_token", &*token),
                ("pledge", &sent_as),
                ("name", name),
                ("email", email),
                ("other", "500"),
            ];
            let told = knows.browser.post(&bench, &knows.path.clone(), &form).await;
            assert_eq!(told.status, StatusCode::BAD_REQUEST, "{}", told.html);
            assert!(!told.html.contains(&page_of(id)) && told.location.is_empty(), "{}", told.html);
        }
    }
}

#[tokio::test]
async fn amounts_that_make_no_sense_are_sent_back_with_what_was_typed_and_a_way_out() {
    let bench = Bench::start().await;
    let mut donor = Donor::at(&bench, "").await;
    for (typed, says) in [
        ("0", "The amount is zero"),
        ("-5", "below zero"),
        ("1e9", "Write “1e9” out in full"),
        ("12.345", "INR has 2 decimals"),
        ("abc", "is not an amount. Write only a number, for example 42.00."),
        ("99999999999999999999", "too large"),
        ("9999999", "The most that can be charged at once"),
        ("41.99", "₹42 or more"),
    ] {
        let sent = donor.send(&bench, &[("other", typed)]).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(sent.html.contains(says), "{typed}: {}", sent.html);
        assert!(sent.html.contains("<title>Error: ") && sent.html.contains("href=\"#other\""), "{typed}");
        assert!(
            sent.html.contains("asha@example.org") && sent.html.contains(&format!("value=\"{typed}\"")),
            "{typed}"
        );
        assert_eq!(sent.hidden("pledge"), donor.form.hidden("pledge"));
    }
    let rows = bench.ctx.db.read().all("SELECT pledge FROM pledges_pledge", vec![]).await.unwrap();
    assert!(rows.is_empty());
    let arabic = donor.send(&bench, &[("other", "٥٠٠")]).await;
    assert_eq!(arabic.status, StatusCode::SEE_OTHER, "{}", arabic.html);
    assert_eq!(bench.row(donor.pledge()).await.gift.amount, rupees(500));
}

#[tokio::test]
async fn each_field_that_lacks_something_says_so() {
    let bench = Bench::start().await;
    let mut donor = Donor::at(&bench, "").await;
    let sent = donor.send(&bench, &[("name", " "), ("email", "nobody"), ("tip", "7"), ("reward", "x")]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["name", "email", "tip_other", "reward"] {
        assert!(sent.html.contains(&format!("href=\"#{field}\"")), "{field}: {}", sent.html);
    }
    let unsigned = donor.browser.post(&bench, &donor.path.clone(), &[("pledge", "x")]).await;
    assert_eq!(unsigned.status, StatusCode::FORBIDDEN);
    let token = donor.form.hidden("_token");
    let unnumbered = donor.browser.post(&bench, &donor.path.clone(), &[("_token", &token)]).await;
    assert_eq!(unnumbered.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_reward_that_is_gone_leaves_the_form_as_it_was_and_offers_the_others() {
    let bench = Bench::start().await;
    let (rare, common) =
        (bench.reward(RewardLimit::Quantity(1)).await, bench.reward(RewardLimit::Unlimited).await);
    let mut donor = Donor::at(&bench, &format!("?reward={}", rare.reward)).await;
    assert!(donor.form.html.contains("1 left"));
    bench.make(Some(rare.reward)).await;

    let sent = donor.send(&bench, &[("reward", &rare.reward.to_string())]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        sent.html.contains("somebody else took the last one") && sent.html.contains("All gone"),
        "{}",
        sent.html
    );
    assert!(sent.html.contains("asha@example.org") && sent.html.contains(&common.reward.to_string()));
    let other = donor.send(&bench, &[("reward", &common.reward.to_string())]).await;
    assert_eq!(other.status, StatusCode::SEE_OTHER, "{}", other.html);
}

#[tokio::test]
async fn whoever_chose_a_reward_that_is_gone_meanwhile_is_told_before_they_fill_in_the_rest() {
    let bench = Bench::start().await;
    let (rare, common) =
        (bench.reward(RewardLimit::Quantity(1)).await, bench.reward(RewardLimit::Unlimited).await);
    let told = "The reward that you chose cannot be had any more.";
    let before = Donor::at(&bench, &format!("?reward={}&amount=999", rare.reward)).await.form.html;
    assert!(!before.contains(told), "{before}");
    bench.make(Some(rare.reward)).await;
    let form = Donor::at(&bench, &format!("?reward={}&amount=999", rare.reward)).await.form.html;
    assert!(form.contains(told) && form.contains("<a href=\"#reward\">"), "{form}");
    assert!(form.contains("name=\"other\" type=\"text\" value=\"999\""), "the sum stays: {form}");
    let form = Donor::at(&bench, &format!("?reward={}&amount=999", common.reward)).await.form.html;
    assert!(!form.contains(told), "{form}");
}

#[tokio::test]
async fn the_campaign_page_may_choose_the_amount() {
    let bench = Bench::start().await;
    let trees = GiftUnit { price: rupees(42), one: "tree".into(), many: "trees".into() };
    bench.publish(CampaignPublished { unit: Some(trees), ..bench.campaign.clone() }).await;
    let chosen = Donor::at(&bench, "?freq=once&amount=840").await.form.html;
    assert!(
        chosen.contains("value=\"840.00\" data-text=\"₹840\" checked") && chosen.contains("20 trees"),
        "{chosen}"
    );
    let other = Donor::at(&bench, "?amount=999").await.form.html;
    assert!(
        other.contains("value=\"other\" checked")
            && other.contains("name=\"other\" type=\"text\" value=\"999\""),
        "{other}"
    );
    let nothing = Donor::at(&bench, "?name=Mallory&email=x@y.zz&tip=15").await.form.html;
    assert!(
        !nothing.contains("Mallory") && nothing.contains("name=\"tip\" value=\"0\" checked"),
        "{nothing}"
    );
}

#[tokio::test]
async fn what_a_gift_does_stands_beside_its_amount_as_the_campaign_says_it_now() {
    let bench = Bench::start().await;
    let says = |minor, words: &str| vec![Impact { amount: rupees(minor), words: words.into() }];
    let impacts = says(700, "Schoolbooks for one child");
    bench.publish(CampaignPublished { impacts, ..bench.campaign.clone() }).await;
    let offered = "<b class=\"num\">₹700</b><small dir=\"auto\">Schoolbooks for one child</small>";
    let form = Donor::at(&bench, "").await.form.html;
    assert!(form.contains(offered) && form.contains("<b class=\"num\">₹1,000</b></label>"), "{form}");

    let edited = |impacts| CampaignEdited {
        campaign: bench.campaign.campaign,
        title: bench.campaign.title.clone(),
        organiser: bench.campaign.organiser.clone(),
        impacts,
        language: None,
        by: bench.campaign.creator,
        edited_at: bench.campaign.published_at,
    };
    bench.edited(edited(None)).await;
    let form = Donor::at(&bench, "").await.form.html;
    assert!(form.contains(offered), "an edit that says nothing of it leaves it: {form}");
    bench.edited(edited(Some(says(1_000, "A bench")))).await;
    let form = Donor::at(&bench, "").await.form.html;
    assert!(form.contains("₹1,000</b><small dir=\"auto\">A bench</small>"), "{form}");
    assert!(!form.contains("Schoolbooks"), "{form}");
}

#[tokio::test]
async fn the_total_is_worked_out_without_giving_anything() {
    let bench = Bench::start().await;
    let mut donor = Donor::at(&bench, "").await;
    let sent = donor.send(&bench, &[("tip", "other"), ("tip_other", "20"), ("step", "total")]).await;
    let address = format!("/c/{}/give?pledge={}", bench.campaign.slug, donor.form.hidden("pledge"));
    assert_eq!((sent.status, &sent.location), (StatusCode::SEE_OTHER, &address));
    let shown = donor.browser.get(&bench, &address).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.html.contains("₹520.00") && shown.html.contains("platform tip ₹20.00"), "{}", shown.html);
    assert!(shown.html.contains("value=\"asha@example.org\""), "what was typed is kept: {}", shown.html);
    assert_eq!(shown.hidden("pledge"), donor.form.hidden("pledge"));
    assert!(bench.said(donor.pledge()).await.is_empty());
}

#[tokio::test]
async fn a_form_that_was_refused_has_an_address_of_its_own_for_whoever_comes_back_to_it() {
    let bench = Bench::start().await;
    let mut donor = Donor::at(&bench, "").await;
    let address = format!("/c/{}/give?pledge={}", bench.campaign.slug, donor.form.hidden("pledge"));
    let refused = donor.send(&bench, &[("name", ""), ("other", "700")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let leads_on = format!("<noscript><meta http-equiv=\"refresh\" content=\"0;url={address}\"></noscript>");
    assert!(
        refused.html.replace("&#x2F;", "/").replace("&#x3D;", "=").contains(&leads_on),
        "{}",
        refused.html
    );

    let own = format!("data-address=\"{address}\"");
    let plain = |html: &str| html.replace("&#x2F;", "/").replace("&#x3D;", "=");
    assert!(
        plain(&refused.html).contains(&own),
        "a script puts it in the place of the other: {}",
        refused.html
    );

    let shown = donor.browser.get(&bench, &address).await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", shown.html);
    assert!(plain(&shown.html).contains(&own), "asked for once more it is there still: {}", shown.html);
    assert!(!shown.html.contains(" data-fresh"), "its time goes on: {}", shown.html);
    assert!(shown.html.contains("<title>Error: ") && shown.html.contains("href=\"#name\""), "{}", shown.html);
    assert!(shown.html.contains("value=\"700\"") && !shown.html.contains("http-equiv"), "{}", shown.html);

    let sent = donor.send(&bench, &[("other", "800")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    let back = donor.browser.get(&bench, &address).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.html);
    assert!(
        back.html.contains("value=\"800\"") && back.html.contains("value=\"Asha Example\""),
        "as it was sent"
    );
    let stranger = Browser::default().get(&bench, &address).await;
    assert!(!stranger.html.contains("Asha Example"), "only to the browser that it was typed in");
    assert!(
        stranger.html.contains(" data-fresh") && !stranger.html.contains("data-address"),
        "{}",
        stranger.html
    );
}

#[tokio::test]
async fn a_campaign_that_ended_or_never_was_takes_nothing_and_says_so() {
    let bench = Bench::start().await;
    let mut donor = Donor::at(&bench, "").await;
    bench.clock.set(bench.campaign.deadline_at);
    let forms: [&[(&str, &str)]; 3] = [&[], &[("name", "")], &[("step", "total")]];
    for form in forms {
        let sent = donor.send(&bench, form).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
        assert!(
            sent.html.contains("This campaign has ended") && sent.html.contains("Nothing was charged"),
            "{form:?}: {}",
            sent.html
        );
        assert!(sent.html.contains("value=\"asha@example.org\""), "what was typed is kept");
    }
    let give = format!("/c/{}/give", bench.campaign.slug);
    assert_eq!(donor.browser.get(&bench, &give).await.status, StatusCode::GONE);
    assert_eq!(donor.browser.get(&bench, "/c/nowhere/give").await.status, StatusCode::NOT_FOUND);
    assert_eq!(donor.browser.get(&bench, "/c/%00/give").await.status, StatusCode::NOT_FOUND);
    assert_eq!(donor.browser.get(&bench, "/p/nonsense").await.status, StatusCode::NOT_FOUND);
    let unknown = format!("{}/pay", page_of(PledgeId::fresh()));
    assert_eq!(donor.browser.get(&bench, &unknown).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_pledges_page_tells_each_state_in_words_and_nobodys_name() {
    let bench = Bench::start().await;
    let (pledge, mut browser) = (bench.make(None).await, Browser::default());
    let attempt = Attempt::at(pledge);
    let path = page_of(pledge);
    let says = async |browser: &mut Browser, path: &str, words: &str| {
        let shown = browser.get(&bench, path).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(shown.html.contains(words), "{words}: {}", shown.html);
        assert!(!shown.html.contains("Asha") && !shown.html.contains("asha@"));
        assert_eq!(shown.headers["x-robots-tag"], "noindex, nofollow");
        assert_eq!(shown.headers["cache-control"], "private, no-store");
        shown
    };
    says(&mut browser, &path, "We are opening the payment page").await;
    bench.hear(attempt.opened()).await;
    says(&mut browser, &path, "waits for your payment").await;
    says(&mut browser, &format!("{path}?returned=1"), "Your bank is still confirming").await;
    bench.hear(attempt.declined()).await;
    let declined = says(&mut browser, &path, "Try another card").await;
    assert!(!declined.html.contains("insufficient_funds"));
    bench.hear(attempt.collected(&bench).await).await;
    says(&mut browser, &path, "is paid").await;
    let (refund, all) = (RefundId::fresh(), bench.row(pledge).await.gift.total());
    bench.refund(refund, pledge, rupees(100)).await.unwrap();
    says(&mut browser, &path, "Part of your gift was refunded").await;
    let rest = RefundId::fresh();
    bench.refund(rest, pledge, Money::new(all.minor - 10_000, all.currency)).await.unwrap();
    says(&mut browser, &path, "Your money is on its way back").await;
    bench.hear(attempt.refund_failed(refund, rupees(100))).await;
    says(&mut browser, &path, "Your refund did not go through").await;
    for refund in [refund, rest] {
        bench.hear(attempt.succeeded(&bench, refund).await).await;
    }
    says(&mut browser, &path, "Your money is back").await;
}

#[tokio::test]
async fn whoever_comes_back_a_moment_before_the_word_that_it_is_paid_reads_that_it_is() {
    let bench = Bench::start().await;
    let (pledge, mut browser) = (bench.make(None).await, Browser::default());
    let attempt = Attempt::at(pledge);
    bench.hear(attempt.opened()).await;
    let back = format!("{}?returned=1", page_of(pledge));
    let word = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        bench.hear(attempt.collected(&bench).await).await;
    };
    let (shown, ()) = tokio::join!(browser.get(&bench, &back), word);
    assert!(shown.html.contains("is paid"), "{}", shown.html);
    assert!(!shown.html.contains("still confirming"));
}

#[tokio::test]
async fn a_donor_cancels_before_paying_and_not_after() {
    let bench = Bench::start().await;
    let (pledge, mut browser) = (bench.make(None).await, Browser::default());
    let asked = browser.get(&bench, &format!("{}/cancel", page_of(pledge))).await;
    let token = asked.hidden("_token");
    let path = format!("{}/cancellation", page_of(pledge));
    for _ in 0..2 {
        let cancelled = browser.post(&bench, &path, &[("_token", &token)]).await;
        assert_eq!(cancelled.status, StatusCode::SEE_OTHER, "{}", cancelled.html);
    }
    let shown = browser.get(&bench, &page_of(pledge)).await;
    assert!(shown.html.contains("You cancelled this pledge"), "{}", shown.html);

    let paid = bench.make(None).await;
    bench.hear(Attempt::at(paid).collected(&bench).await).await;
    let refused =
        browser.post(&bench, &format!("{}/cancellation", page_of(paid)), &[("_token", &token)]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
}
