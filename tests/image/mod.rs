mod edits;
mod instructions;
mod join;
mod oracle;
mod support;
