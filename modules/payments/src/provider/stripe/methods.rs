//! What Stripe's page takes.

use crate::provider::CheckoutOrder;
use stripe_checkout::checkout_session::CreateCheckoutSessionAllowedPaymentMethodTypes as Allowed;

/// Cards; and bank debits where whoever ordered the page can wait for days. Whatever else the account takes is left out:
/// nobody here knows how long it takes.
pub(super) fn allowed(order: &CheckoutOrder) -> Vec<Allowed> {
    if order.slow { vec![Allowed::Card, Allowed::SepaDebit] } else { vec![Allowed::Card] }
}
