//! What a typed name of an organisation stands for: the bodies of that name, and those that came before and after them.

use rapporteur_model::Kin;
use rapporteur_names::{Kinship, bodies_named, kin};
use rapporteur_query::Bodies;

/// The bodies of a typed name, with their predecessors and successors and what is to be said of both.
pub(crate) fn bodies(typed: &str) -> Bodies {
    let mut out = Bodies::default();
    let named = bodies_named(typed);
    let several = named.len() > 1;
    for body in &named {
        let of = if several { format!("predecessor or successor of {}", body.name) } else { String::new() };
        for kinship in kin(body.key) {
            let known =
                out.keys.iter().chain(out.kin.iter().map(|kin| &kin.key)).any(|key| key == kinship.body.key);
            if known || named.iter().any(|own| own.key == kinship.body.key) {
                continue;
            }
            if kinship.part {
                out.remarks.push(partly(body.short(), &kinship));
            } else {
                let relation =
                    if several { format!("{}, {of}", dated(&kinship)) } else { relation(&kinship) };
                let (key, name) = (kinship.body.key.to_owned(), kinship.body.short().to_owned());
                out.kin.push(Kin { key, name, relation });
            }
        }
        out.keys.push(body.key.to_owned());
    }
    if several {
        let names: Vec<&str> = named.iter().map(|body| body.name).collect();
        out.remarks.push(format!("{typed:?} is short for {}; all are found", names.join(" and for ")));
    }
    out
}

/// "its predecessor until 2020-09", "its successor from 2020-09", "an earlier predecessor until 1997-05".
fn relation(kinship: &Kinship) -> String {
    let which = match (kinship.after, kinship.steps) {
        (false, 1) => "its predecessor",
        (false, _) => "an earlier predecessor",
        (true, 1) => "its successor",
        (true, _) => "a later successor",
    };
    format!("{which} {}", dated(kinship))
}

fn dated(kinship: &Kinship) -> String {
    format!("{} {}", if kinship.after { "from" } else { "until" }, kinship.date)
}

/// A body that took over a part of another is told of and not found.
fn partly(asked: &str, kinship: &Kinship) -> String {
    let (other, date) = (kinship.body.short(), kinship.date);
    let (from, to) = if kinship.after { (asked, other) } else { (other, asked) };
    format!(
        "{other} is not found with {asked}: only a part of the work of {from} went to {to}, in {date} (try org:\"{other}\")"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(typed: &str) -> Vec<String> {
        bodies(typed).kin.iter().map(|kin| format!("{}, {}", kin.name, kin.relation)).collect()
    }

    #[test]
    fn a_body_brings_those_before_and_after_it_with_their_dates() {
        assert_eq!(
            told("FCDO"),
            [
                "DfID, its predecessor until 2020-09",
                "FCO, its predecessor until 2020-09",
                "Overseas Development Administration, an earlier predecessor until 1997-05",
            ]
        );
        assert!(
            told("Department for International Development")
                .contains(&"FCDO, its successor from 2020-09".to_owned())
        );
        assert!(told("CIDA").contains(&"Global Affairs Canada, a later successor from 2015-11".to_owned()));
        assert_eq!(bodies("Orchard Aid Network"), Bodies::default());
    }

    #[test]
    fn a_part_taken_over_is_told_of_and_not_found() {
        let usaid = bodies("USAID");
        assert!(usaid.kin.iter().all(|kin| kin.key != "us-state-department"));
        assert!(
            usaid.remarks[0]
                .contains("only a part of the work of USAID went to State Department, in 2025-07"),
            "{usaid:?}"
        );
    }

    #[test]
    fn a_name_of_two_bodies_means_both_and_says_so() {
        let idb = bodies("IDB");
        assert_eq!(idb.keys, ["iadb", "isdb"]);
        assert!(
            idb.remarks[0].contains("Inter-American Development Bank and for Islamic Development Bank"),
            "{idb:?}"
        );
    }
}
