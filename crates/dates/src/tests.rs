use super::*;
use rapporteur_model::BlockKind;

fn values(text: &str, language: &str, anchor: &str) -> Vec<(String, String)> {
    let anchor = anchor.parse().map_or(Anchor::none(), Anchor::day);
    let mut start = 0;
    let blocks: Vec<Block> = text
        .split('\n')
        .map(|line| {
            let span = Span::new(start, start + line.len());
            start += line.len() + 1;
            let heading = line.starts_with('#');
            Block { kind: if heading { BlockKind::Heading(1) } else { BlockKind::Paragraph }, span }
        })
        .collect();
    find(text, &blocks, Some(language), anchor)
        .into_iter()
        .map(|Expression { found, .. }| {
            (
                found.span.of(text).to_owned(),
                format!("{}{}", found.value, if found.inferred { " *" } else { "" }),
            )
        })
        .collect()
}

/// Each line: language, anchor or `-`, text, and the values with `; ` between them (`*` marks inferred ones).
const TABLE: &str = "\
en | - | on 17 November 2011 in Osh | 2011-11-17
en | - | on 17–18 November 2011 | 2011-11-17/2011-11-18
en | - | from May 31 – June 3, 2010 | 2010-05-31/2010-06-03
en | - | May 31 - June 3, 2010 | 2010-05-31/2010-06-03
en | - | on Thursday January 19, 2012 to discuss | 2012-01-19
en | - | on 3, 5 and 7 May 2012 | 2012-05-03/2012-05-07
en | - | The workshops in November and December 2011. The first was delivered on November 17-18 in Dushanbe. | 2011-11/2011-12; 2011-11-17/2011-11-18 *
en | 2014-06-04 | A three-day conference started today. | 2014-06-04/2014-06-06 *
en | 2014-06-04 | It met yesterday and meets again next Tuesday. | 2014-06-03 *; 2014-06-10 *
en | 2012-02-01 | held last month and in the past three years | 2012-01 *; 2009-02-01/2012-02-01 *
en | - | in the second half of 2014, in Q4 2014 and in spring 2013 | 2014-H2; 2014-Q4; 2013-SP
en | - | July–September 2014 | 2014-07/2014-09
en | - | since 2009 and since March 2011 | 2009/..; 2011-03/..
en | - | in the 1990s | 199
en | - | Room 2015, tel. 2011 555, 2000 participants, $2012, No. 1998, ISBN 978-2-1234-1999-0, paragraph 2010, Pages read: 2012 |
en | - | w8b7ad705, 17dec3f, wabc2012, 2012abc |
en | - | 24/7, 1/2 of them, version 2.10, at 10.30, 5% of 12 people, March on, Theresa May said she may |
en | - | The 2015–2020 strategy | 2015/2020
en | - | 1998–99, 2013/14 and 2010 – 2012 | 1998/1999; 2013/2014; 2010/2012
en | - | 2014-05-06/2014-05-08, 2014-W20, 2014-W20-2, 201X, 2014-Q3, 20140506 | 2014-05-06/2014-05-08; 2014-W20; 2014-05-13; 201; 2014-Q3; 2014-05-06
en | - | nineteen ninety-six and two thousand | 1996
en | - | The board met on 03/02/2012, as agreed on 17 November 2011. | 2012-02-03; 2011-11-17
en | - | The board met on 03/02/2012, as agreed on November 17, 2011. | 2012-03-02; 2011-11-17
en | - | Anna Berg (3 October 1852 – 7 June 1921) founded it | 1852-10-03; 1921-06-07
en | - | a school (2008 – 2012) | 2008/2012
en | - | in the 19th century, the first half of the 20th century | 1800/1899; 1900/1949
en | - | Monday mornings and evenings |
en | 2014-06-12 | It met on Monday and Tuesday. It will meet on Monday. | 2014-06-09/2014-06-10 *; 2014-06-16 *
en | 2014-06-12 | The bank said the fee is payable Aug. 15. The training was held in August. | 2014-08-15 *; 2013-08 *
en | 2014-06-12 | Tomorrow, Friday 13 June | 2014-06-13 *
en | 2014-06-12 | Apply by 1 May, until Friday, until May 2015. | 2015-05-01 *; 2014-06-13 *; ../2015-05
en | 2014-06-12 | not seen in twenty years; will end in two years | 2016 *
en | 2014-06-12 | last April, next April, last summer | 2014-04 *; 2015-04 *; 2013-SU *
en | 2014-06-12 | the last week of July, the third quarter of 2013, the second Friday of May 2013 | 2014-W31 *; 2013-Q3; 2013-05-10
en | 2014-06-12 | the week of 4 August, the weekend of 9 August | 2014-W32 *; 2014-08-09/2014-08-10 *
en | 2014-06-12 | Easter 2014, Christmas, the next Easter | 2014-04-20; 2014-12-25 *; 2015-04-05 *
en | 2014-06-12 | In 2009 he moved. A year later he came back; that year he died. | 2009; 2010 *; 2010 *
en | 2014-06-12 | postponed from 5 June to 15 September | 2014-06-05 *; 2014-09-15 *
en | 2014-06-12 | On Wednesday the 11th, between now and Friday | 2014-06-11 *; 2014-06-12/2014-06-13 *
en | - | in the fiscal year 2013, in early 2013, at the end of May 2013 | 2013 *; 2013; 2013-05
en | - | Oct-Jan 2014, 28 December – 3 January 2012 | 2013-10/2014-01; 2011-12-28/2012-01-03
en | - | 2012-03-15 and 30.06.2012 and 03/02/2012 and 04/25/2012 | 2012-03-15; 2012-06-30; 2012-03-02; 2012-04-25
en | - | they may march in may |
en | - | it met on May 3 |
en | - | # Events in 2012\\nOsh, 27 February – 2 March | 2012; 2012-02-27/2012-03-02 *
en | 2015-05-05 | from 11 to 22 May, and in May of next year | 2015-05-11/2015-05-22 *; 2016-05 *
en | 2013-12-20 | The seminar will be held on 15 January. | 2014-01-15 *
en | 2013-01-20 | The seminar was held on 15 December. | 2012-12-15 *
en | 2014-03-12 | two weeks ago | 2014-02-26 *
ru | - | с 28 февраля по 2 марта 2012 года | 2012-02-28/2012-03-02
ru | - | 17-18 ноября 2011 г. в Душанбе | 2011-11-17/2011-11-18
ru | 2013-11-12 | Накануне и в минувшую пятницу | 2013-11-11 *; 2013-11-08 *
ru | 2014-10-14 | Сегодня, а с 14 по 16 октября | 2014-10-14 *; 2014-10-14/2014-10-16 *
ru | - | в первом квартале 2013 года, III квартал 2014 года | 2013-Q1; 2014-Q3
ru | 2015-06-01 | в марте прошлого года | 2014-03 *
ru | 2014-08-28 | На прошлой неделе | 2014-W34 *
ru | - | в 1989 году | 1989
fr | - | du 3 au 5 juin 2013 et le 1er mars 2012 | 2013-06-03/2013-06-05; 2012-03-01
fr | 2013-05-02 | en février de l'an prochain, aujourd'hui | 2014-02 *; 2013-05-02 *
fr | 2014-11-21 | mardi 18 novembre | 2014-11-18 *
es | - | los días 7 y 8 de mayo de 2012 | 2012-05-07/2012-05-08
es | - | del 3 al 5 de noviembre de 2011, en el primer trimestre de 2014 | 2011-11-03/2011-11-05; 2014-Q1
es | 2012-05-09 | en octubre del año pasado, ayer | 2011-10 *; 2012-05-08 *
";

#[test]
fn each_form_has_its_value() {
    for line in TABLE.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let text = cells[2].replace("\\n", "\n");
        let got: Vec<String> =
            values(&text, cells[0], cells[1]).into_iter().map(|(_, value)| value).collect();
        assert_eq!(got.join("; "), cells[3], "{}", cells[2]);
    }
}

/// The only expression of an English sentence, read on 12 June 2014.
fn only(text: &str) -> Expression {
    let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) };
    let anchor = Anchor::day(Date::new(2014, 6, 12).expect("a day"));
    let found = find(text, std::slice::from_ref(&block), Some("en"), anchor);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.into_iter().next().expect("one")
}

#[test]
fn the_words_beside_a_date_say_what_it_is() {
    for (text, kind, cue) in [
        ("Applications are due by 1 May 2015.", DateKind::Deadline, Some("due")),
        ("The call is open until 1 May 2015.", DateKind::Deadline, Some("until")),
        ("The Fund was founded on 1 May 2005.", DateKind::Founding, Some("founded")),
        ("The card is valid from 1 May 2015 on.", DateKind::Validity, Some("valid")),
        ("It rained on 1 May 2015.", DateKind::Mention, None),
        ("The programme ran until May 2015.", DateKind::Mention, None),
    ] {
        let found = only(text);
        assert_eq!((found.kind, found.cue.map(|span| span.of(text))), (kind, cue), "{text}");
    }
}

#[test]
fn a_time_of_day_stands_with_its_day() {
    for (text, time) in [
        ("on 5 May 2015 at 10:30", Some("10:30")),
        ("on 5 May 2015, 14.00 CET", Some("14:00+01:00")),
        ("at 9 a.m. on 5 May 2015", Some("09:00")),
        ("5 May 2015, 3 p.m. (GMT+6)", Some("15:00+06:00")),
        ("2015-05-05T10:00:00-05:00", Some("10:00-05:00")),
        ("on 5 May 2015 at 10 tables", None),
        ("in May 2015 at 10:30", None),
    ] {
        assert_eq!(only(text).time.map(|time| time.to_string()).as_deref(), time, "{text}");
    }
}

#[test]
fn what_comes_again_is_marked() {
    let found = only("The network meets every year on December 18.");
    assert_eq!((found.found.value.to_string().as_str(), found.recurring), ("2014-12-18", true));
    assert!(!only("The network meets on December 18.").recurring);
}

#[test]
fn an_inferred_value_tells_its_anchor() {
    let text = "Osh, 5 May 2015 – The seminar ends tomorrow.";
    let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) };
    let found = find(text, std::slice::from_ref(&block), Some("en"), Anchor::none());
    let [dateline, tomorrow] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((dateline.basis, dateline.found.inferred), (None, false));
    assert_eq!(tomorrow.basis.map(|span| span.of(text)), Some("5 May 2015"));
    assert_eq!(only("It ends tomorrow.").basis, None);
}

#[test]
fn an_open_interval_names_its_date() {
    let found = only("They have met since the 1990s.");
    let named = found.named.map(|named| named.to_string());
    assert_eq!((found.found.value.to_string().as_str(), named.as_deref()), ("1990/..", Some("199")));
}

#[test]
fn at_the_ends_of_time_nothing_is_open_at_both_ends() {
    for (text, day) in [("until next century", Date::MAX), ("since last century", Date::MIN)] {
        let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) };
        for found in find(text, std::slice::from_ref(&block), Some("en"), Anchor::day(day)) {
            let value = found.found.value;
            assert!(value.start() > Date::MIN || value.end() < Date::MAX, "{value}");
        }
    }
}

#[test]
fn a_bracket_that_is_never_closed_ends_before_the_text_does() {
    for text in ["2 mars (lundi", "5 May (Friday", "5 May 2015 (Friday", "Friday (5 May"] {
        for language in lexicon::LANGUAGES {
            values(text, language, "2012-05-05");
        }
    }
}

#[test]
fn the_lexicons_take_less_than_a_megabyte() {
    let bytes: usize = lexicon::LANGUAGES.iter().map(|language| lexicon::of(Some(language)).size()).sum();
    assert!(bytes < 1 << 20, "{bytes}");
}

#[test]
fn a_user_types_a_date_in_words() {
    let today = Date::new(2026, 11, 24).expect("a day");
    let typed = |text| parse(text, today).map(|when| when.to_string());
    assert_eq!(typed("November 2011").as_deref(), Some("2011-11"));
    assert_eq!(typed("17-18 ноября 2011").as_deref(), Some("2011-11-17/2011-11-18"));
    assert_eq!(typed("today").as_deref(), Some("2026-11-24"));
    assert_eq!(typed("this year").as_deref(), Some("2026"));
    assert_eq!(typed("last 3 months").as_deref(), Some("2026-08-24/2026-11-24"));
    assert_eq!(typed("migration"), None);
}

#[test]
fn declared_dates_are_read_with_time_and_zone_or_in_words() {
    let declared = |text| parse_declared(text, Some("en")).map(|when| when.to_string());
    assert_eq!(declared("2011-12-20T10:00:00+06:00").as_deref(), Some("2011-12-20"));
    assert_eq!(declared("20111220").as_deref(), Some("2011-12-20"));
    assert_eq!(declared("Tue, 20 Dec 2011 10:00").as_deref(), Some("2011-12-20"));
    assert_eq!(declared("December 20, 2011").as_deref(), Some("2011-12-20"));
    assert_eq!(declared("yesterday"), None);
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_gives_spans_on_boundaries_in_order(text in "\\PC{0,80}", words in proptest::collection::vec("(17|18|2011|10:30|Friday|mar|h|pm|UTC|ноября|November|–|-|to|of|last|month|May|с|по|в|le|dernier|mois|el|pasado|semana|vom|bis|Mai|zum|dia|há|жылы|соли|XIX|[.,/ ()-])", 0..24)) {
            for text in [text, words.join(" "), words.concat()] {
                let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) };
                for language in lexicon::LANGUAGES {
                    let mut end = 0;
                    for found in find(&text, std::slice::from_ref(&block), Some(language), Anchor::day(Date::new(2012, 5, 5).expect("a day"))).into_iter().map(|one| one.found) {
                        prop_assert!(found.span.start() >= end && !found.span.is_empty());
                        prop_assert!(text.get(found.span.range()).is_some());
                        end = found.span.end();
                    }
                }
            }
        }

        #[test]
        fn values_lie_within_the_years_1_to_9999_and_read_back(days in 0..3_652_000_i32, text in prop::sample::select(vec![
            "yesterday", "two weeks ago", "next year", "in 30 years", "the next century", "900 years ago", "last decade", "on Friday",
            "5 May", "since last month", "until next year", "every Monday", "Easter", "this winter", "the next 5000 days", "99 years later",
        ])) {
            let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) };
            let anchor = Date::MIN.plus_days(days);
            for found in find(text, std::slice::from_ref(&block), Some("en"), Anchor::day(anchor)) {
                let value = found.found.value;
                prop_assert!(value.start() <= value.end() && value.start().year() >= 1 && value.end().year() <= 9999);
                let read: When = value.to_string().parse().expect("a value reads back");
                prop_assert_eq!((read.start(), read.end()), (value.start(), value.end()));
            }
        }

        #[test]
        fn relative_values_move_with_the_anchor(offset in 0..3000_i32) {
            let anchor = Date::new(2010, 1, 4).expect("a day").plus_days(offset);
            let sentences = [
                ("en", "It met yesterday, two weeks ago and on Friday; it meets tomorrow, next Tuesday and in 10 days."),
                ("ru", "Совещание прошло вчера, две недели назад и в пятницу, а завтра и через 10 дней пройдут другие."),
                ("fr", "Il s'est réuni hier, il y a deux semaines et vendredi ; il se réunira demain et dans 10 jours."),
                ("es", "Se reunió ayer, hace dos semanas y el viernes; se reunirá mañana y en 10 días."),
                ("de", "Sie trafen sich gestern, vor zwei Wochen und am Freitag; sie treffen sich morgen und in 10 Tagen."),
                ("pt", "Reuniu-se ontem, há duas semanas e na sexta-feira; vai reunir-se amanhã e em 10 dias."),
            ];
            for (language, text) in sentences {
                let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) };
                let at = |anchor| find(text, std::slice::from_ref(&block), Some(language), Anchor::day(anchor));
                let (one, other) = (at(anchor), at(anchor.plus_days(7)));
                prop_assert!(one.len() >= 4 && one.len() == other.len(), "{}: {:?}", language, one);
                for (one, other) in one.iter().zip(&other) {
                    prop_assert_eq!(one.found.value.start().plus_days(7), other.found.value.start(), "{}", language);
                }
            }
        }

        #[test]
        fn a_text_without_digits_and_calendar_words_is_only_scanned(words in prop::collection::vec("[bcdfghjklmnpqrtvwxz]{4,12}", 1..60)) {
            let text = words.join(" ");
            for language in lexicon::LANGUAGES {
                let mut tokens = Vec::new();
                token::scan(&text, 0, lexicon::of(Some(language)), &mut tokens);
                prop_assert!(tokens.iter().all(token::Token::is_plain));
                let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) };
                prop_assert!(find(&text, &[block], Some(language), Anchor::day(Date::MAX)).is_empty());
            }
        }
    }
}

mod conformance;
