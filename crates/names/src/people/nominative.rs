//! Russian names back in the nominative: «с Игорем Петровым» is Игорь Петров.
//!
//! The first name decides: where its form is listed it stands in the nominative; where taking off a case ending gives
//! a listed name, it does not. A form that can be both («Валентина») is settled by the surname, then by the role.

use crate::first_names;
use crate::fold::folded;

/// What the words round a name say about its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Around {
    /// Nothing.
    Unknown,
    /// The role stands in the nominative.
    Nominative,
    /// The role or a preposition asks for another case.
    Oblique,
}

/// The words of a name in the nominative, one for each given.
pub(crate) fn nominative(words: &[&str], around: Around) -> Vec<String> {
    let first = words.iter().position(|word| is_first_name(word)).unwrap_or(0);
    let Some(given) = words.get(first) else { return Vec::new() };
    if words.len() == 1 {
        return vec![alone(given, around)];
    }
    let surname = words.iter().enumerate().rev().find(|&(at, word)| at != first && !is_patronymic(word));
    let surname = surname.map_or("", |(_, word)| *word);
    let reading = read_given(given, surname, around);
    let decline = |at: usize, word: &str| {
        if at == first {
            reading.given.clone()
        } else if is_patronymic(word) {
            patronymic(word)
        } else if !reading.oblique {
            word.to_owned()
        } else if reading.feminine {
            feminine(word)
        } else {
            surname_of_man(word, case_of_man(given))
        }
    };
    words.iter().enumerate().map(|(at, word)| decline(at, word)).collect()
}

struct Given {
    given: String,
    oblique: bool,
    feminine: bool,
}

fn read_given(given: &str, surname: &str, around: Around) -> Given {
    let listed = first_names::contains(&folded(given));
    let base = bases(given).into_iter().find(|base| first_names::contains(&folded(base)));
    let shape = shape(surname);
    let keep = |oblique| Given { given: given.to_owned(), oblique, feminine: is_feminine(given, surname) };
    match (listed, base) {
        (true, None) => keep(shape == Shape::FeminineOblique && !given.ends_with('й')),
        (listed, Some(base)) => {
            let oblique = match shape {
                Shape::MasculineOblique | Shape::FeminineOblique => true,
                Shape::Nominative => !listed,
                Shape::Ambiguous => !listed || around == Around::Oblique,
            };
            let feminine = is_feminine(&base, surname);
            if oblique { Given { given: base, oblique, feminine } } else { keep(false) }
        }
        (false, None) => match shape {
            Shape::MasculineOblique => Given { given: masculine(given), oblique: true, feminine: false },
            Shape::FeminineOblique => {
                Given { given: unlisted_feminine(given), oblique: true, feminine: true }
            }
            Shape::Ambiguous if around != Around::Nominative => unlisted(given, surname, around),
            _ => keep(false),
        },
    }
}

/// A first name that no list has, with a surname whose ending alone says nothing: both agree, or the words before ask for another case.
fn unlisted(given: &str, surname: &str, around: Around) -> Given {
    let Some(case) = case_of_man(given) else {
        // No foreign first name ends so in the nominative.
        let hers = given.ends_with("ой") && given.chars().nth(3).is_some();
        return if hers {
            Given { given: unlisted_feminine(given), oblique: true, feminine: true }
        } else {
            Given { given: given.to_owned(), oblique: false, feminine: false }
        };
    };
    let agreed = case_of_man(surname) == Some(case) || around == Around::Oblique;
    let given = if agreed { masculine(given) } else { given.to_owned() };
    Given { given, oblique: agreed, feminine: false }
}

/// A case of a man's name that ends in a consonant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OfMan {
    Genitive,
    Dative,
    Instrumental,
}

/// The case that the form of a man's name, which ends in a consonant in the nominative, may be in.
fn case_of_man(word: &str) -> Option<OfMan> {
    const CASES: [(&str, OfMan); 4] = [
        ("ом", OfMan::Instrumental),
        ("ем", OfMan::Instrumental),
        ("а", OfMan::Genitive),
        ("у", OfMan::Dative),
    ];
    let (stem, case) = CASES.iter().find_map(|(end, case)| Some((word.strip_suffix(end)?, *case)))?;
    let consonant = stem.chars().next_back().is_some_and(|last| !is_vowel(last));
    (consonant && stem.chars().nth(2).is_some()).then_some(case)
}

fn is_vowel(char: char) -> bool {
    matches!(char, 'а' | 'е' | 'ё' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я')
}

/// The surname of a man whose first name is in this case, where that is known.
fn surname_of_man(word: &str, case: Option<OfMan>) -> String {
    let own: &[&str] = match case {
        None => return masculine(word),
        Some(OfMan::Genitive) => &["а", "я", "ого", "его"],
        Some(OfMan::Dative) => &["у", "ю"],
        Some(OfMan::Instrumental) => &["ом", "ем", "ым", "им"],
    };
    let in_a = case.and_then(|case| in_a(word, case));
    in_a.unwrap_or_else(|| {
        if own.iter().any(|ending| word.ends_with(ending)) { masculine(word) } else { word.to_owned() }
    })
}

/// The surname of a man that ends in -а: "Канагараджи" of "Сударшана Канагараджи".
fn in_a(word: &str, case: OfMan) -> Option<String> {
    let hushed = |stem: &&str| stem.ends_with(['г', 'к', 'х', 'ж', 'ш', 'ч', 'щ']);
    let stem = match case {
        OfMan::Instrumental => match word.strip_suffix("ой") {
            Some(stem) => stem,
            None => {
                return word
                    .strip_suffix("ей")
                    .filter(|stem| stem.ends_with(['й', 'ь']) || stem.ends_with(is_vowel))
                    .map(|stem| format!("{stem}я"));
            }
        },
        OfMan::Genitive => {
            let genitive = word.strip_suffix('ы').or_else(|| word.strip_suffix('и').filter(hushed));
            genitive.or_else(|| word.strip_suffix('у'))?
        }
        OfMan::Dative => word.strip_suffix('е')?,
    };
    stem.chars().nth(2).is_some().then(|| format!("{stem}а"))
}

/// What the ending of a surname says about its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Nominative,
    /// "Петрова" may be she, or of him; "Шмидта" only of him, "Лука" neither.
    Ambiguous,
    MasculineOblique,
    FeminineOblique,
}

fn shape(surname: &str) -> Shape {
    let word = folded(surname);
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if ends(&["овым", "евым", "иным", "ыным", "ским", "цким", "ского", "цкого", "скому", "цкому"])
    {
        Shape::MasculineOblique
    } else if ends(&["овой", "евой", "иной", "ыной", "ской", "цкой", "скую", "цкую"])
    {
        Shape::FeminineOblique
    } else if ends(&["ов", "ев", "ин", "ын", "ский", "цкий", "ая"]) {
        Shape::Nominative
    } else {
        Shape::Ambiguous
    }
}

/// Nominatives a form of a first name may come from.
fn bases(word: &str) -> Vec<String> {
    const ENDINGS: [(&str, &[&str]); 16] = [
        ("ией", &["ия"]),
        ("ием", &["ий"]),
        ("ию", &["ия", "ий"]),
        ("ии", &["ия", "ий"]),
        ("ия", &["ий"]),
        ("ой", &["а"]),
        ("ей", &["я", "а"]),
        ("ом", &[""]),
        ("ем", &["й", "ь", ""]),
        ("ью", &["ь"]),
        ("ы", &["а"]),
        ("и", &["я", "а", "ь"]),
        ("у", &["", "а"]),
        ("ю", &["й", "ь", "я"]),
        ("я", &["й", "ь"]),
        ("е", &["", "а", "я", "й", "ь"]),
    ];
    let mut out = Vec::new();
    if let Some(stem) = word.strip_suffix('а') {
        out.push(stem.to_owned());
    }
    for (ending, nominatives) in ENDINGS {
        if let Some(stem) = word.strip_suffix(ending) {
            out.extend(nominatives.iter().map(|nominative| format!("{stem}{nominative}")));
        }
    }
    for (fleeting, full) in [("авл", "авел"), ("Льв", "Лев"), ("ётр", "ётр")] {
        let more: Vec<String> = out
            .iter()
            .filter(|base| base.ends_with(fleeting))
            .map(|base| base.replace(fleeting, full))
            .collect();
        out.extend(more);
    }
    out
}

/// Whether the word is a first name, in any case.
pub(crate) fn is_first_name(word: &str) -> bool {
    first_names::contains(&folded(word))
        || bases(word).iter().any(|base| first_names::contains(&folded(base)))
}

fn is_feminine(given: &str, surname: &str) -> bool {
    const MEN: [&str; 14] = [
        "никита",
        "илья",
        "лука",
        "фома",
        "кузьма",
        "савва",
        "данила",
        "миша",
        "саша",
        "паша",
        "коля",
        "гриша",
        "муса",
        "мустафа",
    ];
    let surname = folded(surname);
    let hers = ["ова", "ева", "ина", "ая", "овой", "евой", "иной", "ской", "скую"];
    let vowel = given.ends_with(['а', 'я']) && !MEN.contains(&folded(given).as_str());
    vowel
        || !given.ends_with('й') && hers.iter().any(|ending| surname.ends_with(ending)) && {
            // "Ивана Петрова" has been read as Иван by now: a consonant and a feminine surname are Асель, Санобар.
            !surname.ends_with("ова") && !surname.ends_with("ева") && !surname.ends_with("ина")
        }
}

fn is_patronymic(word: &str) -> bool {
    let word = folded(word);
    let men = ["ович", "евич", "ич"];
    let forms = ["", "а", "у", "ем", "е"];
    let his =
        men.iter().take(2).any(|stem| forms.iter().any(|form| word.ends_with(&format!("{stem}{form}"))));
    his || [
        "овна",
        "овны",
        "овне",
        "овну",
        "овной",
        "евна",
        "евны",
        "евне",
        "евну",
        "евной",
        "ична",
        "ичны",
        "ичне",
        "ичну",
        "ичной",
    ]
    .iter()
    .any(|ending| word.ends_with(ending))
}

/// Whether the word is a patronymic, in any case.
pub(crate) fn has_patronymic(words: &[&str]) -> bool {
    words.iter().skip(1).any(|word| is_patronymic(word) && word.chars().count() > 6)
}

fn patronymic(word: &str) -> String {
    for (stem, nominative) in [("ич", "ич"), ("овн", "овна"), ("евн", "евна"), ("ичн", "ична")]
    {
        for ending in ["а", "у", "ем", "е", "ы", "ой", ""] {
            if let Some(start) = word.strip_suffix(&format!("{stem}{ending}")) {
                return format!("{start}{nominative}");
            }
        }
    }
    word.to_owned()
}

fn masculine(word: &str) -> String {
    const TABLE: [(&str, &str); 20] = [
        ("ского", "ский"),
        ("скому", "ский"),
        ("ским", "ский"),
        ("ском", "ский"),
        ("цкого", "цкий"),
        ("цкому", "цкий"),
        ("цким", "цкий"),
        ("ого", "ый"),
        ("ому", "ый"),
        ("овым", "ов"),
        ("евым", "ев"),
        ("ёвым", "ёв"),
        ("иным", "ин"),
        ("ыным", "ын"),
        ("ичем", "ич"),
        ("ом", ""),
        ("ем", "й"),
        ("а", ""),
        ("у", ""),
        ("е", ""),
    ];
    let word_folded = folded(word);
    if ["ко", "зода", "заде", "дзе", "швили", "их", "ых"].iter().any(|ending| word_folded.ends_with(ending))
    {
        return word.to_owned();
    }
    for (ending, nominative) in TABLE {
        if let Some(stem) = word.strip_suffix(ending) {
            let soft = ending == "ем" && !stem.ends_with(['а', 'е', 'и', 'о', 'у', 'ы']);
            let stays =
                stem.chars().nth(1).is_none() || ending == "а" && stem.ends_with(['а', 'и', 'о', 'у']);
            return if stays {
                word.to_owned()
            } else {
                format!("{stem}{}", if soft { "ь" } else { nominative })
            };
        }
    }
    for ending in ['я', 'ю'] {
        if let Some(stem) = word.strip_suffix(ending) {
            let vowel = stem.ends_with(['а', 'е', 'и', 'о', 'у', 'ы']);
            return format!("{stem}{}", if vowel { "й" } else { "ь" });
        }
    }
    word.to_owned()
}

fn feminine(word: &str) -> String {
    const TABLE: [(&str, &str); 12] = [
        ("овой", "ова"),
        ("евой", "ева"),
        ("ёвой", "ёва"),
        ("иной", "ина"),
        ("ыной", "ына"),
        ("ской", "ская"),
        ("цкой", "цкая"),
        ("скую", "ская"),
        ("ову", "ова"),
        ("еву", "ева"),
        ("ину", "ина"),
        ("ую", "ая"),
    ];
    for (ending, nominative) in TABLE {
        if let Some(stem) = word.strip_suffix(ending) {
            return format!("{stem}{nominative}");
        }
    }
    word.to_owned()
}

fn unlisted_feminine(given: &str) -> String {
    given
        .strip_suffix("ой")
        .or_else(|| given.strip_suffix('у'))
        .map_or(given.to_owned(), |stem| format!("{stem}а"))
}

/// A surname that stands alone.
fn alone(word: &str, around: Around) -> String {
    match shape(word) {
        Shape::MasculineOblique => masculine(word),
        Shape::FeminineOblique => feminine(word),
        Shape::Ambiguous if around == Around::Oblique => masculine(word),
        _ => word.to_owned(),
    }
}

/// Whether the word is built like a Russian, Ukrainian or Caucasian surname, in any case.
pub(crate) fn looks_like_surname(word: &str) -> bool {
    const ENDINGS: [&str; 22] = [
        "ов",
        "ев",
        "ин",
        "ын",
        "ск",
        "цк",
        "енк",
        "ук",
        "юк",
        "чук",
        "ян",
        "дзе",
        "швили",
        "заде",
        "зод",
        "ич",
        "ер",
        "ман",
        "аев",
        "оев",
        "их",
        "ых",
    ];
    let word = folded(word);
    let endings = ["ого", "ому", "ым", "им", "ой", "ую", "ая", "ий", "ом", "ем", "а", "у", "е", "о", ""];
    word.len() > 8
        && endings.iter().any(|ending| {
            word.strip_suffix(ending).is_some_and(|stem| ENDINGS.iter().any(|suffix| stem.ends_with(suffix)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_to_the_nominative() {
        for (found, around, expected) in [
            ("Игорем Петровым", Around::Unknown, "Игорь Петров"),
            ("Ивана Петрова", Around::Unknown, "Иван Петров"),
            ("Мариной Лапшиной", Around::Unknown, "Марина Лапшина"),
            ("Рината Валеева", Around::Oblique, "Ринат Валеев"),
            ("Валентина Рощина", Around::Nominative, "Валентина Рощина"),
            ("Валентина Рощина", Around::Oblique, "Валентин Рощин"),
            ("Санобар Каримовой", Around::Unknown, "Санобар Каримова"),
            ("Асель Московская", Around::Unknown, "Асель Московская"),
            ("Николаю Луговому", Around::Unknown, "Николай Луговый"),
            ("Ивану Ивановичу Шмидту", Around::Unknown, "Иван Иванович Шмидт"),
            ("Анной Сергеевной Киевской", Around::Unknown, "Анна Сергеевна Киевская"),
            ("Эльчин Гусейнзаде", Around::Unknown, "Эльчин Гусейнзаде"),
            ("Павла Криворучко", Around::Unknown, "Павел Криворучко"),
            ("Елена Петрова", Around::Unknown, "Елена Петрова"),
            ("Еленой Малашенко", Around::Unknown, "Елена Малашенко"),
            ("Раиса Пьянкова", Around::Nominative, "Раиса Пьянкова"),
            ("Сударшаном Канагараджой", Around::Oblique, "Сударшан Канагараджа"),
            ("Сударшана Канагараджи", Around::Oblique, "Сударшан Канагараджа"),
            ("Сударшану Канагарадже", Around::Oblique, "Сударшан Канагараджа"),
            ("Сударшан Канагараджа", Around::Unknown, "Сударшан Канагараджа"),
            ("Леонида Кучмы", Around::Oblique, "Леонид Кучма"),
            ("Герхарда Штайнера", Around::Unknown, "Герхард Штайнер"),
            ("Деуэйну Льюису", Around::Unknown, "Деуэйн Льюис"),
            ("Дилмой Роуссефф", Around::Oblique, "Дилма Роуссефф"),
            ("Нгози Оконджо", Around::Oblique, "Нгози Оконджо"),
            ("Фолькера Буфье", Around::Oblique, "Фолькер Буфье"),
            ("Хуаном Монтойей", Around::Oblique, "Хуан Монтойя"),
        ] {
            let words: Vec<&str> = found.split(' ').collect();
            assert_eq!(nominative(&words, around).join(" "), expected, "{found}");
        }
    }

    #[test]
    fn surnames_are_known_by_their_build() {
        for word in ["Азимов", "Каримовой", "Киевского", "Ковальчуком", "Бекташев", "Саркисян"]
        {
            assert!(looks_like_surname(word), "{word}");
        }
        assert!(!looks_like_surname("Казань"));
    }
}
