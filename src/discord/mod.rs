//! The Discord bot: connects the gateway to the engine.
