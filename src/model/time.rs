//! Points in time, to the second, always in UTC.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A point in time in whole seconds, written `2026-11-22T08:30:00Z`.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Time(Timestamp);

impl Time {
    /// Seconds since 1970-01-01T00:00:00Z; what no calendar holds becomes the epoch itself.
    pub fn from_secs(secs: i64) -> Self {
        Self(Timestamp::from_second(secs).unwrap_or_default())
    }

    /// Whole seconds since the epoch.
    pub fn secs(self) -> i64 {
        self.0.as_second()
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Time {
    type Err = jiff::Error;

    /// Reads any RFC 3339 time and drops what is finer than a second.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::from_secs(text.parse::<Timestamp>()?.as_second()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_in_whole_seconds_of_utc() {
        let time: Time = "2026-11-22T16:30:00.750+08:00".parse().unwrap();
        assert_eq!(time.to_string(), "2026-11-22T08:30:00Z");
    }
}
