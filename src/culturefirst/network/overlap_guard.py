"""The database itself refuses two spans of one owner that have a day in common.

Neither SQLite nor a plain PostgreSQL can say this as a constraint. Asked for by a migration; a
later one that has SQLite remake the table must ask again, since the triggers go with the old one.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SAYS = "Two spans of one account have a day in common."
TABLE, OWNER = "network_registration", "user_id"
LATEST = "9999-12-31"
_MET = (
    f"SELECT 1 FROM {TABLE} AS other WHERE other.{OWNER} = NEW.{OWNER} "  # noqa: S608 (own names)
    f"AND other.id <> COALESCE(NEW.id, 0) AND other.starts < COALESCE(NEW.ends, '{LATEST}') "
    f"AND NEW.starts < COALESCE(other.ends, '{LATEST}')"
)
# SQLite knows a new row's id only after it is there, and takes the statement back.
_SQLITE_PUT = [
    f"CREATE TRIGGER {TABLE}_{verb}_alone AFTER {verb} ON {TABLE} "
    f"WHEN EXISTS ({_MET}) BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    for verb in ("INSERT", "UPDATE")
]
_SQLITE_LIFT = [f"DROP TRIGGER IF EXISTS {TABLE}_{verb}_alone" for verb in ("INSERT", "UPDATE")]
_POSTGRESQL_PUT = [
    f"CREATE OR REPLACE FUNCTION {TABLE}_alone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF EXISTS ({_MET}) THEN RAISE EXCEPTION '{SAYS}' "
    "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
    f"CREATE OR REPLACE TRIGGER {TABLE}_alone BEFORE INSERT OR UPDATE ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_alone()",
]
_POSTGRESQL_LIFT = [
    f"DROP TRIGGER IF EXISTS {TABLE}_alone ON {TABLE}",
    f"DROP FUNCTION IF EXISTS {TABLE}_alone()",
]


def put(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Forwards: make the triggers."""
    _run(schema_editor, _POSTGRESQL_PUT, _SQLITE_PUT)


def lift(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Backwards: take them away."""
    _run(schema_editor, _POSTGRESQL_LIFT, _SQLITE_LIFT)


def _run(schema_editor: BaseDatabaseSchemaEditor, here: list[str], there: list[str]) -> None:
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        for statement in here if connection.vendor == "postgresql" else there:
            cursor.execute(statement)
