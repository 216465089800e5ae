use super::*;

fn first(name: &str) -> u32 {
    Gazetteer::embedded().lookup(name).first().map_or(0, |place| place.id.0)
}

#[test]
fn a_town_is_found_under_its_spellings_scripts_and_cases() {
    for name in ["Kyiv", "kiev", "Киев", "Київ", "в Киеве".trim_start_matches("в "), "Киева", "Києві"]
    {
        assert_eq!(first(name), 703_448, "{name}");
    }
    assert_eq!(first("Нижнем Новгороде"), 520_555);
    assert_eq!(first("Республике Таджикистан"), 1_220_409);
    assert_eq!(first("Кыргызской Республике"), 1_527_747);
    assert_eq!(first("Оше"), 1_527_534);
    assert_eq!(first("ALMA ATA"), 1_526_384);
}

#[test]
fn former_names_find_the_place_of_today() {
    let table = include_str!("../../data/former.tsv");
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (name, id) = fields.next().zip(fields.next()).expect("two fields");
        let found = Gazetteer::embedded().lookup(name);
        assert!(found.iter().any(|place| place.id.0.to_string() == id), "{name}");
    }
}

#[test]
fn country_names_stand_before_towns_of_the_same_name() {
    assert_eq!(first("Georgia"), 614_540);
    assert_eq!(first("Jordan"), 248_816);
    assert_eq!(first("Грузии"), 614_540);
    assert_eq!(first("the United States"), 6_252_001);
}

#[test]
fn abbreviations_are_typed_in_any_case() {
    assert_eq!(first("UK"), 2_635_167);
    assert_eq!(first("снг"), PlaceId::OWN + 1001);
}

#[test]
fn countries_are_known_by_code() {
    assert_eq!(Gazetteer::embedded().country("TJ"), Some(PlaceId(1_220_409)));
    assert_eq!(Gazetteer::embedded().country("Tajikistan"), None);
}

#[test]
fn parents_go_from_the_region_to_the_groupings() {
    let bishkek = Gazetteer::embedded().parents(PlaceId(1_528_675));
    let expected = [1_528_334, 1_527_747, PlaceId::OWN + 143, 6_255_147, PlaceId::OWN + 1001];
    assert_eq!(bishkek.iter().take(5).map(|id| id.0).collect::<Vec<_>>(), expected);
    let area = Gazetteer::embedded().parents(PlaceId(PlaceId::OWN + 143));
    assert_eq!(area, [PlaceId(6_255_147)]);
    assert!(Gazetteer::embedded().parents(PlaceId(1)).is_empty());
}

#[test]
fn every_name_has_an_entity_with_a_label() {
    let mut empty = Vec::new();
    let mut count = 0;
    Gazetteer::embedded().names.each(|key, value| {
        let mut found = Vec::new();
        senses(value, &mut found);
        count += 1;
        if found.is_empty() || found.iter().any(|sense| sense.row.label().is_empty()) {
            empty.push(key.to_owned());
        }
    });
    assert!(count > 200_000);
    assert_eq!(empty, Vec::<String>::new());
}

#[test]
fn every_name_finds_its_entries() {
    let gazetteer = Gazetteer::embedded();
    let mut lost = Vec::new();
    for names in [&gazetteer.names, &gazetteer.adjectives] {
        names.each(|key, value| {
            let mut wanted = Vec::new();
            senses(value, &mut wanted);
            let words: Vec<String> = key.split(' ').map(str::to_owned).collect();
            let found = gazetteer.named(&words);
            let all = wanted.iter().all(|sense| found.iter().any(|(row, _)| *row == sense.row));
            if !all && lost.len() < 10 {
                lost.push(key.to_owned());
            }
        });
    }
    assert_eq!(lost, Vec::<String>::new());
}

#[test]
fn a_grouping_holds_who_was_in_it_on_the_day() {
    let gazetteer = Gazetteer::embedded();
    let (london, union) = (PlaceId(2_643_743), PlaceId(PlaceId::OWN + 1005));
    let on = |year, month, day| Date::new(year, month, day).expect("a day");
    assert!(gazetteer.parents_on(london, on(2010, 5, 1)).contains(&union));
    assert!(!gazetteer.parents_on(london, on(2021, 5, 1)).contains(&union));
    assert!(!gazetteer.parents(london).contains(&union));
}

#[test]
fn a_town_lies_in_its_district_region_and_country() {
    let springfield = Gazetteer::embedded().parents(PlaceId(4_250_542));
    assert_eq!(
        springfield.iter().take(3).map(|id| id.0).collect::<Vec<_>>(),
        [4_249_472, 4_896_861, 6_252_001]
    );
}

#[test]
fn a_name_one_letter_off_is_found_and_marked_where_nothing_else_fits() {
    let found = Gazetteer::embedded().candidates("Dushanbbe");
    assert_eq!(
        found.first().map(|first| (first.place.id.0, first.matched)),
        Some((1_221_874, Matched::Misspelt))
    );
    let swapped = Gazetteer::embedded().candidates("Bishkke");
    assert_eq!(swapped.first().map(|first| first.place.id.0), Some(1_528_675));
    assert!(Gazetteer::embedded().candidates("Osh").iter().all(|one| one.matched != Matched::Misspelt));
}

#[test]
fn the_names_of_a_place_say_what_they_are() {
    let names = Gazetteer::embedded().names(PlaceId(1_528_675));
    let of = |name: &str| names.iter().find(|known| known.name == name).map(|known| known.matched);
    assert_eq!(of("bishkek"), Some(Matched::Preferred));
    assert_eq!(of("frunze"), Some(Matched::Historic));
    let country = Gazetteer::embedded().names(PlaceId(1_527_747));
    let german = country.iter().find(|known| known.name == "kirgisistan").expect("the German name");
    assert!(german.languages.iter().any(|language| language == "de"));
}

#[test]
fn central_asia_holds_five_countries_and_their_towns() {
    let area = &Gazetteer::embedded().lookup("Central Asia")[0];
    assert_eq!(area.id, PlaceId(PlaceId::OWN + 143));
    assert_eq!(Gazetteer::embedded().lookup("Центральной Азии")[0].id, area.id);
    for town in ["Bishkek", "Dushanbe", "Astana", "Ashgabat", "Tashkent"] {
        assert!(Gazetteer::embedded().lookup(town)[0].parents.contains(&area.id), "{town}");
    }
}
