//! What is ordered of the provider, made from our own rows.

use crate::{
    desk::Desk,
    payment::{Kind, Payment},
    provider::CheckoutOrder,
    tables::campaign,
};
use kernel::web::Language;
use sea_orm::{ConnectionTrait, DbErr};

/// The page for `payment`. `customer` when a card is saved, else the donor's `email` when it is known.
pub(crate) async fn checkout(
    desk: &Desk,
    db: &impl ConnectionTrait,
    payment: &Payment,
    customer: Option<String>,
    email: Option<String>,
    locale: String,
) -> Result<CheckoutOrder, DbErr> {
    let campaign = campaign::find(db, payment.campaign).await?;
    // Back to a page in the language that was given in.
    let page = desk.page_of(payment.pledge, Language::of(&locale).unwrap_or_default());
    Ok(CheckoutOrder {
        effect_key: payment.checkout_key(),
        pledge: payment.pledge,
        payment: payment.id,
        campaign: payment.campaign,
        title: campaign.map(|it| it.title).unwrap_or_default(),
        setup: payment.kind == Kind::Setup,
        keep_card: payment.keeps_card,
        slow: desk.takes_slow_methods() && payment.may_take_days(),
        gift: payment.gift,
        customer,
        email,
        locale,
        expires_at: payment.expires_at,
        success_url: format!("{page}/returned"),
        cancel_url: page,
    })
}
