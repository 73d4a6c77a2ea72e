use super::{Access, Action, Count, CurrentUser, Queue, Role, Templates};
use crate::Keys;
use serde::Serialize;
use std::sync::Arc;

/// What all pages share.
pub struct WebState {
    /// Every module's templates.
    pub templates: Arc<Templates>,
    /// Settings of the pages.
    pub settings: WebSettings,
    /// The rooms of the back office.
    pub tabs: Vec<Tab>,
    /// The paths of all pages that can be looked at, as routes have them.
    pub shown: Vec<&'static str>,
}

/// Settings of the pages.
#[derive(Clone)]
pub struct WebSettings {
    /// Where people find the site, without a slash at its end.
    pub public_url: String,
    /// Sign forms and make keyed hashes.
    pub keys: Keys,
    /// Whether this is the demo.
    pub demo: bool,
    /// Whether cookies may insist on TLS.
    pub secure_cookies: bool,
    /// Origins of the provider's pages where one pays, which a form may lead to.
    pub checkout_origins: Vec<String>,
    /// The same of its pages where people say whom to pay.
    pub account_origins: Vec<String>,
    /// Whether forms that cost something are held back when they look like a machine's. Otherwise that is only
    /// counted, except where everybody has to bring a proof.
    pub guard: bool,
}

/// A room of the back office, owned by a module.
#[derive(Clone, Debug, Serialize)]
pub struct Tab {
    /// What it says.
    pub title: &'static str,
    /// Where it leads.
    pub path: &'static str,
    /// Who may enter.
    #[serde(skip)]
    pub access: Access,
    /// What may wait in it for somebody.
    #[serde(skip)]
    pub queues: Vec<Queue>,
}

impl Tab {
    /// The room `title` at `path`, for whoever has one of `roles`.
    pub const fn of(title: &'static str, path: &'static str, roles: &'static [Role]) -> Self {
        Self { title, path, access: Access::Roles(roles), queues: Vec::new() }
    }

    /// The room `title` at `path`, for whoever the policy lets do `action` to the platform's things.
    pub const fn allowed(title: &'static str, path: &'static str, action: Action) -> Self {
        Self { title, path, access: Access::Allowed(action), queues: Vec::new() }
    }

    /// Whether `user` may enter.
    pub fn opens_to(&self, user: &CurrentUser) -> bool {
        self.access.lets_in(user)
    }

    /// The same, in which `what` waits: as many as `count` says. Whoever may enter reads that on each page of the back
    /// office, so it counts with [`Queued`](super::Queued), by an index.
    #[must_use]
    pub fn queue(mut self, what: &'static str, count: Count) -> Self {
        self.queues.push(Queue { what, count });
        self
    }
}

impl WebState {
    /// The pages of `templates` under `settings`.
    pub fn new(templates: impl Into<Arc<Templates>>, settings: WebSettings, tabs: Vec<Tab>) -> Self {
        Self { templates: templates.into(), settings, tabs, shown: Vec::new() }
    }

    /// The same, with `paths` that can be looked at: a form that is shown again leads to its page in other languages.
    #[must_use]
    pub fn showing(self, paths: Vec<&'static str>) -> Self {
        Self { shown: paths, ..self }
    }

    /// The kernel's own pages under harmless settings, for tests of what is not a page.
    ///
    /// # Errors
    /// When the kernel's templates are broken.
    pub fn for_tests() -> anyhow::Result<Self> {
        let settings = WebSettings {
            public_url: "http://localhost".into(),
            keys: Keys::for_tests(),
            demo: true,
            secure_cookies: false,
            checkout_origins: Vec::new(),
            account_origins: Vec::new(),
            guard: false,
        };
        Ok(Self::new(Templates::new([])?, settings, Vec::new()))
    }
}
