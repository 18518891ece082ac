//! Everything that is tested from outside: the program through its command line and through a Discord of the tests'
//! own, and the house rules of its source.

mod answers;
mod asked;
mod batch;
mod brokers;
mod cli;
mod desk;
mod discord;
mod documents;
mod eval;
mod everyday;
mod filings;
mod followed;
mod gate;
mod golden;
mod held_apart;
mod index;
mod layouts;
mod one_of_several;
mod places;
mod program;
mod reckoned;
mod replies;
mod tidy;
mod told;
mod worded;
