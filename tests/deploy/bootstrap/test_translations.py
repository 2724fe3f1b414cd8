"""Translations are compiled without gettext, plural forms of Polish included."""

import gettext
from pathlib import Path

import pytest

from deploy.bootstrap import translations

CATALOGUE = """
msgid ""
msgstr ""
"Language: pl\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=4; plural=(n==1 ? 0 : (n%10>=2 && n%10<=4) && (n%100<12 || n%100>14) ? 1 : 2);\\n"

msgid "%d remark"
msgid_plural "%d remarks"
msgstr[0] "%d uwaga"
msgstr[1] "%d uwagi"
msgstr[2] "%d uwag"
msgstr[3] "%d uwagi"

#, fuzzy
msgid "Save"
msgstr "Zgadnij"
"""


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> gettext.GNUTranslations:
    folder = tmp_path / "pl/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(CATALOGUE, encoding="utf-8")
    monkeypatch.setattr(translations, "LOCALE", tmp_path)
    translations.compile_all()
    with (folder / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


@pytest.mark.parametrize("count, words", [(1, "%d uwaga"), (3, "%d uwagi"), (5, "%d uwag"), (22, "%d uwagi")])
def test_polish_plural_forms(compiled: gettext.GNUTranslations, count: int, words: str) -> None:
    assert compiled.ngettext("%d remark", "%d remarks", count) == words


def test_a_guess_that_nobody_confirmed_is_left_out(compiled: gettext.GNUTranslations) -> None:
    assert compiled.gettext("Save") == "Save"
