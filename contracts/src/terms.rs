//! What the platform takes and holds, as everybody may read it. Said here once, because more than one module tells it.

use std::time::Duration;

/// What the platform keeps of what was given to a campaign, in basis points.
pub const PLATFORM_FEE_BP: u32 = 500;
/// The same in whole percent, which is how pages say it.
pub const PLATFORM_FEE_PERCENT: u32 = PLATFORM_FEE_BP / 100;
const _: () =
    assert!(PLATFORM_FEE_PERCENT * 100 == PLATFORM_FEE_BP, "a part of a percent would be told too low");

/// What the payment processor is reckoned to keep of a charge, in basis points: Stripe's list price for cards in the
/// United States (stripe.com/pricing). It sets sums to choose from and forecasts; the ledger books the real fee.
pub const CARD_FEE_BP: u32 = 290;
/// And besides, in minor units of any currency.
pub const CARD_FEE_FIXED_MINOR: i64 = 30;

/// How long after its deadline what a campaign raised is held (rule R11).
pub const PAYOUT_HOLD: Duration = Duration::from_hours(14 * 24);
/// What of it stays behind for a while, in basis points (rule R11).
pub const RESERVE_BP: u32 = 1_000;
/// For how long.
pub const RESERVE_FOR: Duration = Duration::from_hours(90 * 24);

/// For so long a bank debit may be taken back: its donor needs no reason for eight weeks (SEPA Core Direct Debit Rulebook),
/// and banks take one more to tell of the last of them. What is given back by itself waits for that long (rule R12).
pub const DEBIT_RETURNS: Duration = Duration::from_hours(9 * 7 * 24);

/// So long after its deadline a creator may take to give the processor what it wants to know. Then the money goes back
/// to the donors: it was given for something, and nobody can be paid for it (rule R11).
pub const PAYOUT_TERM: Duration = Duration::from_hours(90 * 24);

/// Of a thousand saved cards so few are refused and never put right, at best: one to five of a hundred pledges are lost
/// after a deadline (rule R3).
pub const DROPS_AT_BEST: u32 = 10;
/// And at worst.
pub const DROPS_AT_WORST: u32 = 50;
