//! Numbers, plurals and names of languages.

/// A number in groups of three.
pub(super) fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// So many things, the noun given for one and for several.
pub(super) fn count(value: u64, one: &str, several: &str) -> String {
    format!("{} {}", number(value), if value == 1 { one } else { several })
}

/// Which one of a series.
pub(super) fn ordinal(value: u32) -> String {
    let ending = match (value % 10, value % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{value}{ending}")
}

/// The English name of a language, where it is a common one; else its code.
pub(super) fn language(code: &str) -> &str {
    match code {
        "ar" => "Arabic",
        "az" => "Azerbaijani",
        "be" => "Belarusian",
        "de" => "German",
        "en" => "English",
        "es" => "Spanish",
        "fa" => "Persian",
        "fr" => "French",
        "hy" => "Armenian",
        "it" => "Italian",
        "ka" => "Georgian",
        "kk" => "Kazakh",
        "ky" => "Kyrgyz",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ro" => "Romanian",
        "ru" => "Russian",
        "tg" => "Tajik",
        "tk" => "Turkmen",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        "uz" => "Uzbek",
        "zh" => "Chinese",
        "und" => "language unknown",
        other => other,
    }
}

/// The code as the value of a `lang` attribute, where it can be one.
pub(super) fn tag(code: Option<&str>) -> Option<&str> {
    code.filter(|code| {
        !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_nouns_agree() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(count(1, "event", "events"), "1 event");
        assert_eq!(count(1_000, "event", "events"), "1,000 events");
    }

    #[test]
    fn ordinals_end_as_they_are_spoken() {
        let all: Vec<_> = [1, 2, 3, 4, 11, 12, 13, 21, 112].into_iter().map(ordinal).collect();
        assert_eq!(all, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th"]);
    }

    #[test]
    fn what_is_no_language_tag_is_not_declared_as_one() {
        assert_eq!(tag(Some("sr-Latn")), Some("sr-Latn"));
        assert_eq!(tag(Some("\" onload=x")), None);
        assert_eq!(tag(Some("")), None);
    }
}
