mod join;
mod oracle;
