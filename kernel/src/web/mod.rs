//! Pages: who is asking, what to show, and what to say when it goes wrong.
//!
//! `README.md` beside this file shows a handler, its page, its template and a form with problems.

mod access;
mod csrf;
mod csv;
mod ends;
mod error;
mod files;
mod form;
mod gallery;
mod guard;
mod headers;
mod kept;
mod office;
mod place;
mod policy;
mod portrait;
mod queue;
mod resend;
mod session;
mod state;
mod step_up;
mod stopping;
mod templates;
#[cfg(test)]
mod tests;
mod text;
mod throttle;
mod typed;
mod view;

pub use self::{
    access::{Access, Routes},
    csrf::FormToken,
    csv::{csv_row, harmless},
    ends::Ends,
    error::{Error, Result, show_errors, show_failures},
    files::{files, packed},
    form::{Form, FormProblem, FormProblems, Problems, Raw},
    gallery::gallery,
    guard::{Case, Guarded, Scores, Shown, Source, Trace, Verdict},
    headers::{CSP_REPORTS, Encrypted, Forms, security_headers},
    office::office_cookie,
    policy::{Action, Owner, can},
    queue::{Count, Queue, Queued, Waits},
    resend::Sent,
    session::{
        Client, CurrentUser, Proof, Renewal, Role, SessionStore, begin_anew, handle_of, proof_of, prove,
        rename, sign_in, sign_in_from, sign_out, with_sessions,
    },
    state::{Tab, WebSettings, WebState},
    step_up::{Deed, Line, StepUp},
    stopping::Stopping,
    templates::Templates,
    text::{Argument, Language, Missing, Text, Texts, Until, bare, in_languages, present_zone},
    throttle::{Bucket, Throttle},
    typed::form_waits,
    view::{Page, View},
};
