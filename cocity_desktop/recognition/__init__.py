"""Reading a line as it is typed: a grammar of our own for Italian and English, and dateparser for the rarer dates."""
