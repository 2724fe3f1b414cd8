"""The pieces of the interface that templates ask for by name."""

from django import forms
from django.template import Context, Template

from kes.accounts.models import User
from kes.templatetags.ui import hue_of, initials


def rendered(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


class RemarkForm(forms.Form):
    wording = forms.CharField(label="Wording", help_text="As it should read", widget=forms.Textarea)
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "Public"), ("b", "Internal")], widget=forms.RadioSelect, required=False
    )
    agreed = forms.BooleanField(label="I have read the clause")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def test_icon_is_decorative_without_a_label() -> None:
    assert rendered("{% icon 'reply' %}") == (
        '<svg class="icon" aria-hidden="true"><use href="#i-reply"/></svg>'
    )


def test_icon_with_a_label_is_an_image_named_so() -> None:
    assert 'role="img" aria-label="Hidden"' in rendered("{% icon 'lock' 'Hidden' %}")


def test_initials_are_of_the_first_and_the_last_word() -> None:
    assert initials("Żaneta Maria Ćwiklińska") == "ŻĆ"
    assert initials("Olga") == "O"
    assert initials("„Źródełko” sp. z o.o.") == "SO"
    assert initials("") == "?"


def test_avatar_takes_its_colour_from_the_primary_key() -> None:
    html = rendered("{% avatar person 'small' %}", person=User(pk=13, name="Anna Kowalska"))
    assert 'class="avatar hue-5 avatar--small"' in html
    assert ">AK<" in html


def test_hue_of_a_name_is_stable_and_within_eight() -> None:
    assert hue_of("Anna Kowalska") == hue_of("Anna Kowalska")
    assert {hue_of(f"Person {number}") for number in range(100)} <= set(range(8))


def test_names_are_escaped() -> None:
    html = rendered(
        "{% pill text 'good' %}{% breadcrumb %}{% crumb text %}{% endbreadcrumb %}", text="<b>x</b>"
    )
    assert "<b>" not in html
    assert html.count("&lt;b&gt;x") == 2


def test_field_ties_label_help_and_error_to_the_input() -> None:
    html = rendered("{% field form.wording %}", form=RemarkForm({}))
    assert '<label for="id_wording">' in html
    assert 'id="id_wording_helptext"' in html
    assert 'id="id_wording_error"' in html
    assert 'aria-describedby="id_wording_helptext id_wording_error"' in html
    assert "data-grow" in html


def test_field_with_replaced_help_does_not_point_to_the_old_one() -> None:
    html = rendered("{% field form.wording help='' %}", form=RemarkForm())
    assert "helptext" not in html


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    html = rendered("{% field form.kind cards=True %}", form=RemarkForm())
    assert '<fieldset class="field"' in html
    assert "<legend>Kind" in html
    assert "choices--cards" in html
    assert html.count('type="radio"') == 2


def test_error_summary_links_every_error_to_its_field() -> None:
    html = rendered("{% fields form %}", form=RemarkForm({}))
    assert 'role="alert"' in html
    assert '<a href="#id_wording">' in html
    assert '<a href="#id_agreed">' in html
    assert html.count('name="token"') == 1


def test_a_form_without_errors_has_no_summary() -> None:
    assert "error-summary" not in rendered("{% fields form %}", form=RemarkForm())


def test_empty_place_says_what_to_do() -> None:
    html = rendered("{% empty 'thread' 'No threads yet' 'A thread is one matter.' '/new/' 'New thread' %}")
    assert '<a class="button" href="/new/">New thread</a>' in html
    assert "<a" not in rendered("{% empty 'thread' 'No threads yet' %}")
