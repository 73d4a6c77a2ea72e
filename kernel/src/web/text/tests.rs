use super::*;
use crate::web::Templates;
use contracts::{Currency, Money};
use serde_json::json;

fn texts(sources: &'static [(&'static str, &'static str)]) -> anyhow::Result<Texts> {
    Texts::new(sources.iter().copied())
}

#[test]
fn a_text_says_names_amounts_and_numbers_as_its_language_does() -> anyhow::Result<()> {
    let texts = texts(&[
        (
            "en",
            "gift = { $name } gave { $amount } to { $count ->\n  [one] one cause\n *[other] { $count } causes\n }.",
        ),
        ("ar", "gift = { $name } { $amount } { $count }"),
        ("hi", "gift = { $name } { $amount } { $count }"),
    ])?;
    let amount = Money::new(298_214_000, Currency::Inr);
    let say = |language, count: i64| {
        texts.say(
            language,
            "gift",
            &[("name", "Asha".into()), ("amount", amount.into()), ("count", count.into())],
        )
    };
    assert_eq!(say(Language::En, 1)?, "Asha gave ₹29,82,140 to one cause.");
    assert_eq!(
        say(Language::Es, 12_000)?,
        "Asha gave ₹29,82,140 to 12,000 causes.",
        "English where there is none"
    );
    assert_eq!(say(Language::Hi, 2_982_140)?, "Asha ₹29,82,140 29,82,140");
    let arabic = say(Language::Ar, 2_982_140)?;
    assert!(arabic.contains("٢٬٩٨٢٬١٤٠") && arabic.contains("\u{2068}Asha\u{2069}"), "{arabic}");
    Ok(())
}

#[test]
fn the_strange_language_is_longer_and_leaves_what_is_not_text() -> anyhow::Result<()> {
    let texts = texts(&[("en", "hello = Give { $amount } to the Kaveri\n")])?;
    let said = texts.say(Language::Pseudo, "hello", &[("amount", "₹840".into())])?;
    assert_eq!(said, "Ĝííṽéé ₹840 ţóó ţĥéé Ķááṽééŕíí");
    Ok(())
}

#[test]
fn two_texts_of_one_key_and_broken_sources_are_refused_at_the_start() {
    assert!(Texts::new([("en", "give-title = Give"), ("en", "give-title = Donate")]).is_err());
    assert!(Texts::new([("en", "give-title = { $name")]).is_err());
    assert!(Texts::new([("tlh", "give-title = nob")]).is_err());
}

#[test]
fn a_text_that_is_not_there_or_lacks_a_name_is_said_to_be() -> anyhow::Result<()> {
    let texts = texts(&[("en", "hello = Hello { $name }"), ("es", "hello = Hola { $nombre }")])?;
    assert!(texts.say(Language::En, "nothing", &[]).is_err());
    assert!(texts.say(Language::En, "hello", &[]).is_err());
    assert_eq!(
        texts.say(Language::Es, "hello", &[("name", "Asha".into())])?,
        "Hello Asha",
        "English stands in"
    );
    Ok(())
}

#[test]
fn every_language_writes_numbers_and_dates_its_own_way() -> anyhow::Result<()> {
    let at = jiff::Timestamp::from_second(1_772_366_400)?.in_tz("Asia/Kolkata")?;
    let written = |it| (number(it, 2_982_140), date(it, &at), date_and_time(it, &at));
    let expected = [
        (Language::En, "2,982,140", "1 March 2026", "1 March 2026 at 17:30"),
        (Language::Hi, "29,82,140", "1 मार्च, 2026", "1 मार्च, 2026 को 5:30 pm बजे"),
        (Language::Es, "2.982.140", "1 de marzo de 2026", "1 de marzo de 2026 a las 17:30"),
        (Language::Ar, "٢٬٩٨٢٬١٤٠", "١ مارس ٢٠٢٦", "١ مارس ٢٠٢٦ في ٥:٣٠ م"),
    ];
    for (language, number, day, moment) in expected {
        let (n, d, m) = written(language);
        assert_eq!((n.as_str(), d.as_str()), (number, day));
        assert_eq!(m.replace('\u{202f}', " "), moment);
    }
    Ok(())
}

#[test]
fn what_leads_to_a_page_leads_to_it_in_the_same_language() -> anyhow::Result<()> {
    let html = "<a href=\"/\">a</a><a href=\"/c/wells?x=1&amp;y=2#z\">b</a><form action='/give'></form>\
                <link href=\"/assets/app.css\"><a href=\"https://example.org/\">c</a><a href=\"//evil.test\">d</a>\
                <a href=\"#main\">e</a><a href=\"/hi/c\" hreflang=\"hi\">f</a><a href=\"/c\" hreflang=\"en\">g</a>\
                <div data-live-url=\"/c/wells/total.json\"></div>";
    let led = lead_to(Language::Ar, html.to_owned())?;
    let expected = "<a href=\"/ar\">a</a><a href=\"/ar/c/wells?x=1&amp;y=2#z\">b</a><form action=\"/ar/give\"></form>\
                <link href=\"/assets/app.css\"><a href=\"https://example.org/\">c</a><a href=\"//evil.test\">d</a>\
                <a href=\"#main\">e</a><a href=\"/hi/c\" hreflang=\"hi\">f</a><a href=\"/c\" hreflang=\"en\">g</a>\
                <div data-live-url=\"/ar/c/wells/total.json\"></div>";
    assert_eq!(led, expected);
    assert_eq!(lead_to(Language::En, html.to_owned())?, html);
    Ok(())
}

fn filled(language: Language, source: &'static str) -> anyhow::Result<String> {
    let templates = Templates::new([("test/page.html", source)])?.with_texts([
        ("en", "gift = { $name } gave { $amount }\nterms = Read { $open }the { $what }{ $close } first"),
        ("ar", "terms = اقرأ { $open }{ $what }{ $close } أولا"),
    ])?;
    let values = json!({ "gift": { "minor": 84_000, "currency": "INR" }, "name": "<b>" });
    templates.fill_in(language, "test/page.html", &values)
}

#[test]
fn a_template_says_a_text_and_what_people_wrote_stays_text() -> anyhow::Result<()> {
    let said = filled(Language::En, "{{ t(key=\"gift\", name=name, amount=gift) }}")?;
    assert_eq!(said, "&lt;b&gt; gave ₹840");
    let linked = filled(Language::En, "{{ t(key=\"terms\", to=\"/terms?a=1&b\", what=name) }}")?;
    assert_eq!(linked, "Read <a href=\"/terms?a=1&amp;b\">the &lt;b&gt;</a> first");
    let own = "{% set open %}<a href=\"/x\" class=\"y\">{% endset %}{% set close %}</a>{% endset %}\
               {{ t(key=\"terms\", open=open, close=close, what=\"terms\") }}";
    assert_eq!(filled(Language::En, own)?, "Read <a href=\"/x\" class=\"y\">the terms</a> first");
    let arabic = filled(Language::Ar, "{{ t(key=\"terms\", to=\"/x\", what=\"it\") }}")?;
    assert_eq!(arabic, "اقرأ <a href=\"/x\">\u{2068}it\u{2069}</a> أولا");
    let field = "{{ <field name=\"x\" label={t(key=\"gift\", name=name, amount=gift)} /> }}";
    assert!(filled(Language::En, field)?.contains(">&lt;b&gt; gave ₹840</label>"), "also as an argument");
    assert!(filled(Language::En, "{{ t(key=\"nothing\") }}").is_err());
    Ok(())
}
