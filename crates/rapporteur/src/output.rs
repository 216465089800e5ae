//! Standard output: locked, buffered, coloured or not. What a document says is never sent raw to a terminal.

use crate::config::Config;
use crate::flags::Color;
use anyhow::{Result, bail};
use std::borrow::Cow;
use std::env;
use std::io::{BufWriter, IsTerminal, StdoutLock, Write, stdout};

/// Where results go.
pub(crate) struct Output {
    pub(crate) out: BufWriter<StdoutLock<'static>>,
    pub(crate) paint: Paint,
    /// Columns of the terminal; a fixed width elsewhere, so that the same question gives the same bytes.
    pub(crate) width: usize,
}

impl Output {
    pub(crate) fn new(paint: Paint) -> Self {
        let width = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        Self { out: BufWriter::new(stdout().lock()), paint, width: width.unwrap_or(100).clamp(40, 160) }
    }

    /// Sends what is buffered; its failure is the command's.
    pub(crate) fn flush(&mut self) -> Result<()> {
        Ok(self.out.flush()?)
    }
}

/// Colours, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Paint {
    on: bool,
}

impl Paint {
    /// What the flag, the configuration, `NO_COLOR` and the terminal say, in this order.
    pub(crate) fn choose(flag: Option<Color>, config: &Config) -> Result<Self> {
        let configured = match config.output.color.as_deref() {
            None => None,
            Some("auto") => Some(Color::Auto),
            Some("always") => Some(Color::Always),
            Some("never") => Some(Color::Never),
            Some(other) => bail!("the setting output.color is {other:?}; auto, always or never is expected"),
        };
        let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let on = match flag.or(configured) {
            Some(Color::Always) => true,
            Some(Color::Never) => false,
            _ => !refused && stdout().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb"),
        };
        Ok(Self { on })
    }

    #[cfg(test)]
    pub(crate) fn plain() -> Self {
        Self { on: false }
    }

    fn wrap(self, codes: &str, text: &str) -> String {
        if self.on { format!("\x1b[{codes}m{text}\x1b[0m") } else { text.to_owned() }
    }

    pub(crate) fn title(self, text: &str) -> String {
        self.wrap("1", text)
    }

    pub(crate) fn path(self, text: &str) -> String {
        self.wrap("36", text)
    }

    pub(crate) fn dim(self, text: &str) -> String {
        self.wrap("2", text)
    }

    pub(crate) fn hit(self, text: &str) -> String {
        self.wrap("1;31", text)
    }

    pub(crate) fn fact(self, text: &str) -> String {
        self.wrap("32", text)
    }

    pub(crate) fn warning(self, text: &str) -> String {
        self.wrap("33", text)
    }
}

/// A text without control characters: a document must not move the cursor or set the title of a terminal.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| c.is_control() || is_direction(c)) {
        Cow::Owned(
            text.chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .filter(|c| !is_direction(*c))
                .collect(),
        )
    } else {
        Cow::Borrowed(text)
    }
}

/// Marks that turn the direction of what follows them.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_never_reach_the_terminal() {
        assert_eq!(clean("a\x1b[31mb\u{202e}c"), "a [31mbc");
        assert_eq!(Paint { on: true }.hit("x"), "\x1b[1;31mx\x1b[0m");
    }
}
