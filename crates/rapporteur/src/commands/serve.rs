//! `serve`

use super::identities::Identified;
use super::{Context, ask, index, say};
use crate::exit::Outcome;
use crate::flags::Serve;
use crate::reader::Composed;
use anyhow::Result;
use rapporteur_web::Config;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

const PORT: u16 = 7700;
/// How often the server looks whether it is told to stop.
const LOOK: Duration = Duration::from_millis(50);

pub(crate) fn run(flags: &Serve, context: &Context) -> Result<Outcome> {
    let engine = ask::engine(flags.within.as_deref(), context)?;
    let configured = context.config.serve.address;
    let address =
        flags.address.or(configured).unwrap_or_else(|| SocketAddr::from((Ipv4Addr::LOCALHOST, PORT)));
    let hosts = flags.host.iter().chain(&context.config.serve.hosts).cloned().collect();
    let config = Config { hosts, log: Arc::new(say), ..Config::default() };
    let stop = index::stop_flag()?;
    let (tell, told) = channel();
    thread::spawn(move || {
        while !stop.load(Ordering::Relaxed) {
            thread::sleep(LOOK);
        }
        drop(tell);
    });
    let bound = |address: SocketAddr| say(&format!("serving http://{address}/ until Ctrl-C"));
    rapporteur_web::run(
        address,
        Arc::new(Identified(engine)),
        Arc::new(Composed::default()),
        config,
        bound,
        told,
    )?;
    Ok(Outcome::Found)
}
