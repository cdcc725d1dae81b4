//! Nothing: this package holds tests alone.
