//! What creators, moderators and visitors can do.

pub(crate) mod await_launch;
pub(crate) mod by_moderator;
pub(crate) mod cancel_by_staff;
pub(crate) mod choose_sites;
pub(crate) mod comment;
pub(crate) mod edit_published;
pub(crate) mod extend_deadline;
pub(crate) mod follow;
pub(crate) mod follow_by_mail;
pub(crate) mod intervene;
pub(crate) mod launch_campaign;
pub(crate) mod post_update;
pub(crate) mod publish_campaign;
pub(crate) mod report;
pub(crate) mod review_campaign;
pub(crate) mod save_section;
pub(crate) mod send_reward;
pub(crate) mod set_cover;
pub(crate) mod start_campaign;
pub(crate) mod submit_campaign;
pub(crate) mod team;
