//! The bot against a Discord of the tests' own.
//!
//! [`server::Discord`] speaks gateway and HTTP on loopback, enforces Discord's rules and records what the bot sends;
//! [`bot::Bot`] is the real program. With `FOOTNOTE_CAPTURE=file` every request of the bot is written there as JSON
//! lines of `{"method", "path", "body"}`.

mod bot;
mod budget;
mod capture;
mod gateway;
mod http;
mod kinds;
mod objects;
mod people;
mod rules;
mod server;
mod tls;

mod chinese;
mod connection;
mod controls;
mod conversation;
mod enforcement;
mod forum;
mod health;
mod inert;
mod installed;
mod limiter;
mod parts;
mod permissions;
mod process;
mod questions;
mod requests;
mod servers;
mod slots;
mod stand_in;
mod stopping;
mod storm;
mod tables;
