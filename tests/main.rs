//! The platform from outside, by who uses it.

mod accounts;
mod architecture;
mod components;
mod crash;
mod creators;
mod deadline;
mod defences;
mod donors;
mod languages;
mod money;
mod plans;
mod program;
mod sagas;
mod scenarios;
mod simulation;
mod staff;
mod supply;
mod webhooks;
