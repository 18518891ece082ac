//! Settings: one TOML file and the environment, in one struct.
//!
//! The rule: an unknown key is refused by name, and the token never prints.
