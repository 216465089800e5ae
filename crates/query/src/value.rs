//! Times as typed: ISO values, `a..b`, `[a TO b]`, `>=a`, `2011/`, or words that the resolver knows.

use crate::Resolver;
use rapporteur_model::When;

/// A time and, where it was mended, what was done. It is the value that its print reads back as: "2014-10..2014-10-17"
/// is a month, not a row of months.
pub(crate) fn when(typed: &str, resolver: &dyn Resolver) -> Option<(When, Option<String>)> {
    let (when, mended) = as_typed(typed, resolver)?;
    Some((when.to_string().parse().unwrap_or(when), mended))
}

fn as_typed(typed: &str, resolver: &dyn Resolver) -> Option<(When, Option<String>)> {
    let typed = typed.trim();
    let one = |text: &str| point(text, resolver);
    let plain = |when: Option<When>| when.map(|when| (when, None));
    if let Some(rest) = typed.strip_prefix(">=") {
        return plain(one(rest).map(When::onwards));
    }
    if let Some(rest) = typed.strip_prefix("<=") {
        return plain(one(rest).map(When::until));
    }
    if let Some(rest) = typed.strip_prefix('>') {
        let after = one(rest)?.end();
        return plain(Some(When::days(after.plus_days(1), after.plus_days(1)).onwards()));
    }
    if let Some(rest) = typed.strip_prefix('<') {
        let before = one(rest)?.start();
        return plain(Some(When::days(before.plus_days(-1), before.plus_days(-1)).until()));
    }
    if let Ok(when) = typed.parse::<When>() {
        // "b/a" reads back as an interval too; say that it was turned.
        let turned = typed
            .split_once('/')
            .and_then(|(a, b)| Some(a.parse::<When>().ok()?.start() > b.parse::<When>().ok()?.start()));
        return Some((when, (turned == Some(true)).then(|| swapped(typed))));
    }
    for separator in ["..", " TO ", " to ", "/", " - ", " – ", "–"] {
        let Some((first, last)) = typed.split_once(separator) else { continue };
        if let Some(found) = interval(first.trim(), last.trim(), typed, resolver) {
            return Some(found);
        }
    }
    plain(one(typed))
}

fn interval(first: &str, last: &str, typed: &str, resolver: &dyn Resolver) -> Option<(When, Option<String>)> {
    let open = |text: &str| text.is_empty() || text == "*" || text == "..";
    match (open(first), open(last)) {
        (true, true) => None,
        (true, false) => Some((point(last, resolver)?.until(), None)),
        (false, true) => Some((point(first, resolver)?.onwards(), None)),
        (false, false) => {
            let (first, last) = (point(first, resolver)?, point(last, resolver)?);
            let turned = first.start() > last.end();
            Some((When::through(first, last), turned.then(|| swapped(typed))))
        }
    }
}

fn swapped(typed: &str) -> String {
    format!("the ends of {typed:?} were swapped: the later one stood first")
}

/// One value: ISO, `dd.mm.yyyy`, or words.
fn point(text: &str, resolver: &dyn Resolver) -> Option<When> {
    text.parse().ok().or_else(|| resolver.when(text))
}
