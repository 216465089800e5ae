//! Composes the crates.
