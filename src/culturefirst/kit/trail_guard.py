"""The database itself refuses to change or delete an event of the audit trail."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "kit_auditevent"
SAYS = "An event of the audit trail is never changed or deleted."

# All but the words and their salt: somebody who was erased may be named in them, and they change
# together only.
CHAINED = (
    "id", "at", "actor", "verb", "object_type", "object_id", "about", "seal", "previous", "digest",
)  # fmt: skip

_SQLITE_FIRST = [
    f"CREATE TRIGGER IF NOT EXISTS trail_no_{verb} BEFORE {verb} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    for verb in ("UPDATE", "DELETE")
]
_SQLITE_PUT = [
    f"CREATE TRIGGER IF NOT EXISTS trail_no_UPDATE BEFORE UPDATE ON {TABLE} "
    "WHEN NEW.salt IS OLD.salt OR "
    + " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in CHAINED)
    + f" BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
    _SQLITE_FIRST[1],
]
_SQLITE_LIFT = [f"DROP TRIGGER IF EXISTS trail_no_{verb}" for verb in ("UPDATE", "DELETE")]
_FUNCTION = (
    "CREATE OR REPLACE FUNCTION trail_refuses() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)
_POSTGRESQL_FIRST = [
    _FUNCTION,
    f"CREATE OR REPLACE TRIGGER trail_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION trail_refuses()",
]
_POSTGRESQL_PUT = [
    _FUNCTION,
    f"CREATE OR REPLACE TRIGGER trail_guard BEFORE DELETE OR TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION trail_refuses()",
    f"CREATE OR REPLACE TRIGGER trail_no_update BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN ("
    "NEW.salt IS NOT DISTINCT FROM OLD.salt OR "
    + " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in CHAINED)
    + ") EXECUTE FUNCTION trail_refuses()",
]
_POSTGRESQL_LIFT = [
    f"DROP TRIGGER IF EXISTS {name} ON {TABLE}" for name in ("trail_guard", "trail_no_update")
]


def put(connection: Any) -> None:
    """Make the triggers; harmless where they are there already."""
    _run(connection, _POSTGRESQL_PUT if connection.vendor == "postgresql" else _SQLITE_PUT)


def lift(connection: Any) -> None:
    """Take the triggers away, for emptying a whole database and for tests of the chain."""
    _run(connection, _POSTGRESQL_LIFT if connection.vendor == "postgresql" else _SQLITE_LIFT)


def migrate(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Forwards: the triggers as they were at first, and the chain's one head."""
    connection = schema_editor.connection
    _run(connection, _POSTGRESQL_FIRST if connection.vendor == "postgresql" else _SQLITE_FIRST)
    apps.get_model("kit", "AuditHead").objects.get_or_create(pk=1)


def unmigrate(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Backwards."""
    lift(schema_editor.connection)


def _run(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
