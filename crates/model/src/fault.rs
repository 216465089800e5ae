//! What goes wrong at a port, by who must act.

use thiserror::Error;

/// A failure at a port. The binary turns it into an exit code, the web endpoint into a status, each in one place.
#[derive(Debug, Error)]
pub enum Fault {
    /// The caller asked for what cannot be had; another request may succeed.
    #[error("{0}")]
    Caller(String),
    /// The engine cannot answer or write now (locked, disk full, no index yet); the same request may succeed later.
    #[error("{message}")]
    Unavailable {
        /// What was tried, on what, and the remedy.
        message: String,
        /// The cause, where there is one.
        #[source]
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
    /// The engine itself failed or its files are damaged.
    #[error("{message}")]
    Internal {
        /// What was tried and on what.
        message: String,
        /// The cause, where there is one.
        #[source]
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
}

impl Fault {
    /// An [`Unavailable`](Self::Unavailable) fault without a cause.
    pub fn unavailable(message: impl Into<String>) -> Self {
        Self::Unavailable { message: message.into(), source: None }
    }

    /// An [`Internal`](Self::Internal) fault without a cause.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::Internal { message: message.into(), source: None }
    }

    /// An [`Internal`](Self::Internal) fault with its cause.
    pub fn caused(
        message: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Internal { message: message.into(), source: Some(source.into()) }
    }
}
