//! Any string, by the parser and by the grammar's regular expression: both accept it with the same parts, or neither does.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../../tests/grammar"]
mod grammar {
    pub mod abnf;
    pub mod oracle;
}

fuzz_target!(|text: &str| {
    grammar::oracle::Oracle::shared().check(text);
});
