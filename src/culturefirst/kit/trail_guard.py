"""The database itself refuses to change or delete an event of the audit trail."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "kit_auditevent"
SAYS = "An event of the audit trail is never changed or deleted."

_SQLITE_PUT = [
    f"CREATE TRIGGER IF NOT EXISTS trail_no_{verb} BEFORE {verb} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    for verb in ("UPDATE", "DELETE")
]
_SQLITE_LIFT = [f"DROP TRIGGER IF EXISTS trail_no_{verb}" for verb in ("UPDATE", "DELETE")]
_POSTGRESQL_PUT = [
    "CREATE OR REPLACE FUNCTION trail_refuses() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE OR REPLACE TRIGGER trail_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION trail_refuses()",
]
_POSTGRESQL_LIFT = [f"DROP TRIGGER IF EXISTS trail_guard ON {TABLE}"]


def put(connection: Any) -> None:
    """Make the triggers; harmless where they are there already."""
    _run(connection, _POSTGRESQL_PUT if connection.vendor == "postgresql" else _SQLITE_PUT)


def lift(connection: Any) -> None:
    """Take the triggers away, for emptying a whole database and for tests of the chain."""
    _run(connection, _POSTGRESQL_LIFT if connection.vendor == "postgresql" else _SQLITE_LIFT)


def migrate(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Forwards: the triggers and the chain's one head."""
    put(schema_editor.connection)
    apps.get_model("kit", "AuditHead").objects.get_or_create(pk=1)


def unmigrate(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Backwards."""
    lift(schema_editor.connection)


def _run(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
