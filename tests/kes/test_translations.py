"""The Polish catalogues: whole, sound, and with every text that the sources ask for."""

from pathlib import Path

import django
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.kes import messages

DOMAINS = ["django", "djangojs"]
FORMS = 4  # 1, 2-4, 5 and more, fractions


@pytest.fixture(params=DOMAINS)
def polish(request: pytest.FixtureRequest) -> Catalog:
    return messages.catalogue(request.param)


def test_nothing_is_left_untranslated(polish: Catalog) -> None:
    assert [message.id for message in polish if message.id and not all(messages.polish_forms(message))] == []


def test_nothing_waits_for_a_second_look(polish: Catalog) -> None:
    assert [message.id for message in polish if message.id and message.fuzzy] == []


def test_every_plural_has_four_forms(polish: Catalog) -> None:
    plurals = [message for message in polish if message.pluralizable]
    assert plurals
    assert [message.id for message in plurals if len(messages.polish_forms(message)) != FORMS] == []


def test_plurals_are_chosen_as_django_chooses_them(polish: Catalog) -> None:
    theirs = Path(django.__file__).parent / "conf/locale/pl/LC_MESSAGES/django.po"
    with theirs.open("rb") as file:
        django_polish = read_po(file, locale="pl")
    assert polish.num_plurals == FORMS
    assert polish.plural_expr == django_polish.plural_expr


def test_placeholders_agree(polish: Catalog) -> None:
    assert [message.id for message in polish if message.id and not _agree(message)] == []


def test_names_stand_where_they_need_no_case(polish: Catalog) -> None:
    """Polish declines names: a placeholder for one never follows a preposition that would ask for it."""
    asking = [f" {word}\xa0%(name)s" for word in ("w", "z", "o", "u")] + [" od %(name)s", " dla %(name)s"]
    found = [form for message in polish for form in messages.polish_forms(message)]
    assert [form for form in found if any(words in form for words in asking)] == []


def test_one_letter_words_never_end_a_line(polish: Catalog) -> None:
    found = [form for message in polish if message.id for form in messages.polish_forms(message)]
    hanging = [form for form in found if any(f" {letter} " in f" {form}" for letter in "wzioau")]
    assert hanging == []


@pytest.mark.parametrize(
    "source", [messages.texts_of_python, messages.texts_of_templates], ids=lambda source: source.__name__
)
def test_every_text_of_the_server_is_in_the_catalogue(source: messages.Source) -> None:
    assert _missing(source(), "django") == []


def test_every_text_of_the_scripts_is_in_the_catalogue() -> None:
    assert _missing(messages.texts_of_scripts(), "djangojs") == []


def test_a_text_that_is_not_collected_is_noticed() -> None:
    assert messages.Text("", "Skip to the content") in messages.texts_of_templates()
    assert messages.Text("colours", "Light") in messages.texts_of_templates()
    assert {messages.Text("", "%s new post"), messages.Text("", "New post")} <= messages.texts_of_scripts()
    assert messages.Text("", "%d day") in messages.texts_of_python()
    assert _missing({messages.Text("", "Not in any catalogue")}, "django") == ["Not in any catalogue"]


def _missing(wanted: set[messages.Text], domain: str) -> list[str]:
    """Run `make messages` and translate what this names."""
    assert wanted
    return sorted(text.words for text in wanted - messages.texts_of(messages.catalogue(domain)))


def _agree(message: Message) -> bool:
    """The first plural form may leave the number out, as the English singular does."""
    english = [messages.placeholders(form) for form in messages.message_forms(message)]
    found = [messages.placeholders(form) for form in messages.polish_forms(message)]
    return found[0] in english and all(form == english[-1] for form in found[1:])
