//! The binary driven as a person drives it: arguments in; exit code, standard output and standard error out.

use serde_json::Value;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;
use std::{env, fs};

/// No run may take longer; one that does is ended and fails its test.
const LONGEST: Duration = Duration::from_mins(2);

/// A program in a folder of its own, deaf to the settings of whoever runs the tests.
#[derive(Debug, Clone)]
pub struct Program {
    path: PathBuf,
    folder: PathBuf,
    variables: Vec<(String, String)>,
}

/// What a run left.
#[derive(Debug, Clone)]
pub struct Ran {
    /// The exit code; 128 and the signal's number where one ended it.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Program {
    /// The program at `path`, run in `folder`.
    pub fn new(path: impl Into<PathBuf>, folder: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), folder: folder.into(), variables: Vec::new() }
    }

    /// The same with an environment variable.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same in another folder.
    #[must_use]
    pub fn within(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = folder.into();
        self
    }

    /// The folder it runs in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A command that is ready to be started.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(&self.path);
        let ours = |name: &OsStr| name.to_string_lossy().starts_with("RAPPORTEUR_");
        for (name, _) in env::vars_os().filter(|(name, _)| ours(name)) {
            command.env_remove(name);
        }
        command
            .args(arguments)
            .current_dir(&self.folder)
            .env_remove("NO_COLOR")
            .env_remove("COLUMNS")
            .env("HOME", &self.folder)
            .env("XDG_CONFIG_HOME", self.folder.join(".config"))
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs it to its end.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Ran {
        finish(self.command(arguments).spawn().expect("the program starts"))
    }

    /// Runs it to its end with this on standard input.
    pub fn fed<A: AsRef<OsStr>>(&self, input: &[u8], arguments: impl IntoIterator<Item = A>) -> Ran {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        let input = input.to_owned();
        let feeding = std::thread::spawn(move || {
            // A program that fails at once does not read all of it.
            let _ = stdin.write_all(&input);
        });
        let ran = finish(child);
        feeding.join().expect("the input is written");
        ran
    }
}

/// Waits for a program to end, and gives what it left.
pub fn finish(child: Child) -> Ran {
    let pid = child.id();
    let (tell, told) = channel::<()>();
    let watching = std::thread::spawn(move || {
        let hangs = told.recv_timeout(LONGEST) == Err(RecvTimeoutError::Timeout);
        if hangs {
            signal(pid, rustix::process::Signal::KILL);
        }
        hangs
    });
    let output = child.wait_with_output().expect("the program ends");
    drop(tell);
    let ran = Ran::of(&output);
    assert!(!watching.join().expect("the watch ends"), "it did not end in {LONGEST:?}: {}", ran.err);
    ran
}

/// Sends a signal to a process that was started here and not waited for yet.
pub fn signal(pid: u32, signal: rustix::process::Signal) {
    let pid = i32::try_from(pid).ok().and_then(rustix::process::Pid::from_raw).expect("a process");
    // It may have ended by itself.
    let _ = rustix::process::kill_process(pid, signal);
}

impl Ran {
    /// What a finished process left.
    pub fn of(output: &std::process::Output) -> Self {
        #[cfg(unix)]
        let signal = std::os::unix::process::ExitStatusExt::signal(&output.status).unwrap_or(0);
        #[cfg(not(unix))]
        let signal = 0;
        Self {
            code: output.status.code().unwrap_or(128 + signal),
            out: String::from_utf8(output.stdout.clone()).expect("standard output is UTF-8"),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Fails unless it ended with this exit code.
    #[track_caller]
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.out, self.err);
        self
    }

    /// Standard output as one JSON value.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}\n{}", self.out, self.err))
    }

    /// Standard output as JSON values, one a line.
    #[track_caller]
    pub fn lines(&self) -> Vec<Value> {
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
            .collect()
    }
}

/// Copies the files of a folder, those below it too.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a readable folder") {
        let path = entry.expect("a readable folder").path();
        let name = path.file_name().expect("a name");
        if name.to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).expect("a copy");
        }
    }
}
