//! What can be typed. What it means is decided by the commands.

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Search programme documents by who met whom, where and when, with the sentence that proves it.
#[derive(Debug, Parser)]
#[command(name = "rapporteur", version, max_term_width = 100, propagate_version = true, after_help = AFTER)]
pub(crate) struct Flags {
    /// The folder of the index [default: .rapporteur beside the documents]
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) index: Option<PathBuf>,

    /// The configuration file [default: rapporteur.toml here, else in the XDG configuration folder]
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) config: Option<PathBuf>,

    /// When to use colours; NO_COLOR turns them off as well
    #[arg(long, global = true, value_enum, value_name = "WHEN")]
    pub(crate) color: Option<Color>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER: &str = "\
Exit codes: 0 found, 1 nothing found, 2 failed.

Examples:
  rapporteur search --in reports/ 'event(where:Dushanbe when:2011-11)'
  rapporteur events --in reports/ 'where:\"Central Asia\" when:2014-07..2014-12'
  rapporteur search --in reports/ 'near:\"Osh, 100km\"' --facet where
  rapporteur places Georgia
  rapporteur people Petrov
  rapporteur index reports/ && rapporteur serve --index reports/.rapporteur";

/// A command line in which `-word` is no flag but part of a query: the hyphen becomes a minus sign, which the query
/// language takes for the same. The only flags of one letter are -n, -q, -h and -V.
pub(crate) fn shielded(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    arguments
        .into_iter()
        .map(|argument| match argument.to_str().and_then(|text| text.strip_prefix('-')) {
            Some(rest) if !is_flag(rest) => OsString::from(format!("−{rest}")),
            _ => argument,
        })
        .collect()
}

/// What may follow the hyphen of a flag: nothing (standard input), another hyphen, a known letter, `n` with a number.
fn is_flag(rest: &str) -> bool {
    rest.is_empty()
        || rest.starts_with('-')
        || matches!(rest, "n" | "q" | "h" | "V")
        || rest.strip_prefix('n').is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Bring the index up to date with folders, files, lists of paths, or lines of JSON
    Index(Index),
    /// Search documents
    Search(Search),
    /// Search events: who met whom, where and when
    Events(Events),
    /// Show a document with what was read out of it
    Show(Show),
    /// Print what is read out of files, one JSON object a document, without an index
    Extract(Extract),
    /// Mark people, organisations, places and dates in lines of JSON, without an index
    ///
    /// Lines out are {"id", "spans": [{"start", "end", "type": "PER|ORG|LOC|ROLE|DATE", "value"?, "interval"?, "geonameid"?,
    /// "lat"?, "lon"?, "chain"?}]}, one for each line in. Of "since 2009" the value is 2009 and the interval 2009/.. .
    /// Mentions of one person share a chain, a number of the line's own. Lines with "spans" of type LOC or PER have these
    /// resolved or chained and nothing else found. A place without "lat" and "lon" is in no gazetteer.
    Annotate(Annotate),
    /// Answer searches on a web page and as JSON, on this machine only
    Serve(Serve),
    /// Explain a place name: which places it may be, what holds them, and which of them a search takes
    Places(Places),
    /// Explain a person's name: who bears it in the index, in which spellings, roles and documents
    People(People),
    /// Say what is in the index
    Status(Status),
    /// Print completions for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
}

#[derive(Debug, Args)]
pub(crate) struct Index {
    /// Folders and files; `-` reads paths from standard input, one a line
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath, required_unless_present = "jsonl")]
    pub(crate) paths: Vec<PathBuf>,

    /// Lines of JSON: {"id", "title"?, "text" or "html", "date"?, "lang"?, "url"?}; `-` reads standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) jsonl: Vec<PathBuf>,

    /// Print the account as JSON
    #[arg(long)]
    pub(crate) json: bool,

    /// Say nothing but failures
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// What search and events share.
#[derive(Debug, Args)]
pub(crate) struct Asking {
    /// What to look for; words are all wanted. See `rapporteur search --help` for the fields
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,

    /// Index this folder or file first when needed, and search it
    #[arg(long = "in", value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) within: Option<PathBuf>,

    /// How many hits to show [default: 10]
    #[arg(short = 'n', long = "limit", value_name = "N")]
    pub(crate) limit: Option<usize>,

    /// How many hits to leave out first
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: usize,

    /// The order of hits; newest and oldest go by the time of the event, or of publication
    #[arg(long, value_enum, value_name = "ORDER", default_value = "relevance")]
    pub(crate) sort: Order,

    /// Count the values of these fields: where (places in each other), country, who, org, year, lang, status, type. Of who,
    /// spellings of one person are counted together, among the 200 most frequent names
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    pub(crate) facet: Vec<String>,

    /// Say what each part of the query matches by itself, and why each hit matched
    #[arg(long)]
    pub(crate) explain: bool,

    /// Print one JSON object
    #[arg(long, group = "form")]
    pub(crate) json: bool,

    /// Print one JSON object a hit
    #[arg(long, group = "form")]
    pub(crate) jsonl: bool,

    /// Print comma-separated values with a header
    #[arg(long, group = "form")]
    pub(crate) csv: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Order {
    Relevance,
    Newest,
    Oldest,
}

#[derive(Debug, Args)]
#[command(after_long_help = LANGUAGE)]
pub(crate) struct Search {
    #[command(flatten)]
    pub(crate) asking: Asking,

    /// Answer many queries, one {"id", "text"} a line; `-` reads standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["query", "json", "jsonl", "csv", "explain", "facet"], requires = "format")]
    pub(crate) batch: Option<PathBuf>,

    /// The form of a batch's answers: TREC run lines, ranked by any of the words
    #[arg(long, value_enum, value_name = "FORM", requires = "batch")]
    pub(crate) format: Option<Format>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Trec,
}

const LANGUAGE: &str = "\
The query language:
  water lakes            both words, in any form (lake, lakes)
  water OR lakes         either; ( ) groups
  -dam, NOT dam          without
  \"shared lakes\"         one after the other; \"shared lakes\"~3 near each other
  hydrolog*  w?ter       beginnings and patterns; watter~ allows for a slip; =lakes exactly this word
  title:  text:  name:  role:  series:              words in one field
  org:FCDO               an organisation under any of its names, and those that came before and after it, which the answer
                         says (DfID, its predecessor until 2020-09); org:=DfID the name alone
  who:Canagarajah        a person, whatever the spelling, script or case, by short forms too (Bill, William);
                         who:=name as written; --explain says how a name matched
  where:\"Central Asia\"   a place and all that lies in it; where:=Osh the place itself
  venue:Osh  about:Osh   the place of an event; what a document is about, by its title, its opening and its number of mentions
  near:\"Osh, 100km\"     towns, districts, lakes and mountains so near, also mi and m; 50 km where nothing is said;
                         near:\"40.5,72.8, 50 km\" from a point, degrees north and east
  box:\"39,69,41,74\"     the same between south,west,north,east; a west greater than the east goes across 180°
  when:2011-11           the time of an event, by overlap; when:2011-11..2012-01, when:>=2014, when:\"last 3 months\"
  published:2012         the time of publication
  lang:ru  status:held  type:html  site:  path:  zone:all
  when:none  where:none  about:*  who:*              without a time, without a place, about some place, with anybody
  event(where:Dushanbe when:2011-11 who:Canagarajah) all of it in one event

A document counts once for a place, however often it names it, and once for each place that holds it: its region, its
country, the parts of the world and the groupings the country belongs to. `rapporteur places NAME` explains a name,
`rapporteur people NAME` that of a person.";

#[derive(Debug, Args)]
pub(crate) struct Events {
    #[command(flatten)]
    pub(crate) asking: Asking,

    /// Print an iCalendar of the events that have a time
    #[arg(long, group = "form")]
    pub(crate) ics: bool,

    /// Print GeoJSON of the events that have a venue
    #[arg(long, group = "form")]
    pub(crate) geojson: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The identifier of a document, as a search prints it
    #[arg(value_name = "ID")]
    pub(crate) id: String,

    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,

    /// Show only the sentences that prove events, with this many blocks of text around them
    #[arg(long, value_name = "N", conflicts_with = "json")]
    pub(crate) context: Option<usize>,

    /// Open the file itself with the desktop's program for it
    #[arg(long, conflicts_with_all = ["json", "context"])]
    pub(crate) open: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// Folders and files; `-` reads one document from standard input
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath, required = true)]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Annotate {
    /// Lines of {"id", "text", "lang"?, "date"?, "spans"?} [default: standard input]
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Where to listen; only addresses of this machine are taken [default: 127.0.0.1:7700]
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(crate) address: Option<SocketAddr>,

    /// Index this folder first when needed, and serve it
    #[arg(long = "in", value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) within: Option<PathBuf>,

    /// A host name to answer to besides localhost, for a reverse proxy
    #[arg(long, value_name = "NAME")]
    pub(crate) host: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Places {
    /// A name as it would be typed after where:, in any spelling or script; "Paris, Texas" says which one
    #[arg(value_name = "NAME", required = true)]
    pub(crate) name: Vec<String>,

    /// How many places to show at most
    #[arg(short = 'n', long = "limit", value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,

    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(after_long_help = PEOPLE)]
pub(crate) struct People {
    /// A name as it would be typed after who:, in any spelling, script or case; =NAME is the literal spelling
    #[arg(value_name = "NAME", required = true)]
    pub(crate) name: Vec<String>,

    /// How many people to show at most
    #[arg(short = 'n', long = "limit", value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,

    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

const PEOPLE: &str = "\
Who is named in most documents comes first. Spellings are one person where the shorter name has no other word than the
fuller: initials, cases, scripts, short forms (Bill, William), patronymics left out. Two first names, initials or sexes are
two people; a surname alone that may be several people's stands by itself.";

#[derive(Debug, Args)]
pub(crate) struct Status {
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,

    /// List what is not in the index, and why
    #[arg(long)]
    pub(crate) refused: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_flags_are_consistent() {
        Flags::command().debug_assert();
    }

    #[test]
    fn a_word_with_a_hyphen_is_part_of_the_query_and_flags_may_follow() {
        let typed = ["rapporteur", "search", "seminar", "-notaries", "-n", "3", "--json"];
        let flags = Flags::try_parse_from(shielded(typed.map(OsString::from))).expect("a command line");
        let Command::Search(search) = flags.command else { panic!("another command") };
        assert_eq!(search.asking.query, ["seminar", "−notaries"]);
        assert_eq!((search.asking.limit, search.asking.json), (Some(3), true));
    }
}
