mod compare;
mod drawing;
mod edits;
mod instructions;
mod join;
mod oracle;
mod set;
mod support;
