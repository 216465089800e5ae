//! The `rapporteur` command line; its commands come with the next commits.
fn main() {}
