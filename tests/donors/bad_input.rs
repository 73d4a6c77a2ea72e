use super::journey::{Journey, VISA, fill_in, send, slug};
use axum::{
    body::Body,
    http::{Request, header},
};
use contracts::{Currency, campaigns::FundingModel};
use std::time::Duration;
use tests::{TestApp, shapes};

#[tokio::test]
async fn an_amount_that_cannot_be_is_named_beside_its_field_and_nothing_typed_is_lost() -> anyhow::Result<()>
{
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.goal.currency == Currency::Inr)?;
        for amount in ["0", "-5", "1e9", "", "ten", "1.234", "99999999999999999999", "12,34.5.6", "0.01"] {
            let browser = app.browser();
            let fields = fill_in(&browser, &slug, amount, &[]).await?;
            let answer = send(&browser, &slug, &fields).await?;
            assert_eq!(answer.status, 422, "{amount}: {}", answer.text);
            assert!(answer.text.contains("<title>Error: "), "{amount}");
            assert!(answer.text.contains("ananya@example.test"), "{amount}: what was typed is kept");
            assert!(answer.text.contains("aria-invalid=\"true\""), "{amount}");
        }
        for (amount, words) in [
            ("20 USD", "only INR can be used here"),
            ("£20", "This amount is in GBP"),
            ("0,5", "If you mean 0.50, write it like that"),
        ] {
            let browser = app.browser();
            let fields = fill_in(&browser, &slug, amount, &[]).await?;
            let answer = send(&browser, &slug, &fields).await?;
            assert!(answer.status == 422 && answer.text.contains(words), "{amount}: {}", answer.text);
        }
        for amount in ["1,00,000.50", "12,345.67", "१,०००", "٤٢٠", "₹420"] {
            let browser = app.browser();
            let fields = fill_in(&browser, &slug, amount, &[]).await?;
            assert_eq!(send(&browser, &slug, &fields).await?.status, 303, "{amount}");
        }
        app.settle().await?;
        assert!(app.sandbox.ledger().payments.is_empty(), "nothing was charged");
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_ended_campaign_takes_no_pledge_and_an_unknown_one_is_not_there() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
        let browser = app.browser();
        let fields = fill_in(&browser, &slug, "1000", &[]).await?;
        app.clock.advance(Duration::from_secs(400 * 24 * 3600));
        let answer = send(&browser, &slug, &fields).await?;
        assert!((400..500).contains(&answer.status), "{}", answer.status);
        assert!(answer.text.to_lowercase().contains("ended"), "{}", answer.text);
        let typed = browser.get(&format!("/ar/c/{slug}/?ref=poster")).await?;
        assert_eq!((typed.status, typed.location), (308, format!("/ar/c/{slug}?ref=poster")));
        assert_eq!(browser.get("/c/no-such-campaign").await?.status, 404);
        assert_eq!(browser.get("/c/no-such-campaign/give").await?.status, 404);
        assert_eq!(browser.get("/p/not-a-pledge").await?.status / 100, 4);
    }
    Ok(())
}

#[tokio::test]
async fn a_campaign_that_ends_while_somebody_writes_loses_nothing_of_what_they_wrote() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
        let browser = app.browser();
        let written = [
            ("name", "Zubaida Quiet"),
            ("email", "zubaida@example.test"),
            ("dedication", "in_memory"),
            ("dedicated_to", "Grandmother Leela"),
        ];
        let fields = fill_in(&browser, &slug, "1234", &written).await?;
        app.clock.advance(Duration::from_secs(400 * 24 * 3600));
        // The reason is the same whatever else would be wrong with the form.
        for email in ["zubaida@example.test", "nowhere"] {
            let mut fields = fields.clone();
            fields.retain(|(name, _)| name != "email");
            fields.push(("email".to_owned(), email.to_owned()));
            let answer = send(&browser, &slug, &fields).await?;
            assert_eq!(answer.status, 422, "{}", answer.text);
            for words in ["This campaign has ended", "Nothing was charged", "Find another campaign"] {
                assert!(answer.text.contains(words), "{words}: {}", answer.text);
            }
            for kept in ["Zubaida Quiet", email, "Grandmother Leela", "1234"] {
                assert!(answer.text.contains(&format!("value=\"{kept}\"")), "{kept}: {}", answer.text);
            }
            assert!(answer.text.contains("value=\"in_memory\" selected"), "{}", answer.text);
            assert!(!answer.text.contains("data-amount-label"), "there is nothing to press any more");
        }
        app.settle().await?;
        assert!(app.sandbox.objects("checkout.session").is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn a_form_that_is_not_ours_is_refused_and_nothing_happens() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = slug(|_| true)?;
    let path = format!("/c/{slug}/pledges");
    let browser = app.browser();
    let mut fields = fill_in(&browser, &slug, "1000", &[]).await?;
    fields[0].1 = "00".repeat(32);
    assert_eq!(send(&browser, &slug, &fields).await?.status, 403);

    let urlencoded = "application/x-www-form-urlencoded";
    let post = || Request::post(&path).header(header::CONTENT_TYPE, urlencoded);
    // Ours in every other way, token and all.
    let ours = serde_urlencoded::to_string(fill_in(&browser, &slug, "1000", &[]).await?)?.into_bytes();
    let with = |more: &[u8]| [&ours, more].concat();
    let bodies: [(&str, Vec<u8>, u16, &str); 6] = [
        ("malformed UTF-8", with(b"&note=%ff%fe"), 400, "not text"),
        ("bytes that are no text", with(b"&note=\xff\xfe"), 400, "not text"),
        ("NUL", with(b"&note=%00"), 400, "not text"),
        ("a field twice", with(b"&name=b"), 400, "answers “name” twice"),
        ("nothing", Vec::new(), 403, ""),
        ("too much", with(&vec![b'a'; 200_000]), 413, ""),
    ];
    for (what, body, status, words) in bodies {
        let answer = browser.send(post(), Body::from(body)).await?;
        assert_eq!(answer.status, status, "{what}: {}", answer.text);
        assert!(answer.text.contains(words), "{what}: {}", answer.text);
    }
    let foreign = post().header("sec-fetch-site", "cross-site").header(header::ORIGIN, "https://evil.test");
    let answer = browser.send(foreign, Body::from("name=a")).await?;
    assert_eq!(answer.status, 403);
    assert!(answer.text.contains("came from another site"), "a blank page: {}", answer.text);
    app.settle().await?;
    assert!(app.sandbox.objects("checkout.session").is_empty());
    app.holds().await
}

#[tokio::test]
async fn a_double_click_gets_the_same_answer_and_another_gift_under_the_same_number_is_refused()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|_| true)?;
        let browser = app.browser();
        let mut fields = fill_in(&browser, &slug, "1000", &[]).await?;
        let first = send(&browser, &slug, &fields).await?;
        let second = send(&browser, &slug, &fields).await?;
        assert_eq!((first.status, &first.location), (second.status, &second.location));
        for field in &mut fields {
            if field.0 == "other" {
                field.1 = "2000".into();
            }
        }
        assert_eq!(send(&browser, &slug, &fields).await?.status, 409);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_refund_that_no_card_can_take_is_refused_with_the_step_it_can() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.goal.currency == Currency::Kwd && it.model == FundingModel::KeepItAll)?;
        let journey = Journey::promise(&app, &slug, "20").await?;
        journey.pay(VISA).await?;
        let answer = journey.refund("1.005").await?;
        assert_eq!(answer.status, 422);
        assert!(answer.text.contains("steps of"), "{}", answer.text);
        assert_eq!(journey.refund("1.010").await?.status, 303);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_address_that_no_database_can_hold_is_simply_not_there() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let browser = app.browser();
        for path in ["/c/%00", "/c/%00/give", "/c/%00/total.json", "/p/%00", "/c/%FF%FE/give"] {
            let status = browser.get(path).await?.status;
            assert!((400..500).contains(&status), "{path} answered {status}");
        }
        let slug = slug(|_| true)?;
        for path in ["/c/%FF%FE/give", "/p/%FF", &format!("/c/{slug}/give?amount=1&amount=2")] {
            let answer = browser.get(path).await?;
            assert_eq!(answer.status, 400, "{path}");
            assert!(answer.text.contains("This address cannot be read"), "{path}: {}", answer.text);
        }
    }
    Ok(())
}
