//! The one integration test program.

// Everything here is test code, so the linter may allow what it allows in tests.
#![cfg(test)]

#[cfg(feature = "ui")]
mod glyphs;
mod layers;
mod locked;
mod tidy;
mod tree;

mod adding;
mod articles;
mod cases;
mod checked;
mod citations;
mod command;
mod consensus;
mod copies;
mod craft;
mod crash;
mod desk;
mod early;
mod folder;
mod git;
mod git_folder;
mod import;
mod join;
#[cfg(unix)]
mod kill;
mod odd_joins;
mod packs;
mod palette;
mod readme;
mod samples;
mod signed;
mod texts;
mod troubles;
mod versions;
mod work;

#[cfg(feature = "robot")]
mod robot;
#[cfg(feature = "robot")]
mod robot_compose;
#[cfg(feature = "robot")]
mod robot_copies;
#[cfg(feature = "robot")]
mod robot_craft;
#[cfg(feature = "robot")]
mod robot_finding;
#[cfg(feature = "robot")]
mod robot_idle;
#[cfg(feature = "robot")]
mod robot_odd;
#[cfg(feature = "robot")]
mod robot_packs;
#[cfg(feature = "robot")]
mod robot_page;
#[cfg(feature = "robot")]
mod robot_reader;
#[cfg(feature = "robot")]
mod robot_records;
#[cfg(feature = "robot")]
mod robot_select;
#[cfg(feature = "robot")]
mod robot_still;
#[cfg(feature = "robot")]
mod robot_teams;
#[cfg(feature = "robot")]
mod robot_texts;
#[cfg(feature = "robot")]
mod robot_touch;
#[cfg(feature = "robot")]
mod robot_voice;
