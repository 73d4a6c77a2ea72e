//! What this module does on hearing others.

pub(crate) mod campaigns;
pub(crate) mod declines;
pub(crate) mod payments;
pub(crate) mod people;
