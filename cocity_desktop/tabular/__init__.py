"""Tables of others: read as people really keep them (CSV, XLSX, ODS), and written so that they can be read again."""
