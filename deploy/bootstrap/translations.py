"""Compiles every .po of the project to .mo with Babel, so that no machine needs gettext."""

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from deploy.bootstrap.paths import LOCALE


def compile_all() -> None:
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3], abort_invalid=True)
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


if __name__ == "__main__":
    compile_all()
