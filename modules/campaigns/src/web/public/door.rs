//! What stands before forms that have a mail written to an address which anybody may type.

use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use contracts::Timestamp;
use kernel::web::{
    Case, Client, Error, Problems, Result, Scores, Shown, Source, Text, Throttle, Trace, Verdict, View,
};
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

/// What the page of such a form is asked for with.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// That a mail was sent.
    pub(super) sent: Option<String>,
}

/// A form that says nothing but that it was sent.
#[derive(Deserialize)]
pub(super) struct Nothing {}

/// The number that was minted when a form was shown, which makes of sending it twice one asking.
///
/// # Errors
/// `Bad` for what we never minted.
pub(super) fn minted(id: &str) -> Result<Uuid> {
    let id = id.parse::<Uuid>().ok().filter(|it| it.get_version_num() == 7);
    id.ok_or_else(|| Error::bad("this form lacks its number: open the page again"))
}

/// Shared by all requests of one process, and by all such forms: whoever asks on one of them asks on the others.
pub(super) struct Door {
    /// Mails asked for.
    mails: Throttle,
    /// How suspicious who is that asks for them.
    scores: Scores,
}

/// A form as it came.
pub(super) struct Knock<'a> {
    /// What the product's clock says.
    pub(super) now: Timestamp,
    /// What the form's date is good for until a proof is asked for.
    pub(super) subject: &'static str,
    pub(super) trace: &'a Trace,
    pub(super) client: &'a Client,
    /// The address in it.
    pub(super) email: &'a str,
}

impl Knock<'_> {
    /// The fields that the form is shown with again because of an answer.
    pub(super) fn again(&self, view: &View) -> Shown {
        view.guard_again(self.now, &self.good_for(view), self.trace)
    }

    /// What the date that came with the form is good for.
    fn good_for(&self, view: &View) -> String {
        let bound = self.bound();
        let is_bound = view.guard_again(self.now, &bound, self.trace).is_that_of(self.trace);
        if is_bound { bound } else { self.subject.to_owned() }
    }

    /// A proof is good for the address that it was asked for: else one would do for a day of them.
    fn bound(&self) -> String {
        format!("{}/{}", self.subject, self.email.to_lowercase())
    }
}

impl Door {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self { mails: Throttle::of_mails(), scores: Scores::default() })
    }

    /// Whether a person seems to have sent it; if not, that is among its problems. The fields that it is shown with again.
    ///
    /// # Errors
    /// `TooMany` for whoever has tried too often.
    pub(super) fn look(&self, view: &View, it: &Knock<'_>, problems: &mut Problems<'_>) -> Result<Shown> {
        let network = it.client.address.map(Source::network).into_iter();
        let sources = network.chain([Source::browser(&view.browser()), Source::address(it.email)]).collect();
        let subject = it.good_for(view);
        let case = Case { now: it.now, subject: &subject, trace: it.trace, sources, besieged: false };
        match view.judge(&self.scores, &case) {
            Verdict::Pass => Ok(it.again(view)),
            Verdict::Refuse(wait) => Err(Error::TooMany(wait)),
            Verdict::Again(text, anew) => {
                problems.add("guard", &Text::of(text));
                let asks = anew.bits > 0 && !anew.is_that_of(it.trace);
                Ok(if asks { view.guard(it.now, &it.bound(), true) } else { anew })
            }
        }
    }

    /// Counts a mail.
    ///
    /// # Errors
    /// `TooMany` when the address, or the network, has had as many as one gets for now.
    pub(super) fn count(&self, it: &Knock<'_>) -> Result<()> {
        self.mails.count(&it.email.to_lowercase(), it.client.address, it.now).map_err(Error::TooMany)
    }
}

/// The address of the page is a secret: it goes to nobody, and no search engine keeps it.
pub(in crate::web) fn kept_secret(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    response
}
