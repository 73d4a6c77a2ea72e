//! What stands above every page of one campaign in the dashboard.

use crate::{
    access::{self, Action, Standing},
    draft::Draft,
    lifecycle::Status,
    published,
    tables::{
        campaign::Campaign,
        draft::{self, Drafted},
    },
    transition::words,
};
use contracts::CampaignId;
use kernel::{
    Context,
    web::{Error, Result, View},
};
use serde::Serialize;

/// A campaign as the dashboard has it: published or not.
pub(crate) enum Found {
    /// Being written, or approved and not begun.
    Draft(Box<Drafted>),
    /// Published, and what its forms show.
    Published(Box<Campaign>, Box<Draft>),
}

impl Found {
    pub(crate) async fn find(ctx: &Context, campaign: CampaignId) -> Result<Self> {
        let db = ctx.db.read();
        if let Some((campaign, draft)) = published::draft(db, campaign).await? {
            return Ok(Self::Published(Box::new(campaign), Box::new(draft)));
        }
        let drafted = draft::find(db, campaign).await?.ok_or(Error::NotFound)?;
        Ok(Self::Draft(Box::new(drafted)))
    }

    pub(crate) fn draft(&self) -> &Draft {
        match self {
            Self::Draft(it) => &it.draft,
            Self::Published(_, draft) => draft,
        }
    }

    pub(crate) fn status(&self) -> Status {
        match self {
            Self::Draft(it) => it.status,
            Self::Published(it, _) => it.status,
        }
    }

    pub(crate) fn is_published(&self) -> bool {
        matches!(self, Self::Published(..))
    }

    /// Where everybody finds it, once they do.
    fn public(&self) -> Option<String> {
        self.status().is_public().then(|| format!("/c/{}", self.draft().slug))
    }
}

/// The head of a page about one campaign: its name, where it stands, and the rooms this person may enter.
#[derive(Serialize)]
pub(crate) struct Bar {
    pub(crate) id: String,
    title: String,
    /// What the title is written in (BCP 47); empty while nobody said.
    language: String,
    /// The room that is shown.
    tab: &'static str,
    status: String,
    /// `ok`, `warn`, `bad` or nothing.
    tone: &'static str,
    /// Which rooms this person may enter.
    #[serde(flatten)]
    rooms: Rooms,
    public: Option<String>,
    /// What was just done, when there is something to say.
    done: String,
}

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each opens a room of its own")]
struct Rooms {
    edit: bool,
    updates: bool,
    money: bool,
    run: bool,
    published: bool,
}

impl Bar {
    pub(crate) fn of(
        view: &View,
        id: CampaignId,
        found: &Found,
        standing: Standing,
        tab: &'static str,
    ) -> Self {
        Self {
            id: id.to_string(),
            title: found.draft().title.clone(),
            language: found.draft().language.clone(),
            tab,
            status: view.t(words(found.status()), &[]),
            tone: tone(found.status()),
            rooms: Rooms {
                edit: standing.may(Action::Edit),
                updates: standing.may(Action::Update),
                money: standing.may(Action::SeeMoney),
                run: standing.may(Action::Run),
                published: found.is_published(),
            },
            public: found.public(),
            done: String::new(),
        }
    }

    /// The same, with what was just done.
    pub(crate) fn with_done(self, done: String) -> Self {
        Self { done, ..self }
    }
}

/// The colour of a status, always beside its words.
pub(crate) fn tone(status: Status) -> &'static str {
    match status {
        Status::Live | Status::Funded | Status::Approved | Status::Scheduled => "ok",
        Status::ChangesRequested | Status::Closing | Status::InReview => "warn",
        Status::Rejected | Status::Failed | Status::Suspended | Status::Cancelled => "bad",
        Status::Draft | Status::Closed => "",
    }
}

/// The campaign called `id`, when whoever asks may do `action` with it; nothing otherwise.
pub(crate) async fn enter(
    ctx: &Context,
    view: &View,
    id: &str,
    action: Action,
) -> Result<(CampaignId, Found, Standing)> {
    let user = view.user().ok_or(Error::SignedOut)?;
    let (campaign, standing) = access::allow(ctx, user, id, action).await?;
    Ok((campaign, Found::find(ctx, campaign).await?, standing))
}
