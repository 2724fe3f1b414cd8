"""What every page's frame needs: the theme chosen by the visitor."""

from django.http import HttpRequest

THEMES = {"light", "dark"}


def shell(request: HttpRequest) -> dict[str, str]:
    theme = request.COOKIES.get("theme", "")
    return {"theme": theme if theme in THEMES else ""}
