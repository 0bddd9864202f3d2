"""The encrypted archive: tables, unit of work with its journal, read models, migrations, backup."""
