"""Reads settings from the environment, secrets also from files, and refuses an unsafe production."""

import os
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

DEVELOPMENT_SECRET = "development-only-never-in-production"
DEFAULT_PASSWORDS = ("kes", "postgres", "password", "change-me")
TRUE = {"1", "true", "yes", "on"}


class Environment:
    """The process environment, read with safe defaults for development."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self.production = variables.get("KES_ENV", "development") == "production"

    def text(self, name: str, default: str = "") -> str:
        if path := self._variables.get(f"{name}_FILE"):
            return Path(path).read_text(encoding="utf-8").strip()
        return self._variables.get(name, default)

    def flag(self, name: str, *, default: bool) -> bool:
        said = name in self._variables or f"{name}_FILE" in self._variables
        return self.text(name).lower() in TRUE if said else default

    def items(self, name: str, default: str = "") -> list[str]:
        return [item.strip() for item in self.text(name, default).split(",") if item.strip()]

    def number(self, name: str, default: int) -> int:
        value = self.text(name, str(default))
        try:
            return int(value)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from error

    def check(self) -> None:
        """Raise ImproperlyConfigured, naming every variable to set, when production would be unsafe."""
        problems = self._problems() if self.production else []
        if problems:
            raise ImproperlyConfigured("KES_ENV=production needs:\n- " + "\n- ".join(problems))

    def _problems(self) -> list[str]:
        found = []
        secret = self.text("SECRET_KEY", DEVELOPMENT_SECRET)
        if secret == DEVELOPMENT_SECRET or len(secret) < 32:
            found.append("SECRET_KEY (or SECRET_KEY_FILE): at least 32 random characters")
        if self.flag("DEBUG", default=False):
            found.append("DEBUG unset or 0")
        if not self.items("ALLOWED_HOSTS") or "*" in self.items("ALLOWED_HOSTS"):
            found.append("ALLOWED_HOSTS: the host names of the site, separated by commas")
        database = self.text("DATABASE_URL")
        if not database:
            found.append("DATABASE_URL, e.g. postgres://kes@%2Fvar%2Frun%2Fpostgresql/kes")
        elif any(f":{word}@" in database for word in DEFAULT_PASSWORDS):
            found.append("DATABASE_URL with a password that is not a default one")
        if not self.text("DEFAULT_FROM_EMAIL"):
            found.append("DEFAULT_FROM_EMAIL: the address that letters come from")
        if self.text("KES_DEMO_PASSWORD"):
            found.append("KES_DEMO_PASSWORD unset: demonstration accounts have no place there")
        return found


env = Environment(os.environ)
