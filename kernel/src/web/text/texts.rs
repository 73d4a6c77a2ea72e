use super::{Argument, Language, Text, arguments::shown, pseudo::strange, speaking};
use anyhow::anyhow;
use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

/// The kernel's own texts.
const KERNEL: &[(&str, &str)] = crate::texts!("kernel");
/// Those of the gallery of components.
const GALLERY: &[(&str, &str)] = crate::texts!("gallery");

type Bundle = FluentBundle<Arc<FluentResource>>;

/// Every text in every language. A language is read when it is first spoken: most processes speak few.
pub struct Texts {
    sources: Vec<(Language, &'static str)>,
    bundles: BTreeMap<Language, OnceLock<Bundle>>,
}

/// A text that cannot be put into words.
#[derive(Debug, thiserror::Error)]
pub enum Missing {
    /// English has no such text, and English has them all.
    #[error("there is no text `{0}`")]
    Text(String),
    /// It wants something that was not given, or cannot use what was.
    #[error("the text `{key}` does not fit: {problems}")]
    Argument {
        /// Which text.
        key: String,
        /// What does not fit.
        problems: String,
    },
}

impl Texts {
    /// The kernel's texts and `sources`, as `(language, Fluent source)`.
    ///
    /// # Errors
    /// When a source is broken, two texts of a language have one key, or a language is not known.
    pub fn new(sources: impl IntoIterator<Item = (&'static str, &'static str)>) -> anyhow::Result<Self> {
        let known = |(tag, source)| {
            Language::of(tag).map(|it| (it, source)).ok_or_else(|| anyhow!("there is no language `{tag}`"))
        };
        let sources = KERNEL.iter().chain(GALLERY).copied().chain(sources).map(known);
        let sources = sources.collect::<anyhow::Result<Vec<_>>>()?;
        let mut bundles = BTreeMap::new();
        for language in Language::ALL {
            let bundle = bundle(language, &sources)?;
            let kept = if language == Language::En { bundle.into() } else { OnceLock::new() };
            bundles.insert(language, kept);
        }
        Ok(Self { sources, bundles })
    }

    fn bundle(&self, language: Language) -> Option<&Bundle> {
        let read = || {
            bundle(language, &self.sources).unwrap_or_else(|error| {
                tracing::error!(
                    error = format!("{error:#}"),
                    "texts could not be read that could be at the start"
                );
                FluentBundle::new_concurrent(Vec::new())
            })
        };
        self.bundles.get(&language).map(|it| it.get_or_init(read))
    }

    /// The text `key` in `language`, or in English where the language lacks it or its text does not fit.
    ///
    /// # Errors
    /// When English lacks it too, or its own text does not fit `arguments`.
    pub fn say(
        &self,
        language: Language,
        key: &str,
        arguments: &[(&str, Argument)],
    ) -> Result<String, Missing> {
        match self.said(language, key, arguments) {
            Ok(text) => Ok(text),
            Err(problem) if language == Language::En => Err(problem),
            Err(problem) => {
                if matches!(problem, Missing::Argument { .. }) {
                    tracing::warn!(%problem, language = language.tag(), "a translation does not fit");
                }
                self.said(Language::En, key, arguments)
            }
        }
    }

    /// `text` in `language`, as [`Texts::say`].
    ///
    /// # Errors
    /// When English lacks it, too, or its own text does not fit.
    pub fn put(&self, language: Language, text: &Text) -> Result<String, Missing> {
        self.say(language, text.key, &text.arguments)
    }

    /// Whether `language` itself has the text `key`.
    pub fn has(&self, language: Language, key: &str) -> bool {
        self.bundle(language).is_some_and(|it| it.has_message(key))
    }

    fn said(&self, language: Language, key: &str, arguments: &[(&str, Argument)]) -> Result<String, Missing> {
        let bundle = self.bundle(language);
        let found = bundle.and_then(|it| Some((it, it.get_message(key)?.value()?)));
        let (bundle, pattern) = found.ok_or_else(|| Missing::Text(key.to_owned()))?;
        let mut values = FluentArgs::with_capacity(arguments.len());
        for (name, argument) in arguments {
            values.set((*name).to_owned(), argument.value(language));
        }
        let mut errors = Vec::new();
        let text =
            speaking(language, || bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned());
        if errors.is_empty() {
            return Ok(text);
        }
        let problems = errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        Err(Missing::Argument { key: key.to_owned(), problems })
    }
}

/// The texts of `language`, which the strange one has from English.
fn bundle(language: Language, sources: &[(Language, &'static str)]) -> anyhow::Result<Bundle> {
    let mut bundle = empty(language)?;
    let of = if language == Language::Pseudo { Language::En } else { language };
    for (_, source) in sources.iter().filter(|(it, _)| *it == of) {
        let tag = of.tag();
        let resource = FluentResource::try_new((*source).to_owned())
            .map_err(|(_, errors)| anyhow!("a source of texts in `{tag}` is broken: {errors:?}"))?;
        bundle
            .add_resource(Arc::new(resource))
            .map_err(|errors| anyhow!("two texts in `{tag}` have one key: {errors:?}"))?;
    }
    Ok(bundle)
}

fn empty(language: Language) -> anyhow::Result<Bundle> {
    let tag = language.tag().parse().map_err(|_| anyhow!("`{}` is no language tag", language.tag()))?;
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // A name of Latin letters inside Arabic must not turn the sentence around it; elsewhere the marks would only
    // be in the way of whoever searches or copies.
    bundle.set_use_isolating(language.is_right_to_left());
    bundle.set_formatter(Some(shown));
    if language == Language::Pseudo {
        bundle.set_transform(Some(strange));
    }
    Ok(bundle)
}
