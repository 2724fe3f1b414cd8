"""Settings from the environment: safe defaults for development, an unsafe production refused in words."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from kes.environment import DEVELOPMENT_SECRET, Environment

SAFE = {
    "KES_ENV": "production",
    "SECRET_KEY": "a" * 20 + "b" * 20,
    "ALLOWED_HOSTS": "kes.gov.pl, www.kes.gov.pl",
    "DATABASE_URL": "postgres://kes:Zx8-long-and-own@127.0.0.1/kes",
    "DEFAULT_FROM_EMAIL": "kes@kes.gov.pl",
}


def test_development_needs_no_variable() -> None:
    environment = Environment({})
    environment.check()
    assert not environment.production


def test_a_safe_production_starts() -> None:
    environment = Environment(SAFE)
    environment.check()
    assert environment.production


def test_a_database_behind_a_socket_needs_no_password() -> None:
    Environment(SAFE | {"DATABASE_URL": "postgres://kes@%2Fvar%2Frun%2Fpostgresql/kes"}).check()


@pytest.mark.parametrize(
    "name,value",
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", DEVELOPMENT_SECRET),
        ("SECRET_KEY", "short"),
        ("DEBUG", "1"),
        ("DEBUG", "true"),
        ("ALLOWED_HOSTS", None),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "kes.gov.pl,*"),
        ("DATABASE_URL", None),
        ("DATABASE_URL", "postgres://kes:kes@db/kes"),
        ("DATABASE_URL", "postgres://postgres:postgres@db/kes"),
        ("DATABASE_URL", "postgres://kes:change-me@db/kes"),
        ("DEFAULT_FROM_EMAIL", None),
        ("KES_DEMO_PASSWORD", "kes-demo-2026"),
    ],
)
def test_an_unsafe_production_is_refused_and_says_what_to_set(name: str, value: str | None) -> None:
    variables = {key: text for key, text in (SAFE | {name: value or ""}).items() if text}
    with pytest.raises(ImproperlyConfigured, match=f"^KES_ENV=production needs:\n- {name}[^\n]*$"):
        Environment(variables).check()


def test_all_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        Environment({"KES_ENV": "production"}).check()
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "DEFAULT_FROM_EMAIL"):
        assert f"\n- {name}" in str(caught.value)


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("c" * 40 + "\n", encoding="utf-8")
    variables = SAFE | {"SECRET_KEY_FILE": str(tmp_path / "secret")}
    del variables["SECRET_KEY"]
    environment = Environment(variables)
    environment.check()
    assert environment.text("SECRET_KEY") == "c" * 40


@pytest.mark.parametrize("text,value", [("1", True), ("Yes", True), ("on", True), ("0", False), ("", False)])
def test_flags(text: str, value: bool) -> None:
    assert Environment({"DEBUG": text}).flag("DEBUG", default=not value) is value
    assert Environment({}).flag("DEBUG", default=value) is value


def test_a_number_that_is_none_is_named() -> None:
    assert Environment({"PORT": "25"}).number("PORT", 1) == 25
    with pytest.raises(ImproperlyConfigured, match="PORT must be a whole number, not 'many'"):
        Environment({"PORT": "many"}).number("PORT", 1)


def test_lists_are_separated_by_commas() -> None:
    assert Environment({"HOSTS": " a, b ,,c"}).items("HOSTS") == ["a", "b", "c"]
