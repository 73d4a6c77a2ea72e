//! What keeps the site from being walked over.

mod access;
mod canary;
mod forms;
mod guard;
mod headers;
