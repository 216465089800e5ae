//! The names of the site of a page: declared ones, and what its address says ("Example News" ~ example-news.com).

use super::compare::folded;
use rapporteur_model::{DeclaredField, Document};

#[derive(Debug, Default)]
pub(crate) struct Site {
    /// Folded names.
    names: Vec<String>,
    /// The host without its ends and without signs: `examplenews`.
    hosts: Vec<String>,
}

impl Site {
    pub(crate) fn of(document: &Document) -> Self {
        let mut site = Self::default();
        for declared in document.declared(DeclaredField::Site) {
            let name = folded(declared.value.trim_start_matches('@'));
            if name.chars().count() > 1 && name.len() <= 60 && !site.names.contains(&name) {
                site.names.push(name);
            }
        }
        for declared in document.declared(DeclaredField::Url).filter(|declared| declared.rule != "meta-image")
        {
            if let Some(host) = host(&declared.value)
                && !site.hosts.contains(&host)
            {
                site.hosts.push(host);
            }
        }
        site
    }

    /// Whether a text begins or ends with the name of the site and a mark that parts it from the rest.
    pub(crate) fn ends(&self, text: &str) -> bool {
        [" | ", " - ", " – ", " — ", ": ", " » ", " · ", " • "].into_iter().any(|mark| {
            let last = text.rsplit_once(mark).is_some_and(|(_, last)| self.is(last));
            last || text.split_once(mark).is_some_and(|(first, _)| self.is(first))
        })
    }

    /// Whether a text is the name of the site and nothing else.
    pub(crate) fn is(&self, text: &str) -> bool {
        let text = folded(text);
        let glued: String = text.split(' ').collect();
        if glued.is_empty() {
            return false;
        }
        let named = |name: &String| *name == text || name.split(' ').collect::<String>() == glued;
        // "Example.com", "The Example", "EN" of en.example.
        let hosted = |host: &String| {
            *host == glued
                || glued.strip_prefix("the") == Some(host)
                || glued.strip_prefix("www").is_some_and(|rest| rest.starts_with(host.as_str()))
                || (glued.strip_prefix(host.as_str()).is_some_and(|end| {
                    matches!(end, "com" | "org" | "net" | "de" | "ru" | "online" | "news" | "blog")
                }))
        };
        self.names.iter().any(named) || self.hosts.iter().any(hosted)
    }
}

/// The longest part of a host that is no ending.
fn host(address: &str) -> Option<String> {
    let host = address.split_once("://")?.1.split(['/', ':', '?']).next()?;
    let parts: Vec<&str> = host.split('.').collect();
    let parts = parts.get(..parts.len().checked_sub(1)?)?;
    let longest = parts.iter().filter(|part| **part != "www").max_by_key(|part| part.len())?;
    Some(longest.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_names_its_site() {
        let site = Site { names: vec!["rope fund".to_owned()], hosts: vec!["ropefund".to_owned()] };
        for name in ["Rope Fund", "ROPEFUND", "The Rope Fund", "ropefund.org"] {
            assert!(site.is(name), "{name}");
        }
        assert!(!site.is("Wells of Osh"));
        assert_eq!(host("https://www.rope-fund.org/wells").as_deref(), Some("ropefund"));
    }
}
