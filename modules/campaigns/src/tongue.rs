//! The languages that campaigns are written in: more than pages are offered in. Whoever hears a campaign, or has it
//! translated, hears and translates it by what is kept here (WCAG 2.2, 3.1.2). Pure.

use kernel::web::Language;

/// Each by its BCP 47 tag, with what its speakers call it.
pub(crate) const TONGUES: [(&str, &str); 15] = [
    ("ar", "العربية"),
    ("bn", "বাংলা"),
    ("de", "Deutsch"),
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("hi", "हिन्दी"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("kn", "ಕನ್ನಡ"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ta", "தமிழ்"),
    ("ur", "اردو"),
];

/// Whether `tag` names one of them.
pub(crate) fn is_tongue(tag: &str) -> bool {
    TONGUES.iter().any(|(it, _)| *it == tag)
}

/// What whoever reads pages in `language` most likely writes in.
pub(crate) fn of_page(language: Language) -> &'static str {
    let tag = language.tag();
    if is_tongue(tag) { tag } else { Language::En.tag() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_reads_pages_in_a_language_can_write_in_it() {
        for language in Language::OFFERED {
            assert_eq!(of_page(language), language.tag());
            assert!(TONGUES.contains(&(language.tag(), language.own_name())), "{language:?}");
        }
        assert_eq!(of_page(Language::Pseudo), "en", "nobody writes in what is made to find mistakes");
    }

    #[test]
    fn each_stands_there_once_and_in_order() {
        assert!(TONGUES.windows(2).all(|it| it[0].0 < it[1].0));
        assert!(is_tongue("ta") && !is_tongue("") && !is_tongue("EN") && !is_tongue("xx"));
    }
}
