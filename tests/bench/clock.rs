//! The processor time of a thread: what work costs, whatever else the machine does meanwhile.

#![allow(
    unreachable_pub,
    dead_code,
    reason = "shared by benches, each of which uses a part"
)]

use std::time::Duration;

/// A moment of the thread's processor time; of the day's where the system does not count it.
#[derive(Clone, Copy)]
pub struct Moment(Duration);

impl Moment {
    /// Now.
    pub fn now() -> Self {
        Self(passed())
    }

    /// What the thread has worked since then.
    pub fn elapsed(self) -> Duration {
        passed().saturating_sub(self.0)
    }
}

#[cfg(unix)]
fn passed() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

#[cfg(not(unix))]
fn passed() -> Duration {
    use std::sync::LazyLock;
    use std::time::Instant;
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGUN.elapsed()
}
