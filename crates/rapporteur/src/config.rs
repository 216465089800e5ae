//! Settings from `rapporteur.toml` and the environment; a flag wins over the environment, the environment over the file.
//!
//! Every key can be given as `RAPPORTEUR_SECTION_KEY`. An unknown key is an error that names the file and the line.

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::env;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Config {
    pub(crate) index: IndexConfig,
    pub(crate) search: SearchConfig,
    pub(crate) serve: ServeConfig,
    pub(crate) output: OutputConfig,
}

/// `[index]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct IndexConfig {
    /// The folder of the index; relative to the file's own folder.
    pub(crate) dir: Option<PathBuf>,
}

/// `[search]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SearchConfig {
    /// Hits to show.
    pub(crate) limit: Option<usize>,
}

/// `[serve]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ServeConfig {
    /// Where to listen.
    pub(crate) address: Option<SocketAddr>,
    /// Host names to answer to besides localhost.
    pub(crate) hosts: Vec<String>,
}

/// `[output]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct OutputConfig {
    /// `auto`, `always` or `never`.
    pub(crate) color: Option<String>,
}

const NAME: &str = "rapporteur.toml";

/// The settings of the file named, else of the one found, with the environment over them.
pub(crate) fn load(named: Option<&Path>) -> Result<Config> {
    let mut config = match named.map(Path::to_owned).or_else(found) {
        Some(path) => read(&path)?,
        None => Config::default(),
    };
    let variables = env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    overlay(&mut config, variables)?;
    Ok(config)
}

fn found() -> Option<PathBuf> {
    let home = env::var_os("XDG_CONFIG_HOME")
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".config")));
    let candidates = [Some(PathBuf::from(NAME)), home.map(|home| home.join("rapporteur").join(NAME))];
    candidates.into_iter().flatten().find(|path| path.is_file())
}

fn read(path: &Path) -> Result<Config> {
    let text = fs::read_to_string(path)
        .with_context(|| format!("cannot read the configuration {}", path.display()))?;
    let mut config: Config = toml::from_str(&text)
        .with_context(|| format!("the configuration {} has a mistake", path.display()))?;
    if let (Some(dir), Some(folder)) = (&config.index.dir, path.parent()) {
        config.index.dir = Some(folder.join(dir));
    }
    Ok(config)
}

const PREFIX: &str = "RAPPORTEUR_";

fn overlay(config: &mut Config, variables: impl Iterator<Item = (String, String)>) -> Result<()> {
    for (name, value) in variables {
        let Some(key) = name.strip_prefix(PREFIX) else { continue };
        let wrong =
            |expected: &str| format!("the environment variable {name} is {value:?}; {expected} is expected");
        match key {
            "INDEX_DIR" => config.index.dir = Some(PathBuf::from(&value)),
            "SEARCH_LIMIT" => config.search.limit = Some(value.parse().with_context(|| wrong("a number"))?),
            "SERVE_ADDRESS" => {
                config.serve.address = Some(value.parse().with_context(|| wrong("an address and port"))?);
            }
            "SERVE_HOSTS" => {
                config.serve.hosts = value.split(',').map(|host| host.trim().to_owned()).collect();
            }
            "OUTPUT_COLOR" => config.output.color = Some(value),
            _ => bail!("the environment variable {name} is no setting of rapporteur"),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_wins_over_the_file() {
        let mut config: Config =
            toml::from_str("[search]\nlimit = 5\n[serve]\nhosts = ['a.example']").expect("settings");
        let variables = [("RAPPORTEUR_SEARCH_LIMIT", "7"), ("HOME", "/x")];
        overlay(&mut config, variables.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())))
            .expect("known keys");
        assert_eq!((config.search.limit, config.serve.hosts.len()), (Some(7), 1));
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line() {
        let error = toml::from_str::<Config>("[search]\nlimt = 5").expect_err("a mistake").to_string();
        assert!(error.contains("line 2") && error.contains("limt"), "{error}");
        let unknown = [("RAPPORTEUR_SEARCH_LIMT".to_owned(), "5".to_owned())];
        assert!(overlay(&mut Config::default(), unknown.into_iter()).is_err());
    }
}
