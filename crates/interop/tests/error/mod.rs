mod hostile;
mod messages;
