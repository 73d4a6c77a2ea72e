//! What campaigns says, told to those whom it concerns.

use super::{Mails, News};
use crate::{
    jobs::{Followers, TellBackers, TellOfExtension, TellOfStop, until},
    notice::{Kept, Notice, NoticeKind},
    tables::{contact, contact::Contact, follower, news, waiting, zone},
};
use contracts::{
    Timestamp, UserId,
    campaigns::{
        Audience, CampaignApproved, CampaignCancelled, CampaignFailed, CampaignFollowed, CampaignPublished,
        CampaignRejected, CampaignRestored, CampaignSubmitted, CampaignSucceeded, CampaignSuspended,
        CampaignUnfollowed, ChangesRequested, CommentAnswered, DeadlineExtended, FollowAsked, FundingModel,
        GuestFollowed, LaunchAsked, LaunchAwaited, ReportDecided, ReportReceived, RewardNotSent, RewardSent,
        TeamInvited, UpdatePosted,
    },
    users::{AccountClosed, AddressVerified},
};
use kernel::{HandleError, React, Reactor, Subscription, Transaction};
use std::sync::Arc;

/// The mails that campaigns give rise to.
pub(crate) fn campaigns(host: Arc<str>) -> Subscription {
    let mails = Mails { host };
    Reactor::named("write_about_campaigns")
        .on::<CampaignSubmitted>(mails.clone())
        .on::<ChangesRequested>(mails.clone())
        .on::<CampaignApproved>(mails.clone())
        .on::<CampaignRejected>(mails.clone())
        .on::<CampaignSuspended>(mails.clone())
        .on::<CampaignRestored>(mails.clone())
        .on::<CampaignCancelled>(mails.clone())
        .on::<DeadlineExtended>(mails.clone())
        .on::<CampaignSucceeded>(mails.clone())
        .on::<CampaignFailed>(mails.clone())
        .on::<UpdatePosted>(mails.clone())
        .on::<RewardSent>(mails.clone())
        .on::<RewardNotSent>(mails.clone())
        .on::<LaunchAwaited>(mails.clone())
        .on::<FollowAsked>(mails.clone())
        .on::<LaunchAsked>(mails.clone())
        .on::<CampaignPublished>(mails.clone())
        .on::<TeamInvited>(mails.clone())
        .on::<ReportReceived>(mails.clone())
        .on::<ReportDecided>(mails.clone())
        .on::<CommentAnswered>(mails)
        .build()
}

impl Mails {
    /// Writes to a creator about one of their campaigns, once for each moment.
    async fn to_creator(
        &self,
        tx: &Transaction,
        creator: UserId,
        campaign: contracts::CampaignId,
        notice: Notice,
    ) -> Result<(), HandleError> {
        let subject_id = format!("{campaign}@{}", notice.at.0);
        Ok(self.ask_about(tx, &contact::of_user(creator), &subject_id, &notice).await?)
    }
}

fn notice(kind: NoticeKind, title: String, words: Option<String>, path: String, at: Timestamp) -> Notice {
    Notice { notice: kind, title, words, heading: None, said: Vec::new(), path, at }
}

fn desk(campaign: contracts::CampaignId) -> String {
    format!("/dashboard/campaigns/{campaign}")
}

/// Each message of a campaign's way that is a mail to its creator: its kind, and which of its fields say why and
/// when.
macro_rules! told {
    ($($message:ident $kind:ident $words:expr, $at:ident;)*) => {$(
        impl React<$message> for Mails {
            async fn react(&self, tx: &Transaction, it: $message) -> Result<(), HandleError> {
                let words: fn(&$message) -> Option<String> = $words;
                let notice =
                    notice(NoticeKind::$kind, it.title.clone(), words(&it), desk(it.campaign), it.$at);
                self.to_creator(tx, it.creator, it.campaign, notice).await
            }
        }
    )*};
}

told! {
    CampaignSubmitted Submitted |_| None, submitted_at;
    ChangesRequested ChangesRequested |it| Some(it.reason.clone()), requested_at;
    CampaignApproved Approved |it| it.note.clone(), approved_at;
    CampaignRejected Rejected |it| Some(it.reason.clone()), rejected_at;
    CampaignRestored Restored |it| Some(it.reason.clone()), restored_at;
    CampaignCancelled Cancelled |it| Some(it.reason.clone()), cancelled_at;
}

impl React<CampaignSuspended> for Mails {
    async fn react(&self, tx: &Transaction, it: CampaignSuspended) -> Result<(), HandleError> {
        let CampaignSuspended { campaign, title, creator, reason, suspended_at, .. } = it;
        let told =
            notice(NoticeKind::Suspended, title.clone(), Some(reason.clone()), desk(campaign), suspended_at);
        self.to_creator(tx, creator, campaign, told).await?;
        let host = self.host.to_string();
        let job = TellOfStop { campaign, title, reason, suspended_at, host, after: None };
        Ok(tx.enqueue(&job).await?)
    }
}

impl React<DeadlineExtended> for Mails {
    async fn react(&self, tx: &Transaction, it: DeadlineExtended) -> Result<(), HandleError> {
        let said = vec![until(&it), Kept::of("notice-extended-why")];
        let (title, reason, path) = (it.title.clone(), Some(it.reason.clone()), desk(it.campaign));
        let told = Notice { said, ..notice(NoticeKind::Extended, title, reason, path, it.extended_at) };
        self.to_creator(tx, it.creator, it.campaign, told).await?;
        Ok(tx.enqueue(&TellOfExtension { said: it, host: self.host.to_string(), after: None }).await?)
    }
}

/// What comes next is for whoever raised something.
impl React<CampaignSucceeded> for Mails {
    async fn react(&self, tx: &Transaction, it: CampaignSucceeded) -> Result<(), HandleError> {
        let with = Kept::of("notice-ended-with").sum("sum", it.total).sum("goal", it.goal);
        let charged = (it.model == FundingModel::AllOrNothing).then(|| Kept::of("notice-ended-charged"));
        let said = [with].into_iter().chain(charged).chain([Kept::of("notice-ended-next")]).collect();
        let told = notice(NoticeKind::Ended, it.title, None, desk(it.campaign), it.decided_at);
        self.to_creator(tx, it.creator, it.campaign, Notice { said, ..told }).await
    }
}

impl React<CampaignFailed> for Mails {
    async fn react(&self, tx: &Transaction, it: CampaignFailed) -> Result<(), HandleError> {
        let with = Kept::of("notice-ended-with").sum("sum", it.total).sum("goal", it.goal);
        let said = vec![with, Kept::of("notice-ended-nothing")];
        let told = notice(NoticeKind::Ended, it.title, None, desk(it.campaign), it.decided_at);
        self.to_creator(tx, it.creator, it.campaign, Notice { said, ..told }).await
    }
}

/// Keeps who wants to hear of which campaign. Of its own, so that it hears of all there ever were.
pub(crate) fn followers() -> Subscription {
    Reactor::named("keep_followers")
        .on::<CampaignFollowed>(KeepFollowers)
        .on::<CampaignUnfollowed>(KeepFollowers)
        .on::<GuestFollowed>(KeepFollowers)
        .on::<AddressVerified>(KeepFollowers)
        .on::<AccountClosed>(KeepFollowers)
        .build()
}

struct KeepFollowers;

impl React<CampaignFollowed> for KeepFollowers {
    async fn react(&self, tx: &Transaction, it: CampaignFollowed) -> Result<(), HandleError> {
        Ok(follower::insert(tx, it.campaign, it.follower).await?)
    }
}

impl React<CampaignUnfollowed> for KeepFollowers {
    async fn react(&self, tx: &Transaction, it: CampaignUnfollowed) -> Result<(), HandleError> {
        Ok(follower::delete(tx, it.campaign, it.follower).await?)
    }
}

impl React<GuestFollowed> for KeepFollowers {
    async fn react(&self, tx: &Transaction, it: GuestFollowed) -> Result<(), HandleError> {
        let key = contact::of_guest(it.person);
        if contact::find(tx, &key).await?.is_some() {
            // Heard before: what they stopped since stays stopped.
            return Ok(());
        }
        let contact = Contact { name: None, email: it.email.clone(), locale: it.locale };
        contact::keep(tx, key, it.person, contact, it.followed_at).await?;
        follower::insert_guest(tx, it.campaign, it.person).await?;
        // That the address is an account's is said on hearing the same, and may have been heard before this.
        match it.email {
            Some(email) => Ok(follower::adopt_known(tx, &email).await?),
            None => Ok(()),
        }
    }
}

/// What was followed from an address is the account's whose address it is proved to be; what was stopped there stays so.
impl React<AddressVerified> for KeepFollowers {
    async fn react(&self, tx: &Transaction, it: AddressVerified) -> Result<(), HandleError> {
        let Some(email) = it.email else { return Ok(()) };
        Ok(follower::adopt(tx, &email, it.user, it.person).await?)
    }
}

impl React<AccountClosed> for KeepFollowers {
    async fn react(&self, tx: &Transaction, it: AccountClosed) -> Result<(), HandleError> {
        Ok(follower::forget(tx, it.user).await?)
    }
}

/// Keeps by whose clocks campaigns count. Of its own, so that it hears of all there ever were.
pub(crate) fn zones() -> Subscription {
    Reactor::named("keep_zones").on::<CampaignPublished>(KeepZones).build()
}

struct KeepZones;

impl React<CampaignPublished> for KeepZones {
    async fn react(&self, tx: &Transaction, it: CampaignPublished) -> Result<(), HandleError> {
        Ok(zone::keep(tx, it.campaign, &it.zone).await?)
    }
}

impl React<UpdatePosted> for Mails {
    async fn react(&self, tx: &Transaction, it: UpdatePosted) -> Result<(), HandleError> {
        let followers = match it.audience {
            Audience::Public => Followers::Later { slug: it.slug.clone() },
            Audience::Backers => Followers::Untold,
        };
        let notice = Notice {
            heading: Some(it.title),
            ..notice(
                NoticeKind::Update,
                it.campaign_title,
                Some(it.opening),
                format!("/c/{}/updates/all#{}", it.slug, it.update),
                it.posted_at,
            )
        };
        let job = TellBackers {
            campaign: it.campaign,
            update: it.update,
            notice,
            host: self.host.to_string(),
            after: None,
            followers,
        };
        Ok(tx.enqueue(&job).await?)
    }
}

/// Said again in other words, as with a number, it is no other sending: its donor is written to once.
impl React<RewardSent> for Mails {
    async fn react(&self, tx: &Transaction, it: RewardSent) -> Result<(), HandleError> {
        let said = Kept::of("notice-sent-what").words("reward", &it.title).day("when", it.sent_at);
        let (pledge, about, kind) = (it.pledge, it.pledge.0, NoticeKind::RewardSent);
        let (path, at) = (format!("/p/{pledge}"), it.sent_at);
        self.tell_donor(tx, News { pledge, about, kind, said: vec![said], path, at }).await
    }
}

impl React<RewardNotSent> for Mails {
    async fn react(&self, tx: &Transaction, it: RewardNotSent) -> Result<(), HandleError> {
        let said = Kept::of("notice-not-sent-what").words("reward", &it.title);
        let (pledge, about, kind) = (it.pledge, it.pledge.0, NoticeKind::RewardNotSent);
        let (path, at) = (format!("/p/{pledge}"), it.said_at);
        self.tell_donor(tx, News { pledge, about, kind, said: vec![said], path, at }).await
    }
}

impl React<LaunchAwaited> for Mails {
    async fn react(&self, tx: &Transaction, it: LaunchAwaited) -> Result<(), HandleError> {
        let key = format!("waiting/{}", it.person);
        let contact = Contact { name: None, email: it.email, locale: it.locale };
        contact::keep(tx, key.clone(), it.person, contact, it.asked_at).await?;
        Ok(waiting::keep(tx, it.campaign, &key).await?)
    }
}

impl React<FollowAsked> for Mails {
    async fn react(&self, tx: &Transaction, it: FollowAsked) -> Result<(), HandleError> {
        // Whoever was forgotten since has no link any more.
        let Some(path) = it.link else { return Ok(()) };
        let key = format!("asked/{}", it.person);
        let contact = Contact { name: None, email: it.email, locale: it.locale };
        contact::keep(tx, key.clone(), it.person, contact, it.asked_at).await?;
        let asked = notice(NoticeKind::FollowAsked, it.title, None, path, it.asked_at);
        Ok(self.ask_about(tx, &key, &it.campaign.to_string(), &asked).await?)
    }
}

impl React<LaunchAsked> for Mails {
    async fn react(&self, tx: &Transaction, it: LaunchAsked) -> Result<(), HandleError> {
        // Whoever was forgotten since has no link any more.
        let Some(path) = it.link else { return Ok(()) };
        let key = format!("asked/{}", it.person);
        let contact = Contact { name: None, email: it.email, locale: it.locale };
        contact::keep(tx, key.clone(), it.person, contact, it.asked_at).await?;
        let asked = notice(NoticeKind::LaunchAsked, it.title, None, path, it.asked_at);
        Ok(self.ask_about(tx, &key, &it.campaign.to_string(), &asked).await?)
    }
}

impl React<CampaignPublished> for Mails {
    async fn react(&self, tx: &Transaction, it: CampaignPublished) -> Result<(), HandleError> {
        for key in waiting::of(tx, it.campaign).await? {
            let path = format!("/c/{}", it.slug);
            let began = notice(NoticeKind::Began, it.title.clone(), None, path, it.published_at);
            self.ask_about(tx, &key, &it.campaign.to_string(), &began).await?;
        }
        Ok(waiting::close(tx, it.campaign).await?)
    }
}

impl React<TeamInvited> for Mails {
    async fn react(&self, tx: &Transaction, it: TeamInvited) -> Result<(), HandleError> {
        // Whoever was forgotten since has no link any more.
        let Some(path) = it.link else { return Ok(()) };
        let key = format!("invitation/{}", it.person);
        let contact = Contact { name: None, email: it.email, locale: "en".to_owned() };
        contact::keep(tx, key.clone(), it.person, contact, it.invited_at).await?;
        let invitation = Notice {
            heading: it.inviter,
            ..notice(NoticeKind::Invitation, it.title, None, path, it.invited_at)
        };
        Ok(self.ask_about(tx, &key, &it.campaign.to_string(), &invitation).await?)
    }
}

impl React<ReportReceived> for Mails {
    async fn react(&self, tx: &Transaction, it: ReportReceived) -> Result<(), HandleError> {
        if it.email.is_none() {
            return Ok(());
        }
        let key = format!("report/{}", it.report);
        let contact = Contact { name: None, email: it.email, locale: it.locale };
        contact::keep(tx, key.clone(), it.person, contact, it.received_at).await?;
        let received = notice(NoticeKind::ReportReceived, it.title, None, "/".to_owned(), it.received_at);
        Ok(self.ask_about(tx, &key, &it.report.to_string(), &received).await?)
    }
}

impl React<ReportDecided> for Mails {
    async fn react(&self, tx: &Transaction, it: ReportDecided) -> Result<(), HandleError> {
        let (key, subject_id) = (format!("report/{}", it.report), it.report.to_string());
        if contact::find(tx, &key).await?.is_some() {
            let path = format!("/c/{}", it.slug);
            let decided = notice(
                NoticeKind::ReportDecided,
                it.title.clone(),
                Some(it.to_reporter),
                path,
                it.decided_at,
            );
            self.ask_about(tx, &key, &subject_id, &decided).await?;
        }
        if let Some(words) = it.to_creator {
            let said = notice(NoticeKind::Statement, it.title, Some(words), desk(it.campaign), it.decided_at);
            self.ask_about(tx, &contact::of_user(it.creator), &subject_id, &said).await?;
        }
        Ok(())
    }
}

/// To write a comment is to ask, whatever its author said of news. Whoever stopped these mails gets none: the answer
/// stands on the campaign's page.
impl React<CommentAnswered> for Mails {
    async fn react(&self, tx: &Transaction, it: CommentAnswered) -> Result<(), HandleError> {
        let key = contact::of_user(it.answered);
        let Some(email) = contact::find(tx, &key).await?.and_then(|it| it.email) else { return Ok(()) };
        if !news::answers_wanted(tx, &email).await? {
            return Ok(());
        }
        let path = format!("/c/{}/comments?to={}#{}", it.slug, it.question, it.answer);
        let answered = notice(NoticeKind::CommentAnswered, it.title, None, path, it.answered_at);
        Ok(self.ask_about(tx, &key, &it.answer.to_string(), &answered).await?)
    }
}
