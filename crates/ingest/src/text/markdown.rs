//! Markdown → blocks, by pulldown-cmark. Links keep the text they stand on; HTML inside is read as HTML.

use super::front_matter;
use crate::{Parts, fold, html};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use rapporteur_model::BlockKind;

/// Longer files are read as plain text: the parser holds some 50 bytes for each sign of markup.
pub(super) const LONGEST: usize = 2 << 20;
/// A picture's alternative text is a caption from so many characters on.
const CAPTION: usize = 12;

pub(super) fn read(text: &str) -> Parts {
    let mut parts = Parts::default();
    let body = front_matter::read(text, &mut parts);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut reader = Reader { parts, ..Reader::default() };
    for event in Parser::new_ext(body, options) {
        reader.take(event);
    }
    reader.flush();
    reader.parts
}

#[derive(Default)]
struct Reader {
    parts: Parts,
    text: String,
    heading: Option<u8>,
    items: usize,
    quotations: usize,
    in_row: bool,
    alternative: Option<String>,
    html: String,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => match &mut self.alternative {
                Some(alternative) => alternative.push_str(&text),
                None => self.text.push_str(&text),
            },
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.text.push(' '),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::Rule => self.flush(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = u8::try_from(*level as usize).ok();
            }
            Tag::Item => {
                self.flush();
                self.items += 1;
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotations += 1;
            }
            Tag::CodeBlock(_) => self.flush(),
            Tag::TableHead | Tag::TableRow => {
                self.flush();
                self.in_row = true;
            }
            Tag::TableCell if !self.text.is_empty() => self.text.push_str(" | "),
            Tag::Image { .. } => self.alternative = Some(String::new()),
            Tag::Paragraph | Tag::List(_) | Tag::HtmlBlock | Tag::FootnoteDefinition(_) => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => {
                let text = fold(&self.alternative.take().unwrap_or_default());
                if text.chars().count() > CAPTION && self.text.trim().is_empty() {
                    self.parts.push(BlockKind::Caption, text);
                }
            }
            TagEnd::HtmlBlock => {
                let parts = html::read(&std::mem::take(&mut self.html));
                self.parts.append(parts);
            }
            TagEnd::Paragraph | TagEnd::List(_) => self.flush(),
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotations = self.quotations.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                for line in std::mem::take(&mut self.text).lines().map(fold).filter(|line| !line.is_empty()) {
                    self.parts.push(BlockKind::Preformatted, line);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.flush();
                self.in_row = false;
            }
            _ => {}
        }
    }

    fn flush(&mut self) {
        let text = fold(&std::mem::take(&mut self.text));
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        let kind = match self.heading {
            Some(level) => BlockKind::Heading(level),
            None if self.in_row => BlockKind::TableRow,
            None if self.items > 0 => BlockKind::ListItem,
            None if self.quotations > 0 => BlockKind::Quotation,
            None => BlockKind::Paragraph,
        };
        self.parts.push(kind, text);
    }
}
