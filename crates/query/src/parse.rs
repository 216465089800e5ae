//! Tokens → [`Query`]: words side by side are ANDed, AND binds closer than OR. Nesting and length are bounded
//! before anything recurses.

use crate::scan::{Token, is_mark, scan};
use crate::{MAX_CLAUSES, MAX_DEPTH, Parsed, Resolver, shape, value};
use rapporteur_model::{
    BodyClause, Calendar, Field, Keyword, Match, PersonClause, PlaceClause, PlaceField, Query, Shape,
};

/// Reads what a person typed. Never fails; an empty text asks for everything.
pub fn parse(text: &str, resolver: &dyn Resolver) -> Parsed {
    let tokens = scan(text);
    let typed = tokens.len();
    let tokens = limit_depth(tokens);
    let mut parser = Parser { tokens, at: 0, resolver, warnings: Vec::new(), zone: None, clauses: 0 };
    if parser.tokens.len() < typed {
        parser.warn(format!("brackets nested deeper than {MAX_DEPTH} were left out"));
    }
    let mut parts = Vec::new();
    while parser.at < parser.tokens.len() {
        parts.extend(parser.alternatives(Scope::Text(Field::Any)));
        // A closing bracket too many is left out.
        parser.at += 1;
    }
    let query = and(parts);
    let query = match parser.zone {
        Some(zone) => query.replace(&|part| match part {
            Query::Text(Field::Any, matching) => Some(Query::Text(zone, matching.clone())),
            _ => None,
        }),
        None => query,
    };
    let mut seen = std::collections::BTreeSet::new();
    parser.warnings.retain(|warning| seen.insert(warning.clone()));
    Parsed { query, warnings: parser.warnings }
}

/// Drops brackets beyond [`MAX_DEPTH`] together with those that close them.
fn limit_depth(tokens: Vec<Token>) -> Vec<Token> {
    let mut depth = 0_usize;
    tokens
        .into_iter()
        .filter(|token| match token {
            Token::Open => {
                depth += 1;
                depth <= MAX_DEPTH
            }
            Token::Close => {
                let kept = depth <= MAX_DEPTH;
                depth = depth.saturating_sub(1);
                kept
            }
            _ => true,
        })
        .collect()
}

/// What a value belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Text(Field),
    Keyword(Keyword),
    When(Calendar),
    Place(PlaceField),
    Near,
    Box,
    Person,
    Zone,
}

/// The fields a user can name.
fn scope(name: &str) -> Option<Scope> {
    Some(match name {
        "text" => Scope::Text(Field::Any),
        "everywhere" => Scope::Text(Field::Everywhere),
        "chrome" => Scope::Text(Field::Chrome),
        "title" => Scope::Text(Field::Title),
        "name" => Scope::Text(Field::Name),
        "role" => Scope::Text(Field::Role),
        "org" => Scope::Text(Field::Organisation),
        "series" => Scope::Text(Field::Series),
        "who" => Scope::Person,
        "where" => Scope::Place(PlaceField::Where),
        "venue" => Scope::Place(PlaceField::Venue),
        "about" => Scope::Place(PlaceField::About),
        "near" => Scope::Near,
        "box" => Scope::Box,
        "when" => Scope::When(Calendar::When),
        "published" => Scope::When(Calendar::Published),
        "lang" => Scope::Keyword(Keyword::Language),
        "status" => Scope::Keyword(Keyword::Status),
        "type" => Scope::Keyword(Keyword::Format),
        "site" => Scope::Keyword(Keyword::Site),
        "path" => Scope::Keyword(Keyword::Path),
        "zone" => Scope::Zone,
        _ => return None,
    })
}

struct Parser<'a> {
    tokens: Vec<Token>,
    at: usize,
    resolver: &'a dyn Resolver,
    warnings: Vec<String>,
    zone: Option<Field>,
    clauses: usize,
}

impl Parser<'_> {
    fn warn(&mut self, message: impl Into<String>) {
        self.warnings.push(message.into());
    }

    /// Says what a misspelt place was taken for.
    fn mended(&mut self, typed: &str) {
        if let Some(name) = self.resolver.mended(typed) {
            self.warn(format!("no place is known as {typed:?}; it was read as {name:?}, one letter away"));
        }
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    /// `a b OR c`: stops at a closing bracket or the end.
    fn alternatives(&mut self, scope: Scope) -> Option<Query> {
        let mut alternatives = Vec::new();
        let mut current = Vec::new();
        while let Some(token) = self.peek() {
            match token {
                Token::Close => break,
                Token::Or => {
                    self.at += 1;
                    alternatives.push(std::mem::take(&mut current));
                }
                Token::And => self.at += 1,
                _ => current.extend(self.clause(scope)),
            }
        }
        alternatives.push(current);
        let mut alternatives: Vec<Query> =
            alternatives.into_iter().filter(|parts| !parts.is_empty()).map(and).collect();
        match alternatives.len() {
            0 => None,
            1 => alternatives.pop(),
            _ => Some(or(alternatives)),
        }
    }

    /// One clause; `None` where what was typed asks for nothing.
    fn clause(&mut self, scope: Scope) -> Option<Query> {
        let token = self.peek()?.clone();
        self.at += 1;
        self.clauses += 1;
        if self.clauses > MAX_CLAUSES {
            self.warn(format!("only the first {MAX_CLAUSES} parts of the question were read"));
            self.at = self.tokens.len();
            return None;
        }
        match token {
            Token::Not => {
                let negated = matches!(self.peek(), None | Some(Token::Close | Token::Or | Token::And));
                if negated { None } else { self.clause(scope).map(not) }
            }
            Token::Open => self.group(scope),
            Token::Event if self.peek() == Some(&Token::Open) => {
                self.at += 1;
                self.group(Scope::Text(Field::Any)).map(|inner| Query::Event(Box::new(inner)))
            }
            Token::Event => self.value("event", scope),
            Token::Field(name) => self.field(&name, scope),
            Token::Phrase { text, exact, slop } => self.phrase(&text, exact, slop, scope),
            Token::Range(text) => self.phrase(&text, false, None, scope),
            Token::Word(text) => self.value(&text, scope),
            Token::Close | Token::Or | Token::And => None,
        }
    }

    fn group(&mut self, scope: Scope) -> Option<Query> {
        let inner = self.alternatives(scope);
        self.at += usize::from(self.peek() == Some(&Token::Close));
        inner
    }

    fn field(&mut self, name: &str, outer: Scope) -> Option<Query> {
        if name == "event" && self.peek() == Some(&Token::Open) {
            self.at += 1;
            return self.group(Scope::Text(Field::Any)).map(|inner| Query::Event(Box::new(inner)));
        }
        if let Some(scope) = scope(name) {
            return self.clause(scope);
        }
        self.warn(format!("there is no field {name:?}; it was searched as a word"));
        let word = self.value(name, outer);
        let value = self.clause(outer);
        Some(and(word.into_iter().chain(value).collect()))
    }

    /// A value in quotation marks.
    fn phrase(&mut self, text: &str, exact: bool, slop: Option<u32>, scope: Scope) -> Option<Query> {
        let Scope::Text(field) = scope else {
            let typed = if exact { format!("={text}") } else { text.to_owned() };
            return self.whole(&typed, scope);
        };
        let words: Vec<String> = text
            .split(|c: char| c.is_whitespace() || is_mark(c))
            .map(trim)
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        match (words.len(), exact) {
            (0, _) => None,
            (_, true) => Some(Query::Text(field, Match::Exact(words.join(" ")))),
            (1, false) => Some(self.words(field, Match::Word(words.into_iter().next()?))),
            _ => Some(self.words(field, Match::Phrase { words, slop: slop.unwrap_or(0).min(20) })),
        }
    }

    fn value(&mut self, text: &str, scope: Scope) -> Option<Query> {
        match scope {
            Scope::Text(Field::Any) if text == "*" => Some(Query::All),
            Scope::Text(field) => self.word(text).map(|matching| self.words(field, matching)),
            _ => self.whole(text, scope),
        }
    }

    /// Words of a field; of an organisation that is known what its name stands for too, and what that adds is said.
    fn words(&mut self, field: Field, matching: Match) -> Query {
        let name = match &matching {
            Match::Word(word) if field == Field::Organisation => word.clone(),
            Match::Phrase { words, slop: 0 } if field == Field::Organisation => words.join(" "),
            _ => return Query::Text(field, matching),
        };
        let bodies = self.resolver.bodies(&name);
        if bodies.keys.is_empty() {
            return Query::Text(field, matching);
        }
        if !bodies.kin.is_empty() {
            let told: Vec<String> =
                bodies.kin.iter().map(|kin| format!("{}, {}", kin.name, kin.relation)).collect();
            let query = |matching| crate::print(&Query::Text(field, matching));
            let (asked, alone) = (query(matching.clone()), query(Match::Exact(name)));
            self.warn(format!("{asked} finds also {} ({alone} finds the name alone)", told.join("; ")));
        }
        self.warnings.extend(bodies.remarks);
        Query::Body(BodyClause { matching, keys: bodies.keys, kin: bodies.kin })
    }

    /// A word with its operators.
    fn word(&mut self, typed: &str) -> Option<Match> {
        if let Some(word) = typed.strip_prefix('=').map(trim).filter(|word| !word.is_empty()) {
            return Some(Match::Exact(word.to_owned()));
        }
        if let Some((word, distance)) = fuzzy(typed) {
            let length = word.chars().count();
            if (4..=40).contains(&length) && word.chars().all(char::is_alphanumeric) {
                return Some(Match::Fuzzy(word.to_owned(), distance));
            }
            self.warn(format!(
                "{word:?} cannot be searched with ~, which takes one word of 4 to 40 letters; it was searched as it is"
            ));
            return Some(Match::Word(word.to_owned())).filter(|_| !word.is_empty());
        }
        // A question mark or a star at the end of a sentence is no pattern.
        let pattern: String =
            typed.chars().filter(|c| c.is_alphanumeric() || matches!(c, '*' | '?')).collect();
        let pattern = pattern.trim_end_matches('?');
        let literal = pattern.chars().filter(|c| c.is_alphanumeric()).count();
        if pattern.contains(['*', '?']) {
            if literal < 2 {
                self.warn(format!("{typed:?} has fewer than two letters; it was left out"));
                return None;
            }
            let head = pattern.trim_end_matches('*');
            let simple = !head.contains(['*', '?']);
            return Some(if simple {
                Match::Prefix(head.to_owned())
            } else {
                Match::Wildcard(pattern.to_owned())
            });
        }
        let word = trim(typed);
        (!word.is_empty()).then(|| Match::Word(word.to_owned()))
    }

    /// A value of a field that is not searched by words.
    fn whole(&mut self, typed: &str, scope: Scope) -> Option<Query> {
        let typed: String = typed.chars().filter(|c| !is_mark(*c)).collect();
        let exact = typed.trim_start().starts_with('=');
        let text = typed.trim_start_matches(|c: char| c == '=' || c.is_whitespace()).trim_end();
        match (scope, text) {
            (_, "") => {
                self.warn("a field without a value was left out (try where:Osh; where:* finds every place)");
                return None;
            }
            (Scope::When(calendar), "*") => return Some(Query::Dated(calendar)),
            (Scope::When(calendar), "none") => return Some(not(Query::Dated(calendar))),
            (Scope::Place(field), "*") => return Some(Query::Placed(field)),
            (Scope::Place(field), "none") => return Some(not(Query::Placed(field))),
            (Scope::Person, "*") => return Some(Query::Peopled),
            (Scope::Person, "none") => return Some(not(Query::Peopled)),
            _ => {}
        }
        match scope {
            Scope::Keyword(keyword) => Some(Query::Keyword(keyword, text.to_owned())),
            Scope::When(calendar) => match value::when(text, self.resolver) {
                Some((when, mended)) => {
                    self.warnings.extend(mended);
                    Some(Query::When(calendar, when))
                }
                None => {
                    self.warn(format!("{text:?} is no date (try 2011, 2011-11, 2011-11-17 or 2011-11..2012-01); it was searched as words"));
                    self.phrase(text, false, None, Scope::Text(Field::Any))
                }
            },
            Scope::Near => {
                let (circle, warning) = shape::near(text, self.resolver);
                self.warnings.extend(warning);
                if let Shape::Circle { text, .. } = &circle {
                    self.mended(text);
                }
                Some(Query::Inside(circle))
            }
            Scope::Box => match shape::bounds(text) {
                Some((bounds, mended)) => {
                    self.warnings.extend(mended);
                    Some(Query::Inside(bounds))
                }
                None => {
                    self.warn(format!("{text:?} is no box (try box:\"39.5,70,41,73.5\": south,west,north,east in degrees); it was searched as words"));
                    self.phrase(text, false, None, Scope::Text(Field::Any))
                }
            },
            Scope::Place(field) => {
                let ids = self.resolver.places(text);
                if ids.is_empty() {
                    self.warn(format!("no place is known as {text:?}; nothing can match it"));
                }
                self.mended(text);
                Some(Query::Place(PlaceClause { text: text.to_owned(), ids, field, exact }))
            }
            Scope::Person => {
                let keys = self.resolver.person(text, exact);
                Some(Query::Person(PersonClause { text: text.to_owned(), keys, exact }))
            }
            Scope::Zone => {
                match text {
                    "all" => self.zone = Some(Field::Everywhere),
                    "chrome" => self.zone = Some(Field::Chrome),
                    "main" => self.zone = None,
                    _ => self
                        .warn(format!("there is no zone {text:?}; try zone:all, zone:main or zone:chrome")),
                }
                None
            }
            Scope::Text(field) => self.word(text).map(|matching| Query::Text(field, matching)),
        }
    }
}

/// `word~` or `word~2`.
fn fuzzy(typed: &str) -> Option<(&str, u8)> {
    let (word, digits) = typed.rsplit_once('~')?;
    let distance = match digits {
        "" | "1" => 1,
        "2" => 2,
        _ => return None,
    };
    Some((trim(word), distance))
}

/// A word without the punctuation around it.
fn trim(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// A conjunction in normal form: flat, and not of one part.
pub(crate) fn and(parts: Vec<Query>) -> Query {
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            Query::And(inner) => flat.extend(inner),
            Query::All => {}
            part => flat.push(part),
        }
    }
    match flat.len() {
        0 => Query::All,
        1 => flat.swap_remove(0),
        _ => Query::And(flat),
    }
}

/// A disjunction in normal form.
pub(crate) fn or(parts: Vec<Query>) -> Query {
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            Query::Or(inner) => flat.extend(inner),
            part => flat.push(part),
        }
    }
    if flat.len() == 1 { flat.swap_remove(0) } else { Query::Or(flat) }
}

fn not(query: Query) -> Query {
    match query {
        Query::Not(inner) => *inner,
        query => Query::Not(Box::new(query)),
    }
}
