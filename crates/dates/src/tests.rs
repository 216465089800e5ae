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
en | - | Room 2015, tel. 2011 555, the 2015–2020 strategy, 2000 participants, $2012 |
en | - | 2012-03-15 and 30.06.2012 and 03/02/2012 and 04/25/2012 | 2012-03-15; 2012-06-30; 2012-02-03; 2012-04-25
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
        fn any_text_gives_spans_on_boundaries_in_order(text in "\\PC{0,80}", words in proptest::collection::vec("(17|18|2011|ноября|November|–|-|to|of|last|month|May|с|по|в|le|dernier|mois|el|pasado|semana|vom|bis|Mai|zum|dia|há|жылы|соли|XIX|[.,/ ()-])", 0..24)) {
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
        fn relative_values_move_with_the_anchor(offset in 0..3000_i32) {
            let anchor = Date::new(2010, 1, 4).expect("a day").plus_days(offset);
            let text = "yesterday, two weeks ago and on Friday";
            let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) };
            let at = |anchor| find(text, std::slice::from_ref(&block), Some("en"), Anchor::day(anchor));
            for (one, other) in at(anchor).iter().zip(at(anchor.plus_days(7))) {
                prop_assert_eq!(one.found.value.start().plus_days(7), other.found.value.start());
            }
        }
    }
}

mod conformance;
