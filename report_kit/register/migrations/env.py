"""Alembic's entry: runs the migrations on the engine it is given."""

from __future__ import annotations

from alembic import context

from report_kit.register.schema import Base

engine = context.config.attributes["engine"]
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        if engine.dialect.name == "postgresql":
            # Two programs that start at once on a new database: one waits for the other.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7291003)")
        context.run_migrations()
    connection.commit()
