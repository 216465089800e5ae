//! [`Query`] → text that reads back as the same query.

use crate::shape;
use rapporteur_model::{Calendar, Field, Keyword, Match, PlaceField, Query};

/// The query as a user would type it.
pub fn print(query: &Query) -> String {
    let mut out = String::new();
    write(query, &mut out);
    out
}

fn write(query: &Query, out: &mut String) {
    match query {
        Query::All => {}
        Query::And(parts) => join(parts, " ", out),
        Query::Or(parts) => join(parts, " OR ", out),
        Query::Not(part) => negated(part, out),
        Query::Text(field, matching) => {
            out.push_str(prefix(*field));
            text(matching, out);
        }
        Query::Body(clause) => {
            out.push_str(prefix(Field::Organisation));
            text(&clause.matching, out);
        }
        Query::Keyword(keyword, value) => {
            out.push_str(keyword_name(*keyword));
            out.push(':');
            quoted(value, out);
        }
        Query::When(calendar, when) => {
            out.push_str(calendar_name(*calendar));
            out.push(':');
            out.push_str(&when.to_string());
        }
        Query::Place(clause) => {
            out.push_str(place_name(clause.field));
            out.push(':');
            out.push_str(if clause.exact { "=" } else { "" });
            quoted(&clause.text, out);
        }
        Query::Person(clause) => {
            out.push_str("who:");
            out.push_str(if clause.exact { "=" } else { "" });
            quoted(&clause.text, out);
        }
        Query::Dated(calendar) => {
            out.push_str(calendar_name(*calendar));
            out.push_str(":*");
        }
        Query::Placed(field) => {
            out.push_str(place_name(*field));
            out.push_str(":*");
        }
        Query::Inside(area) => {
            let (name, text) = shape::print(area);
            out.push_str(name);
            out.push(':');
            quoted(&text, out);
        }
        Query::Peopled => out.push_str("who:*"),
        Query::Event(inner) => {
            out.push_str("event(");
            out.push_str(if **inner == Query::All { "*" } else { "" });
            write(inner, out);
            out.push(')');
        }
    }
}

fn negated(part: &Query, out: &mut String) {
    match part {
        Query::Dated(calendar) => {
            out.push_str(calendar_name(*calendar));
            out.push_str(":none");
        }
        Query::Placed(field) => {
            out.push_str(place_name(*field));
            out.push_str(":none");
        }
        Query::Peopled => out.push_str("who:none"),
        part => {
            out.push('-');
            grouped(part, out);
        }
    }
}

fn join(parts: &[Query], separator: &str, out: &mut String) {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            out.push_str(separator);
        }
        grouped(part, out);
    }
}

/// A part within another, in brackets where it has several parts itself.
fn grouped(part: &Query, out: &mut String) {
    if *part == Query::All {
        out.push('*');
    } else if matches!(part, Query::And(_) | Query::Or(_)) {
        out.push('(');
        write(part, out);
        out.push(')');
    } else {
        write(part, out);
    }
}

fn text(matching: &Match, out: &mut String) {
    match matching {
        Match::Word(word) => word_or_quoted(word, out),
        Match::Exact(word) => {
            out.push('=');
            word_or_quoted(word, out);
        }
        Match::Prefix(prefix) => {
            out.push_str(prefix);
            out.push('*');
        }
        Match::Wildcard(pattern) => out.push_str(pattern),
        Match::Fuzzy(word, distance) => {
            out.push_str(word);
            out.push('~');
            if *distance > 1 {
                out.push_str(&distance.to_string());
            }
        }
        Match::Phrase { words, slop } => {
            out.push('"');
            out.push_str(&words.join(" "));
            out.push('"');
            if *slop > 0 {
                out.push('~');
                out.push_str(&slop.to_string());
            }
        }
    }
}

/// A word that would read as something else (OR, a field, a pattern) stands in quotation marks.
fn word_or_quoted(word: &str, out: &mut String) {
    let plain = word.chars().all(char::is_alphanumeric) && !matches!(word, "OR" | "AND" | "NOT" | "event");
    if plain {
        out.push_str(word);
    } else {
        quoted(word, out);
    }
}

fn quoted(value: &str, out: &mut String) {
    let plain = !value.is_empty()
        && value.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
        && !value.starts_with('-');
    let mark = if plain && !matches!(value, "none" | "OR" | "AND" | "NOT" | "event") { "" } else { "\"" };
    out.push_str(mark);
    out.push_str(value);
    out.push_str(mark);
}

fn prefix(field: Field) -> &'static str {
    match field {
        Field::Any => "",
        Field::Everywhere => "everywhere:",
        Field::Chrome => "chrome:",
        Field::Title => "title:",
        Field::Name => "name:",
        Field::Role => "role:",
        Field::Organisation => "org:",
        Field::Series => "series:",
    }
}

fn keyword_name(keyword: Keyword) -> &'static str {
    match keyword {
        Keyword::Language => "lang",
        Keyword::Status => "status",
        Keyword::Format => "type",
        Keyword::Site => "site",
        Keyword::Path => "path",
    }
}

fn calendar_name(calendar: Calendar) -> &'static str {
    match calendar {
        Calendar::When => "when",
        Calendar::Published => "published",
    }
}

fn place_name(field: PlaceField) -> &'static str {
    match field {
        PlaceField::Where => "where",
        PlaceField::Venue => "venue",
        PlaceField::About => "about",
    }
}
