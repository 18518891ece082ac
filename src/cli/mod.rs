//! The command line: what was typed becomes what is meant, a library call, and an exit status.
//!
//! [`Arguments`] is what was typed. `Places` and the settings say what is meant by it: flags win over the environment,
//! that over `footnote.toml`, that over the defaults. Each command with work of its own has a file; all of them reach
//! index and engine through `library`. The rule: standard output carries results alone, remarks go to standard
//! error, and a reader that hangs up is no failure.
//!
//! The bot is handed in as [`Bot`], so that this shell knows nothing of the other.

mod arguments;
mod ask;
mod batch;
mod desk;
mod eval;
mod explain;
mod failure;
mod figures;
mod golden;
mod index;
mod kept;
mod library;
mod logging;
mod members;
mod places;
mod progress;
mod prompt;
mod run;
mod series;
mod sources;
mod status;
mod streams;

pub use arguments::{Arguments, Command};
pub use run::{Bot, Service, run};
