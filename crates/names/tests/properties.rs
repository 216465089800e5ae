//! What holds for any text: no panic, spans in the text and in order, names and keys never empty.

use proptest::prelude::*;
use rapporteur_model::Span;
use rapporteur_names::{chain, exact_keys, find, group, keys, query_keys, relation};

fn in_text(text: &str, mentions: &[Span]) -> bool {
    let bounds = mentions.iter().all(|span| !span.is_empty() && text.get(span.range()).is_some());
    bounds && !mentions.is_empty() && mentions.windows(2).all(|pair| pair[0] < pair[1])
}

fn holds(text: &str) {
    for language in [None, Some("en"), Some("fr"), Some("ru")] {
        let names = find(text, &[], language, &[]);
        for person in &names.people {
            assert!(in_text(text, &person.mentions), "{person:?}");
            assert!(!person.name.is_empty() && !person.rule.is_empty() && !person.keys.is_empty());
            assert!(person.role.as_deref() != Some("") && person.organisation.as_deref() != Some(""));
        }
        for body in &names.organisations {
            assert!(in_text(text, &body.mentions), "{body:?}");
            assert!(!body.name.is_empty() && !body.rule.is_empty());
        }
        let mut firsts = names.people.iter().map(|person| person.mentions[0]);
        assert!(firsts.by_ref().is_sorted());
        assert_eq!(find(text, &[], language, &[]), names);
    }
}

/// Words and marks that the rules look at, in any order.
fn scene() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Anna",
        "Schmidt",
        "Mr.",
        "said",
        "Minister",
        "of",
        "Labour",
        "the",
        "World",
        "Bank",
        "(",
        ")",
        "IOM",
        ",",
        ". ",
        "\n",
        "|",
        ":",
        "«",
        "»",
        "\"",
        "Le",
        "de",
        "la",
        "O'Brien",
        "el-Amrani",
        "l'",
        "’s",
        "s'",
        "A.",
        "Б.",
        "Петров",
        "Ивана",
        "министром",
        "Министерство",
        "труда",
        "и",
        "по",
        "фонд",
        "Союза",
        "г-н",
        "оглы",
        "Ministère",
        "Banco",
        "du",
        "and",
        "experts",
        "—",
        "&",
        "International",
        "Organization",
        "for",
        "Migration",
        "МИД",
        "Украины",
        "Inc",
        ".",
        "U.",
        "S.",
        "é",
        "\u{301}",
        "ё",
        "🙂",
        "-",
    ]);
    let gap = prop::sample::select(vec![" ", "", "  "]);
    prop::collection::vec((words, gap), 0..60)
        .prop_map(|all| all.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

proptest! {
    #[test]
    fn any_string_gives_spans_in_bounds_and_in_order(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn any_mixture_of_words_the_rules_know_gives_spans_in_bounds(text in scene()) {
        holds(&text);
    }

    #[test]
    fn any_spans_of_any_mixture_are_numbered_by_first_mention(text in scene(), cuts in prop::collection::vec((0usize..200, 0usize..40), 0..20)) {
        let at = |place: usize| text.floor_char_boundary(place.min(text.len()));
        let mut spans: Vec<Span> = cuts.iter().map(|(start, length)| Span::new(at(*start), at(start + length))).collect();
        spans.sort_unstable();
        let chains = chain(&text, &spans);
        prop_assert_eq!(chains.len(), spans.len());
        let mut next = 0;
        for chain in chains.iter().copied() {
            prop_assert!(chain <= next, "{:?}", chains);
            next = next.max(chain + 1);
        }
    }

    #[test]
    fn any_names_are_related_to_themselves_and_grouped(one in "\\PC{1,30}", other in "[А-Яа-яA-Za-z. -]{1,30}") {
        prop_assert_eq!(relation(&one, &one), Some(Vec::new()));
        prop_assert!(relation(&one, &other).is_none_or(|why| why.is_sorted()));
        let groups = group(&[&one, &other, &one]);
        prop_assert!(groups[0] == groups[2] || groups[1] < 3);
    }

    #[test]
    fn keys_are_sorted_once_each_and_hold_the_literal_spelling(name in "\\PC{0,40}") {
        let all = keys(&name);
        prop_assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(all.iter().all(|key| !key.is_empty()));
        prop_assert!(exact_keys(&name).iter().all(|key| all.contains(key)));
    }

    #[test]
    fn a_name_typed_as_it_stands_means_itself(name in "[A-Z][a-zéèç]{2,8} [А-ЯЁ][а-яё]{2,9}( [A-Z]\\.)?") {
        let all = keys(&name);
        let asked = query_keys(&name);
        prop_assert!(!asked.is_empty());
        prop_assert!(asked.iter().all(|key| all.contains(key)), "{asked:?} {all:?}");
    }
}
