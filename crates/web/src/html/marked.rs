//! Text cut into pieces, some of them marked.

use maud::{Markup, html};
use rapporteur_model::{Snippet, Span};

/// The text in order, each piece with the mark it carries. A span that does not lie in the text on character
/// boundaries, or overlaps one before it, marks nothing: an index may be older than the text's reader.
pub(super) fn pieces<T>(text: &str, mut marks: Vec<(Span, T)>) -> Vec<(&str, Option<T>)> {
    marks.sort_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
    let mut pieces = Vec::new();
    let mut at = 0;
    for (span, mark) in marks {
        let marked = span.of(text);
        if marked.is_empty() || span.start() < at {
            continue;
        }
        if span.start() > at {
            pieces.push((&text[at..span.start()], None));
        }
        pieces.push((marked, Some(mark)));
        at = span.end();
    }
    if at < text.len() {
        pieces.push((&text[at..], None));
    }
    pieces
}

/// A text with some of it highlighted.
pub(super) fn highlighted(text: &str, highlights: &[Span]) -> Markup {
    let marks = highlights.iter().map(|span| (*span, ())).collect();
    html! {
        @for (piece, mark) in pieces(text, marks) {
            @if mark.is_some() { mark { (piece) } } @else { (piece) }
        }
    }
}

/// A sentence with the highlights of a snippet that was cut out of it.
pub(super) fn sentence(sentence: &str, snippet: Option<&Snippet>) -> Markup {
    let found = snippet.and_then(|snippet| Some((sentence.find(shown(snippet)?)?, snippet)));
    let highlights: Vec<Span> = match found {
        Some((at, snippet)) => {
            let inside = snippet.highlights.iter().filter(|span| span.end() <= snippet.text.len());
            inside.map(|span| span.shift(at)).collect()
        }
        None => Vec::new(),
    };
    highlighted(sentence, &highlights)
}

/// The text of a snippet, where there is any.
pub(super) fn shown(snippet: &Snippet) -> Option<&str> {
    (!snippet.text.trim().is_empty()).then_some(snippet.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cyrillic_words_are_marked_where_they_stand() {
        let shown = highlighted("Встреча в Бишкеке прошла", &[Span::new(18, 32)]);
        assert_eq!(shown.into_string(), "Встреча в <mark>Бишкеке</mark> прошла");
    }

    #[test]
    fn odd_spans_mark_nothing_and_lose_nothing() {
        for spans in [
            vec![Span::new(1, 4)],
            vec![Span::new(0, 99)],
            vec![Span::new(50, 60)],
            vec![Span::new(2, 2)],
            vec![Span::new(usize::MAX - 1, usize::MAX)],
        ] {
            assert_eq!(highlighted("Ош, Osh", &spans).into_string(), "Ош, Osh", "{spans:?}");
        }
        let overlapping = [Span::new(6, 9), Span::new(0, 4), Span::new(0, 2), Span::new(2, 8)];
        assert_eq!(highlighted("Ош, Osh", &overlapping).into_string(), "<mark>Ош</mark>, <mark>Osh</mark>");
    }

    #[test]
    fn a_sentence_takes_over_the_highlights_of_the_snippet_cut_out_of_it() {
        let snippet = Snippet { text: "met in Osh".to_owned(), highlights: vec![Span::new(7, 10)] };
        let shown = sentence("They met in Osh.", Some(&snippet));
        assert_eq!(shown.into_string(), "They met in <mark>Osh</mark>.");
        assert_eq!(sentence("They left.", Some(&snippet)).into_string(), "They left.");
        let odd = Snippet { highlights: vec![Span::new(1, usize::MAX)], ..snippet };
        assert_eq!(sentence("They met in Osh.", Some(&odd)).into_string(), "They met in Osh.");
    }
}
