"""One page: the posts of a thread, as Django's tutorial would show them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from groups.threads.models import Post, Thread


def rendered(request: HttpRequest, pk: int) -> HttpResponse:
    """Signed in, few queries, ready HTML from the database; no rights, no cache, no navigation."""
    thread = Thread.objects.get(pk=pk)
    posts = Post.objects.filter(thread=thread).select_related("author").order_by("number")
    if most := request.GET.get("most"):
        posts = posts[: int(most)]
    context = {"thread": thread, "posts": posts, "visitor": str(request.user)}
    return render(request, "rendered.html", context)


urlpatterns = [path("rendered/<int:pk>/", rendered)]
