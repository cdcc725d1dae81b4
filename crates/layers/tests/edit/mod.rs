mod edits;
mod rebase;
mod umoci;
