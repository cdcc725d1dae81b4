mod bases;
mod compare;
mod drawing;
mod oracle;
mod set;
