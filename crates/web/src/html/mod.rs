//! The pages. Each is a function from what is to be shown to the text of a page; maud escapes whatever is not
//! markup of ours, so that no page has to remember to. No script, no inline style: the policy in the headers
//! forbids both, and everything works without.

mod address;
mod calendar;
mod document;
mod event;
mod facets;
mod failure;
mod home;
mod layout;
mod marked;
mod navigation;
mod places;
mod results;
mod text;
mod words;

pub(crate) use document::document;
pub(crate) use failure::failure;
pub(crate) use home::home;
pub(crate) use results::{Results, results};

/// The type of every page.
pub(crate) const CONTENT_TYPE: &str = "text/html; charset=utf-8";
