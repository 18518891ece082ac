# What to run before a change goes out; `.ci/run` runs the same and more.

# Format, lints, documentation, tests, leftovers (a test of its own scans for those).
check: format lint docs test

format:
    cargo fmt --all --check

lint:
    cargo clippy --all-targets --locked -- -D warnings

docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --locked

test:
    cargo test --locked

# Licences, sources and advisories of the dependencies; needs cargo-deny.
dependencies:
    cargo deny check
