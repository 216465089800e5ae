//! What speaks for a candidate for the title when it is held against the page: the other declarations, the headings, the
//! address, the name of the site, and its own length and shape.

use super::ballots::Page;
use super::compare::{holds, share};
use std::collections::BTreeSet;

/// Adds the signals of the candidate `value`, folded in `key`, that was read by `rules`.
pub(super) fn of(key: &str, value: &str, rules: &[String], page: &Page, signals: &mut Vec<String>) {
    agreement(key, page, signals);
    let distinct: BTreeSet<&str> = rules.iter().map(|rule| rule.trim_end_matches("-part")).collect();
    signals.push(format!("rules:{}", distinct.len().min(5)));
    if page.site.is(value) {
        signals.push(format!("site:is-{}", page.path));
    } else if page.site.ends(value) {
        signals.push("site:holds".to_owned());
    }
    address(key, page, signals);
    signals.push(size(key).to_owned());
    headings(key, rules, page, signals);
    shape(value, signals);
    for kind in &page.kinds {
        let common =
            distinct.iter().filter(|rule| matches!(**rule, "h1" | "title-element" | "meta-og-title"));
        signals.extend(common.map(|rule| format!("{kind}:{rule}")));
    }
}

/// What the declarations of the page say of it: the same, more, less or nearly the same.
fn agreement(key: &str, page: &Page, signals: &mut Vec<String>) {
    for (rule, other) in &page.first {
        let way = if other == key {
            "is"
        } else if holds(other, key) {
            "in"
        } else if holds(key, other) {
            "holds"
        } else if share(key, other) >= 0.6 && share(other, key) >= 0.6 {
            "like"
        } else {
            continue;
        };
        signals.push(format!("{way}:{rule}"));
    }
}

/// How many of its words the address has, and of the words of the address it.
fn address(key: &str, page: &Page, signals: &mut Vec<String>) {
    if page.slug.is_empty() {
        return;
    }
    let level = |share: f32| match share {
        0.8.. => "most",
        0.4.. => "some",
        _ if share > 0.0 => "little",
        _ => "none",
    };
    signals.push(format!("slug:{}", level(share(&page.slug, key))));
    signals.push(format!("of-slug:{}", level(share(key, &page.slug))));
}

fn size(key: &str) -> &'static str {
    match (key.split(' ').count(), key.chars().count()) {
        (_, 0..=3) => "size:tiny",
        (1, _) => "size:one-word",
        (2, _) => "size:two-words",
        (3..=5, _) => "size:few-words",
        (6..=16, _) => "size:sentence",
        (17..=26, _) => "size:long",
        _ => "size:very-long",
    }
}

/// What the headings of the page say of it, or what the head says of a heading.
fn headings(key: &str, rules: &[String], page: &Page, signals: &mut Vec<String>) {
    let by = |names: &[&str]| rules.iter().any(|rule| names.contains(&rule.as_str()));
    let lone = page.headings == 1;
    if by(&["h1", "h2", "h3", "class-title", "itemprop-headline"])
        && by(&["title-element-part", "meta-og-title-part"])
    {
        let head = signals.iter().any(|one| one.starts_with("cut:head"));
        signals.push(format!("seen-part:{}", if head { "head" } else { "tail" }));
    }
    if by(&["h1"]) {
        if lone {
            let agrees = ["is:", "in:", "like:", "holds:"].into_iter().find(|way| {
                let of_head = ["title-element", "meta-og-title"].map(|rule| format!("{way}{rule}"));
                signals.iter().any(|one| of_head.contains(one))
            });
            signals.push("h1:lone".to_owned());
            signals.push(format!("lone-{}", agrees.unwrap_or("strange:")));
        }
    } else if let Some(heading) = page.first.get("h1") {
        let level = match share(key, heading).max(share(heading, key)) {
            0.6.. => "close",
            0.3.. => "some",
            _ => "far",
        };
        signals.push(format!("beside-h1:{level}-{}", if lone { "lone" } else { "several" }));
    }
}

fn shape(value: &str, signals: &mut Vec<String>) {
    let has = |marks: &[&str]| marks.iter().any(|mark| value.contains(mark));
    for (holds, name) in [
        (has(&[" | ", " » ", " :: ", " • "]), "shape:bar"),
        (has(&[" - ", " – ", " — "]), "shape:dash"),
        (value.ends_with("...") || value.ends_with('…'), "shape:cut"),
    ] {
        if holds {
            signals.push(name.to_owned());
        }
    }
}
