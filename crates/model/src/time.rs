//! A time of day, with its zone where one is stated.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Hours and minutes of a civil day, and minutes east of Greenwich where a text states the zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay {
    hour: u8,
    minute: u8,
    offset: Option<i16>,
}

impl TimeOfDay {
    /// Hours 0–24 and minutes 0–59; 24:00 is the end of the day and has no minutes. `None` for anything else.
    pub fn new(hour: u32, minute: u32) -> Option<Self> {
        let fits = hour <= 23 && minute <= 59 || hour == 24 && minute == 0;
        let (hour, minute) = (u8::try_from(hour).ok()?, u8::try_from(minute).ok()?);
        fits.then_some(Self { hour, minute, offset: None })
    }

    /// The same time, said to be so many minutes east of Greenwich.
    #[must_use]
    pub fn at_offset(self, minutes: i16) -> Self {
        Self { offset: Some(minutes), ..self }
    }
}

impl fmt::Display for TimeOfDay {
    /// ISO 8601: `10:00`, `10:00+06:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        let Some(offset) = self.offset else { return Ok(()) };
        let sign = if offset < 0 { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", offset.unsigned_abs() / 60, offset.unsigned_abs() % 60)
    }
}

impl FromStr for TimeOfDay {
    type Err = String;

    /// Reads what [`Display`](fmt::Display) writes.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let pair = |text: &str| -> Option<(u32, u32)> {
            let (hours, minutes) = text.split_once(':')?;
            (hours.len() == 2 && minutes.len() == 2)
                .then(|| Some((hours.parse().ok()?, minutes.parse().ok()?)))?
        };
        let time = || -> Option<Self> {
            let Some(at) = text.find(['+', '-']) else {
                let (hour, minute) = pair(text)?;
                return Self::new(hour, minute);
            };
            let ((hour, minute), (hours, minutes)) = (pair(&text[..at])?, pair(&text[at + 1..])?);
            let offset = i16::try_from(hours * 60 + minutes).ok()?;
            Some(Self::new(hour, minute)?.at_offset(if text[at..].starts_with('-') {
                -offset
            } else {
                offset
            }))
        };
        time().ok_or_else(|| format!("not a time of day: {text:?} (10:00 or 10:00+06:00 is expected)"))
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_reads_back_as_it_was_written() {
        for text in ["00:00", "09:05", "24:00", "10:00+06:00", "23:59-03:30"] {
            assert_eq!(text.parse::<TimeOfDay>().expect(text).to_string(), text);
        }
        for text in ["24:01", "25:00", "10:60", "9:05", "", "10", "10:00+6"] {
            assert!(text.parse::<TimeOfDay>().is_err(), "{text}");
        }
    }
}
