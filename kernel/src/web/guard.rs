//! What stands before forms that cost something when machines send them: who sent how many, how fast, and with
//! what proof (SEC-9, SEC-33). People are asked to press the button once more at the worst; nobody needs a script.

mod score;
mod stamp;

pub use self::score::{Scores, Source};

use super::{Error, Result, View, form};
use crate::Context;
use axum::extract::{FromRequest, Request};
use contracts::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use stamp::Stamp;
use std::time::Duration;

/// Nobody reads a form and fills it in faster (SEC-33 b).
const LEAST_AGE: Duration = Duration::from_secs(3);
/// A form that was open for longer is dated anew.
const MOST_AGE: Duration = Duration::from_hours(24);
/// Leading zero bits of the hash a browser has to find: a second of its time, a day of somebody's who sends 100,000
/// forms (SEC-33 c).
pub(super) const WORK_BITS: u8 = 18;
/// Whoever runs no scripts waits instead.
const WAITS_INSTEAD: Duration = Duration::from_secs(30);

/// A posted form that came from one of our pages, with what else it carried.
pub struct Guarded<T>(pub T, pub Trace);

/// What a form carries besides its answers.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    pub(super) shown: String,
    pub(super) proof: String,
    pub(super) trap: String,
}

/// What goes into a form, as the component `guard_fields` takes it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Shown {
    /// When and for what it was shown, signed.
    pub shown: String,
    /// How hard a proof is asked for; 0 is none.
    pub bits: u8,
}

impl Shown {
    /// Whether it is what the form brought along.
    pub fn is_that_of(&self, trace: &Trace) -> bool {
        self.shown == trace.shown
    }
}

/// What to do with a form.
#[derive(Debug)]
pub enum Verdict {
    /// Do what it asks.
    Pass,
    /// Show it again with this text and these fields: whoever presses the button once more gets on.
    Again(&'static str, Shown),
    /// Not now, but after this long.
    Refuse(Duration),
}

/// A form that is to be judged.
pub struct Case<'a> {
    /// What the product's clock says.
    pub now: Timestamp,
    /// What the form was shown for: one thing is made with one form.
    pub subject: &'a str,
    /// What it carried.
    pub trace: &'a Trace,
    /// Where it comes from.
    pub sources: Vec<Source>,
    /// Whether everybody has to bring a proof now.
    pub besieged: bool,
}

impl View {
    /// What goes into a form that is shown for `subject` now.
    pub fn guard(&self, now: Timestamp, subject: &str, besieged: bool) -> Shown {
        self.stamp(now, subject, if besieged { WORK_BITS } else { 0 })
    }

    /// The same for a form that is shown again because of an answer: its time goes on.
    pub fn guard_again(&self, now: Timestamp, subject: &str, trace: &Trace) -> Shown {
        match Stamp::read(self.settings(), &self.browser(), subject, &trace.shown) {
            Some(stamp) => Shown { shown: trace.shown.clone(), bits: stamp.bits },
            None => self.guard(now, subject, false),
        }
    }

    /// What to do with a form. What it costs its senders is noted in `scores`.
    pub fn judge(&self, scores: &Scores, case: &Case<'_>) -> Verdict {
        let (settings, now, trace) = (self.settings(), case.now, case.trace);
        let acts = settings.guard || case.besieged;
        let again = |text, bits| Verdict::Again(text, self.stamp(now, case.subject, bits));
        if !trace.trap.is_empty() {
            scores.add(&case.sources, score::TRAPPED, now);
            return told("trap", again("guard-trap", 0));
        }
        let stamp = Stamp::read(settings, &self.browser(), case.subject, &trace.shown);
        let age = stamp.as_ref().map(|it| now.since(it.at));
        let asked = if case.besieged { WORK_BITS } else { 0 };
        match (&stamp, age) {
            (None, _) => {
                scores.add(&case.sources, score::UNSIGNED, now);
                if acts {
                    return told("unsigned", again("guard-unknown", asked));
                }
            }
            (_, Some(age)) if age > MOST_AGE && acts => return told("old", again("guard-unknown", asked)),
            (Some(stamp), Some(age)) if age < LEAST_AGE => {
                scores.add(&case.sources, score::HASTY, now);
                if acts {
                    // Its time goes on: pressing once more is enough.
                    let same = Shown { shown: trace.shown.clone(), bits: stamp.bits };
                    return told("hasty", Verdict::Again("guard-too-fast", same));
                }
            }
            _ => {}
        }
        let proved = stamp.is_some_and(|it| {
            it.bits >= WORK_BITS
                && (now.since(it.at) >= WAITS_INSTEAD || stamp::solved(&trace.shown, &trace.proof, it.bits))
        });
        let level = scores.level(&case.sources, now);
        if settings.guard && level >= score::REFUSED {
            return told("refused", Verdict::Refuse(Duration::from_secs(level - score::REFUSED + 1)));
        }
        if !proved && (case.besieged || settings.guard && level >= score::DOUBTED) {
            scores.add(&case.sources, score::CHALLENGED, now);
            return told("challenged", again("guard-work", WORK_BITS));
        }
        if !proved {
            scores.attempt(&case.sources, now);
        }
        Verdict::Pass
    }

    fn stamp(&self, at: Timestamp, subject: &str, bits: u8) -> Shown {
        let shown = Stamp { at, bits }.write(self.settings(), &self.browser(), subject);
        Shown { shown, bits }
    }
}

fn told(what: &'static str, verdict: Verdict) -> Verdict {
    metrics::counter!("tributary_guarded_total", "what" => what).increment(1);
    verdict
}

impl<T: DeserializeOwned> FromRequest<Context> for Guarded<T> {
    type Rejection = Error;

    async fn from_request(request: Request, ctx: &Context) -> Result<Self, Error> {
        let (form, trace) = form::read_form(request, ctx).await?;
        Ok(Self(form, trace))
    }
}

#[cfg(test)]
mod tests;
