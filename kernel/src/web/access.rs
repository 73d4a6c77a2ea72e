use super::{Action, CurrentUser, Error, Owner, Role, WebState, can, office::lacks_cookie, proof_of, typed};
use crate::Context;
use axum::{
    Router,
    extract::Request,
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::MethodRouter,
};
use futures::future::BoxFuture;
use std::sync::Arc;
use tower_sessions::Session;

/// Paths, what answers them, and who may ask.
#[derive(Default)]
pub struct Routes {
    router: Router<Context>,
    webhooks: Router<Context>,
    listed: Vec<(&'static str, Access)>,
    shown: Vec<&'static str>,
}

/// Who may ask for a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anyone, signed in or not.
    Anyone,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever has one of these roles. For others the path does not exist.
    Roles(&'static [Role]),
    /// Whoever the policy lets do this to the platform's things. For others the path does not exist.
    Allowed(Action),
    /// A machine that signs what it says; the handler checks the signature.
    Webhook,
}

impl Access {
    /// Whether `user` gets in by who they are.
    pub fn lets_in(self, user: &CurrentUser) -> bool {
        match self {
            Self::Anyone | Self::SignedIn => true,
            Self::Roles(roles) => user.has_one_of(roles),
            Self::Allowed(action) => can(Some(user), action, Owner::Platform),
            Self::Webhook => false,
        }
    }
}

impl Routes {
    /// For anyone.
    #[must_use]
    pub fn anyone(self, path: &'static str, handlers: MethodRouter<Context>) -> Self {
        self.with(path, Access::Anyone, handlers)
    }

    /// For whoever is signed in.
    #[must_use]
    pub fn signed_in(self, path: &'static str, handlers: MethodRouter<Context>) -> Self {
        self.with(path, Access::SignedIn, handlers.layer(from_fn(require_user)))
    }

    /// For everybody who works here.
    #[must_use]
    pub fn staff(self, path: &'static str, handlers: MethodRouter<Context>) -> Self {
        self.roles(path, Role::STAFF, handlers)
    }

    /// For whoever has one of `roles`.
    #[must_use]
    pub fn roles(self, path: &'static str, roles: &'static [Role], handlers: MethodRouter<Context>) -> Self {
        self.guarded(path, Access::Roles(roles), handlers)
    }

    /// For whoever the policy lets do `action` to the platform's things.
    #[must_use]
    pub fn allowed(self, path: &'static str, action: Action, handlers: MethodRouter<Context>) -> Self {
        self.guarded(path, Access::Allowed(action), handlers)
    }

    /// For a machine that signs what it says. No form protection, no session.
    #[must_use]
    pub fn webhook(mut self, path: &'static str, handlers: MethodRouter<Context>) -> Self {
        self.listed.push((path, Access::Webhook));
        self.webhooks = self.webhooks.route(path, handlers);
        self
    }

    /// Every path and who may ask for it.
    pub fn listed(&self) -> &[(&'static str, Access)] {
        &self.listed
    }

    /// The paths that can be looked at: those that answer GET.
    pub fn shown(&self) -> &[&'static str] {
        &self.shown
    }

    /// The pages, and the paths for machines, which go around sessions and form protection.
    pub fn into_routers(self) -> (Router<Context>, Router<Context>) {
        (self.router, self.webhooks)
    }

    fn guarded(self, path: &'static str, access: Access, handlers: MethodRouter<Context>) -> Self {
        let guard = guard(move |user| access.lets_in(user));
        self.with(path, access, handlers.layer(from_fn(guard)))
    }

    fn with(mut self, path: &'static str, access: Access, handlers: MethodRouter<Context>) -> Self {
        self.listed.push((path, access));
        self.shown.extend(answers_get(&handlers).then_some(path));
        self.router = self.router.route(path, handlers);
        self
    }
}

/// Whether `handlers` answer GET. Axum says so nowhere but here; a test notices when it says so otherwise.
fn answers_get(handlers: &MethodRouter<Context>) -> bool {
    !format!("{handlers:?}").contains("get: None")
}

/// Lets in whoever `may` and has shown the factors that people who work here need; for the rest of those who are
/// signed in the path does not exist.
fn guard(
    may: impl Fn(&CurrentUser) -> bool + Clone + Send + Sync + 'static,
) -> impl Fn(Result<CurrentUser, Error>, Request, Next) -> BoxFuture<'static, Response> + Clone + Send + 'static
{
    move |user, request, next| {
        let user = match user {
            Ok(user) if may(&user) => user,
            Ok(user) => {
                let refused = user.refused();
                return Box::pin(async { refused.into_response() });
            }
            Err(error) => return Box::pin(typed::turned_away(error, request)),
        };
        let lacks = lacks(&user, &request);
        Box::pin(async move {
            match lacks.await {
                Ok(None) => next.run(request).await,
                Ok(Some(error)) | Err(error) => error.into_response(),
            }
        })
    }
}

async fn require_user(user: Result<CurrentUser, Error>, request: Request, next: Next) -> Response {
    match user {
        Ok(_) => next.run(request).await,
        Err(error) => typed::turned_away(error, request).await,
    }
}

/// What somebody who works here still lacks: the cookie of the back office (SEC-7), or a second factor (SEC-5). The
/// demo's people need no factor.
fn lacks(
    user: &CurrentUser,
    request: &Request,
) -> impl Future<Output = Result<Option<Error>, Error>> + use<> {
    let state = request.extensions().get::<Arc<WebState>>().cloned();
    let session = request.extensions().get::<Session>().filter(|_| user.is_staff()).cloned();
    let headers = request.headers().clone();
    async move {
        let (Some(state), Some(session)) = (state, session) else { return Ok(None) };
        if lacks_cookie(&session, &headers, &state.settings).await? {
            return Ok(Some(Error::FromElsewhere));
        }
        let lacks_factor = !state.settings.demo && !proof_of(&session).await?.second;
        Ok(lacks_factor.then_some(Error::NeedsFactor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::{get, post};

    #[test]
    fn paths_that_can_only_be_posted_to_are_told_from_those_that_can_be_looked_at() {
        let routes = Routes::default()
            .anyone("/read", get(|| async {}))
            .signed_in("/both", get(|| async {}).post(|| async {}))
            .staff("/sent", post(|| async {}));
        assert_eq!(routes.shown(), ["/read", "/both"]);
    }
}
