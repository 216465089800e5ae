//! Answers as text: for a terminal, as CSV, iCalendar and GeoJSON. JSON is the model's contract.

pub(crate) mod csv;
pub(crate) mod event;
pub(crate) mod geojson;
pub(crate) mod hits;
pub(crate) mod ics;
pub(crate) mod record;
pub(crate) mod tree;
