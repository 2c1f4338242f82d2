"""Migrations of the register's schema, run by Alembic whenever a register is opened."""
