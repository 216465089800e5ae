//! What a text gives, from its words to its places.

use crate::{ADJECTIVE, CAPITAL, find};

/// The words of a text that name places, with identifiers and rules.
fn found(text: &str, language: &str) -> Vec<(String, u32, String)> {
    let places = find(text, Some(language), None, &[], None).into_iter();
    places.map(|place| (place.span.of(text).to_owned(), place.value.id.0, place.rule.into_owned())).collect()
}

fn ids(text: &str, language: &str) -> Vec<u32> {
    found(text, language).into_iter().map(|(_, id, _)| id).collect()
}

#[test]
fn adjectives_are_read_in_the_language_of_the_text_alone() {
    let (tajik, kyrgyz) = ((1_220_409, ADJECTIVE.to_owned()), (1_527_747, ADJECTIVE.to_owned()));
    let told = |text, language| {
        found(text, language).into_iter().map(|(_, id, rule)| (id, rule)).collect::<Vec<_>>()
    };
    assert_eq!(told("Tajik officials met Kyrgyz traders.", "en"), [tajik.clone(), kyrgyz.clone()]);
    assert_eq!(told("Встретились таджикские и кыргызские чиновники.", "ru"), [tajik.clone(), kyrgyz]);
    assert_eq!(told("Los comerciantes tayikos llegaron tarde.", "es"), [tajik]);
    for (text, language) in [
        ("The workers put up poles, polish the floor and pay the fines.", "en"),
        ("Este sistema está bien, aunque esté aquí.", "es"),
        ("On a vu les seules photos de ce malaise.", "fr"),
    ] {
        assert_eq!(found(text, language), [], "{text}");
    }
}

#[test]
fn names_of_languages_are_no_places() {
    assert_eq!(found("The talk was held in Russian and Tajik.", "en"), []);
    assert_eq!(found("Разговор шёл на русском и таджикском языках.", "ru"), []);
}

#[test]
fn the_capital_of_a_country_is_its_city() {
    let text = "The forum was held in the Kyrgyz capital.";
    let capital = (text[33..40].to_owned(), 1_528_675, CAPITAL.to_owned());
    assert_eq!(found(text, "en").pop(), Some(capital));
}

#[test]
fn what_stands_behind_a_comma_decides_and_so_does_a_word_for_a_region() {
    assert_eq!(
        ids("Officials from Atlanta, Georgia, visited Tbilisi.", "en"),
        [4_180_439, 4_197_000, 611_717]
    );
    assert_eq!(ids("They met in Tripoli, Lebanon.", "en"), [266_826, 272_103]);
    assert_eq!(ids("The seminar was held in Tripoli, the Lebanese one.", "en")[0], 266_826);
    assert_eq!(ids("A seminar was held in Osh Oblast.", "en"), [1_346_798]);
    assert_eq!(ids("A seminar was held in Osh city.", "en"), [1_527_534]);
}

#[test]
fn features_may_begin_or_end_in_small_letters() {
    let (caspian, aral) = (4_000_003_009, 4_000_003_010);
    assert_eq!(ids("На берегу Каспийского моря стоит дом.", "ru"), [caspian]);
    assert_eq!(ids("Les pêcheurs de la mer d'Aral sont partis.", "fr"), [aral]);
}

#[test]
fn a_short_form_of_several_places_counts_where_the_text_names_one_in_full() {
    assert_eq!(ids("Министр труда РТ выступил в Душанбе, столице Таджикистана.", "ru")[0], 1_220_409);
    assert!(!ids("Министр труда РТ выступил в Казани.", "ru").contains(&1_220_409));
}

#[test]
fn a_name_may_end_in_brackets() {
    let found = found("The workshop was held in Frankfurt (Oder) on 5 May.", "en");
    assert_eq!(found[0].0, "Frankfurt (Oder)");
    assert_eq!(found[0].1, 2_925_535);
    assert_eq!(
        ids("The rivers Neisse (Oder) met.", "en").len(),
        ids("The rivers Neisse, Oder met.", "en").len()
    );
}

#[test]
fn the_regions_of_central_asia_are_known_in_russian() {
    for (text, id) in [
        ("Семинар прошёл в Горном Бадахшане.", 1_221_692),
        ("Гости приехали из Согда.", 1_221_092),
        ("Школы Ферганской области получили книги.", 1_484_845),
        ("Мост построили в Каракалпакстане.", 453_752),
    ] {
        assert_eq!(ids(text, "ru"), [id], "{text}");
    }
}
