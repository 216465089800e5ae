//! A byline → the names in it: labels before, credentials and jobs after, and what follows are cut; lists are split.
//!
//! Nothing is judged here but what can be no name at all; whether a name is that of the author is put to the vote.

use super::words::WORDS;

/// Longer names are running text, in bytes.
const LONGEST: usize = 70;
/// At most so many names are read of one byline.
const MOST: usize = 12;

/// The names of a byline in order.
pub(super) fn names(byline: &str) -> Vec<String> {
    let byline = byline.trim();
    if byline.contains("://") || byline.starts_with("www.") || byline.starts_with('/') {
        return Vec::new();
    }
    let byline = byline.trim_start_matches(['@', '~', '-', '–', '—', ' ', '|', '•', '·', ':']);
    let mut found: Vec<String> = Vec::new();
    let dashes = byline.replace(" - ", "|").replace(['：', '●', '◎', '／'], ": ");
    for part in dashes
        .split([
            ';', '|', '•', '·', '\n', '/', '—', '–', '(', '►', '»', '✓', '›', '>', '[', '●', '。', '・',
            '｜', '"', '“', '”',
        ])
        .take(MOST)
    {
        // "Ruiz, Ana" of a library; two single words parted by a comma.
        let pieces: Vec<&str> = part.split(',').map(str::trim).filter(|piece| !piece.is_empty()).collect();
        if let [last, first] = pieces.as_slice()
            && !last.contains(' ')
            && first.split(' ').count() <= 2
            && is_name_word(last)
            && first.split(' ').all(is_name_word)
            && !is_credential(first)
            && !is_job(first)
        {
            push(&mut found, &format!("{first} {last}"));
            continue;
        }
        for piece in pieces {
            for name in split_at_and(piece) {
                push(&mut found, &name);
            }
        }
        // After the name and a bar come the date, the section, the number of comments.
        if found.len() >= MOST {
            break;
        }
    }
    found
}

fn push(found: &mut Vec<String>, name: &str) {
    if let Some(name) = cleaned(name)
        && !found.contains(&name)
    {
        found.push(name);
    }
}

fn lower(word: &str) -> String {
    word.trim_end_matches([':', ',']).to_lowercase()
}

fn is_credential(text: &str) -> bool {
    text.split(' ').all(|word| WORDS.credential.contains(lower(word).as_str()))
}

fn is_job(text: &str) -> bool {
    let jobs = text.split([' ', '-']).filter(|word| WORDS.job.contains(lower(word).as_str())).count();
    jobs > 0
}

fn is_name_word(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && !word.chars().any(|c| c.is_ascii_digit())
}

/// "Ana Ruiz and Bo Lund": a word that parts names, with a name on either side.
fn split_at_and(piece: &str) -> Vec<String> {
    let words: Vec<&str> = piece.split([' ', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let mut names = Vec::new();
    let mut start = 0;
    for (at, word) in words.iter().enumerate() {
        let joins = *word == "&"
            || *word == "+"
            || WORDS.and.contains(word.to_lowercase().as_str())
                && word.chars().next().is_some_and(char::is_lowercase);
        // "José Ortega y Gasset" is rare; "Ana Ruiz y Bo Lund" is not.
        if joins && at > start && at + 1 < words.len() {
            names.push(words[start..at].join(" "));
            start = at + 1;
        }
    }
    names.push(words[start.min(words.len())..].join(" "));
    names
}

/// A name without what stands around it; `None` where nothing is left that could be one.
fn cleaned(piece: &str) -> Option<String> {
    let mut words: Vec<&str> = piece.split_whitespace().collect();
    while let Some(first) = words.first() {
        let label = WORDS.label.contains(lower(first).as_str()) && (words.len() > 1 || first.ends_with(':'));
        let title = WORDS.credential.contains(lower(first).as_str()) && words.len() > 2;
        if !(label || title || first.chars().all(|c| !c.is_alphanumeric())) {
            break;
        }
        words.remove(0);
    }
    // What follows a name: "on 3 May", "Updated", "in Osh".
    let end = words.iter().enumerate().skip(1).find(|(at, word)| {
        let of_end = WORDS.end.contains(lower(word).as_str())
            && !(WORDS.particle.contains(lower(word).as_str()) && at + 1 < words.len());
        of_end || word.chars().next().is_some_and(|c| c.is_ascii_digit()) || word.starts_with(['@', '#'])
    });
    words.truncate(end.map_or(words.len(), |(at, _)| at));
    while let Some(last) = words.last() {
        let word = lower(last);
        let credential = WORDS.credential.contains(word.as_str());
        let job = WORDS.job.contains(word.as_str()) && words.len() > 2;
        if !(credential && words.len() > 1 || job || last.chars().all(|c| !c.is_alphanumeric())) {
            break;
        }
        words.pop();
    }
    // "Ana Ruiz Science Correspondent": whatever follows the second word once a job was met.
    if let Some(at) = words.iter().skip(2).position(|word| WORDS.job.contains(lower(word).as_str())) {
        words.truncate(at + 2);
    }
    let name = words.join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_' | ')' | '!' | '*'));
    let name = name
        .strip_suffix('.')
        .filter(|name| name.split(' ').next_back().is_some_and(|last| last.chars().count() > 2))
        .unwrap_or(name);
    let lower = name.to_lowercase();
    let possible = name.chars().any(char::is_alphabetic)
        && name.len() <= LONGEST
        && name.split(' ').count() <= 6
        && !name.contains(['@', '{', '}', '<', '=', '?', '%', '…'])
        && !WORDS.nobody.contains(lower.as_str())
        && !is_credential(name);
    possible.then(|| in_title_case(name))
}

/// A name in capitals as it would be written in a text.
fn in_title_case(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 6 || !name.contains(' ') || name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut out = String::with_capacity(name.len());
    let mut inside = false;
    for c in name.chars() {
        if inside {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        inside = c.is_alphabetic() || matches!(c, '\'' | '’') && !inside;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_is_cut_to_its_names() {
        for (byline, expected) in [
            ("By Ana Ruiz", &["Ana Ruiz"][..]),
            ("By ANA RUIZ, Staff Writer", &["Ana Ruiz"]),
            ("Von Ana Ruiz und Bo Lund", &["Ana Ruiz", "Bo Lund"]),
            ("Text: Ana Ruiz / Fotos: Bo Lund", &["Ana Ruiz", "Bo Lund"]),
            ("Ana Ruiz, PhD, RD", &["Ana Ruiz"]),
            ("Ana Ruiz Science Correspondent", &["Ana Ruiz"]),
            ("Posted by Ana van der Ruiz on 3 May 2012", &["Ana van der Ruiz"]),
            ("Автор: Анна Лунд", &["Анна Лунд"]),
            ("Ruiz, Ana", &["Ana Ruiz"]),
            ("Admin", &[]),
            ("https://a.example/ana", &[]),
            ("ana@a.example", &[]),
            ("Dr. Ana Ruiz", &["Ana Ruiz"]),
            ("rope_maker", &["rope_maker"]),
        ] {
            assert_eq!(names(byline), expected, "{byline}");
        }
    }
}
