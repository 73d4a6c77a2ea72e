//! Who gives in Spanish types, reads and gets mail in Spanish.

use super::journey::{VISA, slug};
use anyhow::{Context as _, ensure};
use campaigns::NewCampaign;
use contracts::{Currency, campaigns::FundingModel};
use sandbox::PayOutcome;
use tests::{Answer, Browser, TestApp, shapes};

fn in_dollars(it: &NewCampaign) -> bool {
    it.goal.currency == Currency::Usd && it.model == FundingModel::KeepItAll
}

async fn give(browser: &Browser, slug: &str, amount: &str, name: &str) -> anyhow::Result<(String, Answer)> {
    let form = browser.get(&format!("/es/c/{slug}/give")).await?;
    ensure!(form.status == 200, "{}: {}", form.status, form.text);
    let (token, pledge) = (form.field("_token")?, form.field("pledge")?);
    let fields = [
        ("_token", token.as_str()),
        ("pledge", &pledge),
        ("amount", "other"),
        ("other", amount),
        ("tip", "0"),
        ("name", name),
        ("email", "ananya@example.test"),
    ];
    let answer = browser.post(&format!("/es/c/{slug}/pledges"), &fields).await?;
    Ok((pledge, answer))
}

#[tokio::test]
async fn whoever_gives_in_spanish_types_reads_and_gets_mail_in_spanish() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let (browser, slug) = (app.browser(), slug(in_dollars)?);
        let (_, refused) = give(&browser, &slug, "doce", "").await?;
        ensure!(refused.status == 422, "{}", refused.status);
        for words in ["no es un importe", "Escribe tu nombre."] {
            ensure!(refused.text.contains(words), "{words} is missing: {}", refused.text);
        }

        let (pledge, taken) = give(&browser, &slug, "1.012,50", "Ananya").await?;
        ensure!(taken.status == 303, "{}: {}", taken.status, taken.text);
        app.settle().await?;
        let session = app.sandbox.objects("checkout.session");
        let session = session.first().context("no page was opened")?;
        ensure!(session["amount_total"] == 101_250, "{session}");
        let back = session["success_url"].as_str().unwrap_or_default();
        ensure!(back.contains(&format!("/es/p/{pledge}")), "{back}");
        ensure!(session["locale"] == "es", "{session}");

        ensure!(app.sandbox.pay(session["id"].as_str().unwrap_or_default(), VISA)? == PayOutcome::Done);
        app.settle().await?;
        let page = browser.get(&format!("/es/p/{pledge}")).await?.text;
        for words in ["Gracias.", "ya está pagado", "Llegó tu pago de", "Pagado"] {
            ensure!(page.contains(words), "{words} is missing: {page}");
        }
        ensure!(!page.contains("Thank you"), "{page}");
        let shared = format!("data-share=\"http://product.test/es/c/{slug}\"");
        ensure!(page.contains(&shared), "{shared} is missing: {page}");
        let mails = app.mailbox.messages();
        let receipt = mails.iter().find(|it| it.subject().starts_with("Tu donativo a"));
        let receipt = receipt.context("there is no receipt in Spanish")?.text();
        ensure!(receipt.contains("Total pagado"), "{receipt}");
        ensure!(receipt.contains(&format!("/es/p/{pledge}")), "{receipt}");
    }
    Ok(())
}

/// Figures alone stand on a card whose language has other letters than ours (`campaigns::web::cover`).
#[tokio::test]
async fn a_campaign_is_passed_on_with_a_card_in_the_language_of_the_page() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let (browser, slug) = (app.browser(), slug(in_dollars)?);
    let mut cards = Vec::new();
    for prefix in ["", "/es", "/hi", "/ar"] {
        let page = browser.get(&format!("{prefix}/c/{slug}")).await?.text;
        let card = format!("{prefix}/c/{slug}/card.png");
        let named = format!("property=\"og:image\" content=\"http://product.test{card}\"");
        ensure!(page.contains(&named), "{named} is missing: {page}");
        let picture = browser.get(&card).await?;
        ensure!(picture.status == 200 && picture.headers["content-type"] == "image/png", "{card}");
        cards.push(picture.text);
    }
    ensure!(cards[0] != cards[1], "Spanish is not English");
    ensure!(
        cards[0] != cards[2] && cards[2] != cards[3],
        "figures alone, and those of Arabic from the right"
    );
    Ok(())
}

#[tokio::test]
async fn what_is_passed_on_leads_to_the_page_in_the_language_that_is_read() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let (browser, slug) = (app.browser(), slug(in_dollars)?);
    let mut codes = Vec::new();
    for prefix in ["", "/es", "/hi", "/ar"] {
        let (here, home) =
            (format!("http://product.test{prefix}/c/{slug}"), format!("http://product.test{prefix}"));
        let page = browser.get(&format!("{prefix}/c/{slug}")).await?.text;
        let written = format!("{}%2Fc%2F{slug}%3Fref%3D", prefix.replace('/', "%2F"));
        for seen in [
            format!("rel=\"canonical\" href=\"{here}\""),
            format!("property=\"og:url\" content=\"{here}\""),
            format!("value=\"{here}?ref=link\""),
            format!("product.test{written}whatsapp"),
            format!("product.test{written}mail"),
            format!("\"url\":\"{here}\""),
            format!("src=\"{prefix}/c/{slug}/qr.svg\""),
            format!("hreflang=\"ar\" href=\"http://product.test/ar/c/{slug}\""),
            format!("hreflang=\"en\" href=\"http://product.test/c/{slug}\""),
        ] {
            ensure!(page.contains(&seen), "{seen} is missing: {page}");
        }
        codes.push(browser.get(&format!("{prefix}/c/{slug}/qr.svg")).await?.text);
        let first = browser.get(if prefix.is_empty() { "/" } else { prefix }).await?.text;
        let root = if prefix.is_empty() { format!("{home}/") } else { home };
        for seen in
            [format!("rel=\"canonical\" href=\"{root}\""), format!("property=\"og:url\" content=\"{root}\"")]
        {
            ensure!(first.contains(&seen), "{seen} is missing: {first}");
        }
    }
    codes.sort();
    codes.dedup();
    ensure!(codes.len() == 4, "each code leads to the page of its own language");
    Ok(())
}
