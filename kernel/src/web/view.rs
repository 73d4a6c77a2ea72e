use super::{
    Argument, CurrentUser, Error, FormToken, Forms, Language, Result, Tab, Text, Waits, WebSettings,
    WebState, headers, place, text, typed::Typed,
};
use crate::{Context, Keys, Platform};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// A page: the template it fills, and, in its fields, all that the template may ask for besides `ui`.
pub trait Page: Serialize {
    /// The template's name, `<module>/<page>.html`.
    const TEMPLATE: &'static str;
    /// Where its forms lead, when it is shown to one person. Forms of a page for everybody lead to us.
    const FORMS: Forms = Forms::Here;
}

/// Shows pages to whoever sent the request.
#[derive(Clone)]
pub struct View {
    state: Arc<WebState>,
    user: Option<CurrentUser>,
    token: FormToken,
    language: Language,
    path: String,
    /// Where this page is found in another language: for what was posted, the page of its form.
    place: String,
    /// Whether it was posted, and cannot be asked for again.
    posted: bool,
    headers: HeaderMap,
    /// What waits in the rooms of the back office, on one of its pages.
    waits: Vec<Waits>,
    /// What was typed here before a proof was asked for.
    typed: Option<Typed>,
}

/// What every template finds under `ui`.
#[derive(Serialize)]
struct Ui<'a> {
    csrf: String,
    /// What this page's scripts and elements of htmx carry; empty on a page for everybody.
    nonce: &'a str,
    user: Option<&'a CurrentUser>,
    staff: bool,
    path: &'a str,
    demo: bool,
    public_url: &'a str,
    tabs: Vec<&'a Tab>,
    waits: &'a [Waits],
    /// What was typed on this page before a proof was asked for, to be sent once more.
    typed: Option<&'a Typed>,
    /// `en`, for the attribute `lang`.
    lang: &'static str,
    /// `ltr`, for the attribute `dir`.
    dir: &'static str,
    /// What the addresses of this language begin with.
    prefix: &'static str,
    /// The languages this page is offered in.
    languages: Vec<Offered>,
}

/// A language that a page is offered in.
#[derive(Serialize)]
struct Offered {
    lang: &'static str,
    name: &'static str,
    href: String,
    current: bool,
}

impl View {
    pub(super) async fn of(state: Arc<WebState>, parts: &Parts) -> Self {
        Self {
            user: CurrentUser::of(parts).await.unwrap_or_default(),
            token: FormToken::of(parts, &state.settings).await,
            language: parts.extensions.get().copied().unwrap_or_default(),
            path: parts.uri.path().to_owned(),
            place: place::of(parts, &state.shown),
            posted: !parts.method.is_safe(),
            headers: parts.headers.clone(),
            waits: Vec::new(),
            typed: None,
            state,
        }
    }

    /// Shows a page that is this person's alone.
    ///
    /// # Errors
    /// When the template cannot be filled.
    pub fn show<P: Page>(&self, page: &P) -> Result<Response> {
        self.show_with(StatusCode::OK, page)
    }

    /// The same, with another status; 422 for a form that is shown again.
    ///
    /// # Errors
    /// When the template cannot be filled.
    pub fn show_with<P: Page>(&self, status: StatusCode, page: &P) -> Result<Response> {
        self.personal(status, P::TEMPLATE, P::FORMS, fields(page)?)
    }

    // What follows does not know the page's type any more: it is compiled once, and not once for each page.
    fn personal(
        &self,
        status: StatusCode,
        template: &str,
        forms: Forms,
        fields: tera::Context,
    ) -> Result<Response> {
        let settings = &self.state.settings;
        let nonce = headers::nonce();
        let html = self.state.templates.render(self.language, template, fields, &self.ui(Some(&nonce)))?;
        // Only with a form: a page without one that loads at the same time must not undo another's token.
        let has_form = html.contains(&self.token.field(settings));
        let cookie = self.token.set_cookie(settings).filter(|_| has_form);
        let mut response = (status, Html(html)).into_response();
        let out = response.headers_mut();
        out.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
        headers::protect_personal(out, &nonce, forms.origins(settings));
        if let Some(cookie) = cookie {
            out.append(header::SET_COOKIE, cookie);
        }
        Ok(response)
    }

    /// Shows a page that is the same for everybody, which caches may keep: no cookie, no name, no form token.
    ///
    /// # Errors
    /// When the template cannot be filled.
    pub fn public<P: Page>(&self, page: &P) -> Result<Response> {
        let caching = "public, no-cache, s-maxage=300, stale-while-revalidate=60, stale-if-error=86400";
        self.document(page, "text/html; charset=utf-8", caching)
    }

    /// The same for a page that other sites may show within their own: those whose sources `sites` names, as
    /// `frame-ancestors` takes them. It has no form and no script.
    ///
    /// # Errors
    /// When the template cannot be filled.
    pub fn embedded<P: Page>(&self, page: &P, sites: &str) -> Result<Response> {
        let mut response = self.public(page)?;
        headers::protect_embedded(&mut response, sites);
        Ok(response)
    }

    /// Answers with a document for machines, filled in like a page: a feed, a site map.
    ///
    /// # Errors
    /// When the template cannot be filled.
    pub fn document<P: Page>(&self, page: &P, kind: &'static str, caching: &'static str) -> Result<Response> {
        self.shared(P::TEMPLATE, fields(page)?, kind, caching)
    }

    fn shared(
        &self,
        template: &str,
        fields: tera::Context,
        kind: &'static str,
        caching: &'static str,
    ) -> Result<Response> {
        let text = self.state.templates.render(self.language, template, fields, &self.ui(None))?;
        Ok(self.cached(text, kind, caching))
    }

    /// Answers with a picture drawn as SVG. Opened by itself it may load and run nothing.
    ///
    /// # Errors
    /// When the template cannot be filled.
    pub fn picture<P: Page>(&self, page: &P, caching: &'static str) -> Result<Response> {
        let mut response = self.document(page, "image/svg+xml", caching)?;
        let policy = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
        Ok(response)
    }

    /// Answers with what caches may keep as `caching` says, or with 304 when the browser has it already.
    pub fn cached(&self, body: String, kind: &'static str, caching: &'static str) -> Response {
        let tag = format!("\"{}\"", hex::encode(&Sha256::digest(&body)[..12]));
        let known = self.headers.get(header::IF_NONE_MATCH).and_then(|it| it.to_str().ok());
        let unchanged =
            known.is_some_and(|it| it.split(',').any(|it| it.trim().trim_start_matches("W/") == tag));
        let mut response =
            if unchanged { StatusCode::NOT_MODIFIED.into_response() } else { body.into_response() };
        let out = response.headers_mut();
        out.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
        headers::protect_public(out);
        out.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            out.insert(header::ETAG, tag);
        }
        response
    }

    /// The same for nobody: after whoever asked was signed out.
    #[must_use]
    pub fn signed_out(self) -> Self {
        Self { user: None, token: self.token.signed_out(), typed: None, ..self }
    }

    pub(super) fn settings(&self) -> &WebSettings {
        &self.state.settings
    }

    /// What signs addresses.
    pub fn keys(&self) -> &Keys {
        &self.state.settings.keys
    }

    /// The cookie `name` that the browser sent.
    pub(super) fn cookie(&self, name: &str) -> Option<&str> {
        let cookies = self.headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
        let mut pairs = cookies.flat_map(|it| it.split(';')).filter_map(|it| it.trim().split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// What this browser is known by (see [`FormToken::browser`]).
    pub fn browser(&self) -> Vec<u8> {
        self.token.browser(&self.state.settings)
    }

    /// Who is asking, when signed in.
    pub fn user(&self) -> Option<&CurrentUser> {
        self.user.as_ref()
    }

    /// The language of this page.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The text `key` in the reader's language: for what is said from Rust, such as a problem of a form.
    pub fn t(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        let said = self.state.templates.texts().say(self.language, key, arguments);
        said.unwrap_or_else(|problem| {
            tracing::error!(%problem, "a text could not be put into words");
            key.to_owned()
        })
    }

    /// `text` in the reader's language.
    pub fn say(&self, text: &Text) -> String {
        self.t(text.key, &text.arguments)
    }

    /// The address of this page, when it can be asked for again.
    pub(super) fn again(&self) -> Option<String> {
        (!self.posted).then(|| self.place.clone())
    }

    /// The page whose form was posted, when it is known to be one of ours. Nobody leads anywhere else with it: it is a
    /// path that a route of ours answers.
    pub(super) fn page_of_form(&self) -> Option<String> {
        self.posted.then(|| self.place.clone()).filter(|it| it != "/")
    }

    /// Where this page is in other languages. What a personal page was asked with stays out of it: an address with
    /// somebody's name in it, sent to somebody else, must not show up on the page. The pseudo-language is for whoever
    /// knows its address: to visitors it would only be strange.
    fn languages(&self, personal: bool) -> Vec<Offered> {
        let place = self.place.as_str();
        let place = if personal { place.split('?').next().unwrap_or(place) } else { place };
        let offer = |it: Language| Offered {
            lang: it.tag(),
            name: it.own_name(),
            href: text::placed(it, place),
            current: it == self.language,
        };
        Language::OFFERED.into_iter().map(offer).collect()
    }

    /// What a page is told: one that is made for this person has a `nonce`.
    fn ui<'a>(&'a self, nonce: Option<&'a str>) -> Ui<'a> {
        let settings = &self.state.settings;
        let personal = nonce.is_some();
        let user = self.user.as_ref().filter(|_| personal);
        let may_enter = |tab: &&Tab| user.is_some_and(|user| tab.opens_to(user));
        Ui {
            csrf: if personal { self.token.field(settings) } else { String::new() },
            nonce: nonce.unwrap_or_default(),
            user,
            staff: user.is_some_and(CurrentUser::is_staff),
            path: &self.path,
            demo: settings.demo,
            public_url: &settings.public_url,
            tabs: self.state.tabs.iter().filter(may_enter).collect(),
            waits: if personal { self.waits.as_slice() } else { &[] },
            typed: self.typed.as_ref().filter(|_| personal),
            lang: self.language.tag(),
            dir: self.language.direction(),
            prefix: self.language.prefix(),
            languages: self.languages(personal),
        }
    }
}

/// What waits for `user`, when `parts` ask for a page of the back office. Every other page has no room for it.
async fn waits(parts: &Parts, user: Option<&CurrentUser>) -> Vec<Waits> {
    let platform = parts.extensions.get::<Arc<Platform>>();
    let platform = platform.filter(|_| parts.uri.path().starts_with("/backoffice"));
    match platform.zip(user) {
        Some((platform, user)) => platform.waits(user).await,
        None => Vec::new(),
    }
}

fn fields(page: &impl Page) -> Result<tera::Context> {
    tera::Context::from_serialize(page).map_err(|error| Error::Internal(error.into()))
}

impl FromRequestParts<Context> for View {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, ctx: &Context) -> Result<Self> {
        let mut view = Self::of(ctx.web.clone(), parts).await;
        view.waits = waits(parts, view.user()).await;
        if view.user.is_some() {
            view.typed = Typed::offered(parts, ctx).await;
        }
        Ok(view)
    }
}

impl FromRequestParts<Arc<WebState>> for View {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<WebState>) -> Result<Self> {
        Ok(Self::of(state.clone(), parts).await)
    }
}
