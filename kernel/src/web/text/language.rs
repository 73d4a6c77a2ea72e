use axum::{extract::FromRequestParts, http::request::Parts};
use jiff::Zoned;
use serde::Serialize;
use std::{cell::Cell, convert::Infallible, future::Future};

/// A language of the pages. It is chosen by the address (`/ar/…`) and by nothing else, so that an address is one
/// page for everybody and for every cache.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Language {
    /// English, which has no prefix, and which stands in for what another language lacks.
    #[default]
    En,
    /// Hindi.
    Hi,
    /// Spanish.
    Es,
    /// Arabic, from right to left.
    Ar,
    /// English made strange and longer, to find what is not translated or does not fit. Only in the demo.
    Pseudo,
}

impl Language {
    /// Every language, [`Language::En`] first.
    pub const ALL: [Self; 5] = [Self::En, Self::Hi, Self::Es, Self::Ar, Self::Pseudo];
    /// Those that readers are offered.
    pub const OFFERED: [Self; 4] = [Self::En, Self::Hi, Self::Es, Self::Ar];

    /// Its BCP 47 tag, which is also the first part of its addresses.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Hi => "hi",
            Self::Es => "es",
            Self::Ar => "ar",
            Self::Pseudo => "en-XA",
        }
    }

    /// The language of `tag`, in the very letters that [`Language::tag`] gives.
    pub fn of(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.tag() == tag)
    }

    /// What its addresses begin with: nothing for English, `/ar` for Arabic.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::En => "",
            Self::Hi => "/hi",
            Self::Es => "/es",
            Self::Ar => "/ar",
            Self::Pseudo => "/en-XA",
        }
    }

    /// What its speakers call it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Hi => "हिन्दी",
            Self::Es => "Español",
            Self::Ar => "العربية",
            Self::Pseudo => "Ƥşeúđó",
        }
    }

    /// `rtl` or `ltr`, for the attribute `dir`.
    pub const fn direction(self) -> &'static str {
        if self.is_right_to_left() { "rtl" } else { "ltr" }
    }

    /// Whether it runs from right to left.
    pub const fn is_right_to_left(self) -> bool {
        matches!(self, Self::Ar)
    }

    /// The locale whose conventions its amounts follow. Arabic is read from Morocco to Oman; the digits are those
    /// of its eastern half, as CLDR has them for Egypt.
    pub const fn locale(self) -> &'static str {
        match self {
            Self::En | Self::Pseudo => "en",
            Self::Hi => "hi-IN",
            Self::Es => "es",
            Self::Ar => "ar-EG",
        }
    }

    /// The locale whose conventions its dates follow: in English the day stands first and noon is 12:00, because
    /// readers of this site are everywhere and 03/04 is not one day everywhere.
    pub(super) const fn calendar(self) -> &'static str {
        match self {
            Self::En | Self::Pseudo => "en-GB",
            _ => self.locale(),
        }
    }

    /// The language that is being spoken: that of the page or the mail which is being filled, or else that of the
    /// request which is being answered. English where nobody asked, such as in a job.
    pub fn current() -> Self {
        SPOKEN.get().or_else(|| ASKED.try_with(|it| *it).ok()).unwrap_or_default()
    }

    /// `number` as it is written: `29,82,140` in Hindi, `٢٬٩٨٢٬١٤٠` in Arabic.
    pub fn number(self, number: i64) -> String {
        super::number(self, number)
    }

    /// A day and a time of it, as they are written: `25 May 2026 at 23:59`.
    pub fn date_and_time(self, at: &Zoned) -> String {
        super::date_and_time(self, at)
    }
}

thread_local! {
    static SPOKEN: Cell<Option<Language>> = const { Cell::new(None) };
}

tokio::task_local! {
    static ASKED: Language;
}

/// Answers a request that was asked in `language`.
pub(super) async fn asked_in<T>(language: Language, answer: impl Future<Output = T>) -> T {
    ASKED.scope(language, answer).await
}

/// Speaks `language` while `fill` runs: filters and components of templates do not see the page's fields.
pub(crate) fn speaking<T>(language: Language, fill: impl FnOnce() -> T) -> T {
    /// Puts back what was spoken before, also after a panic.
    struct Before(Option<Language>);
    impl Drop for Before {
        fn drop(&mut self) {
            SPOKEN.set(self.0);
        }
    }
    let _before = Before(SPOKEN.replace(Some(language)));
    fill()
}

impl<S: Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    fn from_request_parts(
        parts: &mut Parts,
        _: &S,
    ) -> impl Future<Output = Result<Self, Self::Rejection>> + Send {
        std::future::ready(Ok(parts.extensions.get().copied().unwrap_or_default()))
    }
}
