//! Renders the public document from a compiled policy.
