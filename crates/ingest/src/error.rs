//! Why bytes are refused as a document.

use std::borrow::Cow;
use std::fmt;

/// A refusal: a stable code and one sentence for a person, with the remedy where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// A stable name in kebab case.
    pub code: &'static str,
    /// What is wrong and what helps.
    pub message: Cow<'static, str>,
}

impl Rejection {
    pub(crate) fn new(code: &'static str, message: &'static str) -> Self {
        Self { code, message: Cow::Borrowed(message) }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.message, self.code)
    }
}

impl std::error::Error for Rejection {}
