//! Payments against a provider that speaks HTTP: what is told, what is booked, and what happens when the line,
//! the provider or we ourselves break.

#[cfg(test)]
mod at_once;
#[cfg(test)]
mod cards;
#[cfg(test)]
mod checkout;
#[cfg(test)]
mod debits;
#[cfg(test)]
mod harness;
#[cfg(test)]
mod outage;
#[cfg(test)]
mod owed;
#[cfg(test)]
mod refunds;
#[cfg(test)]
mod sweep;
#[cfg(test)]
mod unknown_outcomes;
#[cfg(test)]
mod webhooks;
