"""Every component on one page, for the people who build the pages; only in development."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

BODIES = [
    (
        "Małgorzata Konstantynopolitańczykowianeczkowska-Brzęczyszczykiewicz",
        "Regionalny Ośrodek Polityki Społecznej",
    ),
    ("Łukasz Żądło", "Spółdzielnia Socjalna „Źródełko”"),
    ("Żaneta Ćwiklińska", "Powiatowe Centrum Pomocy Rodzinie"),
    ("Olga Nowak", "Urząd Gminy Szczebrzeszyn"),
    ("Bogdan Śmigły", "Stowarzyszenie Sąsiedzi"),
    ("Ewa Wójcik", "Uniwersytet Ekonomiczny"),
    ("Piotr Zięba", "Fundacja Rozwoju Przedsiębiorczości Społecznej"),
    ("Alicja Gąsior", "Ośrodek Wsparcia Ekonomii Społecznej"),
]


class GalleryForm(forms.Form):
    title = forms.CharField(label="Tytuł", help_text="Krótko i rzeczowo, do 120 znaków.", max_length=120)
    body = forms.CharField(label="Uzasadnienie", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(
        label="Rodzaj konsultacji",
        widget=forms.RadioSelect,
        choices=[("public", "Społeczne"), ("institutional", "Instytucjonalne"), ("internal", "Wewnętrzne")],
    )
    group = forms.ChoiceField(label="Grupa", choices=[("1", "Reintegracja"), ("2", "Zamówienia")])
    file = forms.FileField(label="Załącznik", required=False)
    agreed = forms.BooleanField(label="Znam treść klauzuli informacyjnej")


def gallery(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Uwaga została zapisana.")
    messages.error(request, "Nie udało się zapisać zmian. Tekst pozostał w przeglądarce.")
    context = {
        "form": GalleryForm(),
        "invalid": GalleryForm({"kind": "public"}, auto_id="bad_%s"),
        "composer": GalleryForm(auto_id="composer_%s"),
        "people": BODIES,
        "names": [name for name, _ in BODIES],
        "tones": ["", "accent", "good", "attention", "danger", "quiet"],
    }
    return render(request, "gallery.html", context)
