"""The demonstration fills an empty database through the product's actions, and only an empty one."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from documents.comments.models import Comment
from documents.consultations.models import Consultation, Remark
from documents.demo.cast import demo_people
from documents.demo.load import load
from documents.drafts.models import Document, Part, PartUpdate
from documents.reading.texts import read_draft
from documents.reports.content import Figures, figures
from documents.reports.models import Report
from groups.access import permissions
from groups.directory.models import Group
from groups.threads.models import Post, Thread, ThreadVisit
from kes.accounts.models import User
from kes.live.models import Event, Placement, Topic
from tests.documents.demo.content import THREADS, posts

pytestmark = pytest.mark.sweep

PASSWORD = "kes-demo-2026"


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Loaded once for all tests of this file, and rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(password=PASSWORD)
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("demo")
class TestLoaded:
    def test_thirty_people_in_eleven_groups(self) -> None:
        assert User.objects.count() == 30
        assert sorted(Group.objects.values_list("visibility", flat=True)) == sorted(
            [*["public"] * 8, "named", "named", "hidden"]
        )
        assert not User.objects.filter(memberships=None).exists()

    def test_the_plan_is_divided_among_five_task_teams_and_one_of_them_is_late(self) -> None:
        plan = Document.objects.get(title__startswith="Lokalny plan")
        assert (plan.stage, plan.parts.values("owner_group").distinct().count()) == ("consultation", 5)
        assert [part.title for part in plan.parts.all() if part.late] == ["Finansowanie"]

    def test_the_standard_was_adopted_by_a_resolution(self) -> None:
        standard = Document.objects.get(title__startswith="Standard")
        assert (standard.stage, standard.resolution_number) == ("adopted", "7/2026")
        assert [move.end for move in standard.moves.all()] == [
            "adopted",
            "approved",
            "consultation",
            "review",
        ]

    def test_every_post_is_there_under_its_number_and_time(self) -> None:
        assert Post.objects.count() == sum(len(posts(file)) for file in THREADS)
        for thread in Thread.objects.all():
            times = list(thread.posts.values_list("created", flat=True))
            assert times == sorted(times)
            assert times[0] == thread.created
            assert (thread.last_number, thread.last_at) == (len(times), times[-1])
            assert times[-1] <= timezone.now()

    def test_nobody_wrote_where_he_may_not(self) -> None:
        for post in Post.objects.select_related("thread__group", "author"):
            assert post.author is not None
            assert "post_reply" in permissions(post.author, post.thread.group)

    def test_posts_say_whom_the_author_represents(self) -> None:
        assert not Post.objects.filter(represents="").exists()

    def test_the_log_of_events_is_in_the_order_of_time(self) -> None:
        times = list(Event.objects.order_by("pk").values_list("at", flat=True))
        assert times == sorted(times)
        assert times[0] < timezone.now() - timedelta(days=600)

    def test_numbers_of_topics_have_no_gaps(self) -> None:
        for topic in Topic.objects.all():
            seqs = Placement.objects.filter(topic=topic).order_by("seq").values_list("seq", flat=True)
            assert list(seqs) == list(range(1, topic.head + 1))

    def test_the_draft_went_on_after_the_version(self) -> None:
        plan = Document.objects.get(title__startswith="Lokalny plan")
        version = plan.versions.get()
        frozen = {part.title: part.text for part in version.parts.all()}
        changed = [part.title for part in plan.parts.all() if part.text != frozen[part.title]]
        assert list(frozen) == [part.title for part in plan.parts.all()]
        assert changed == ["Diagnoza", "Działania", "Rezultaty", "Monitorowanie"]
        assert version.created < plan.changed < timezone.now()

    def test_drafts_are_projected_to_their_head_and_dated(self) -> None:
        assert all(part.projected_seq == part.head_seq for part in Part.objects.all())
        recent = timezone.now() - timedelta(hours=2)
        assert not PartUpdate.objects.filter(created__gt=recent).exists()

    def test_the_plan_shows_what_the_editor_can(self) -> None:
        plan = Document.objects.get(title__startswith="Lokalny plan")
        parts, whole = read_draft(plan)
        assert whole.missing == []
        captions = {target.slug for target in whole.targets if target.kind in {"table", "figure"}}
        text = "\n".join(part.text for part in parts)
        assert captions and all(f"](#{name})" in text for name in captions)
        assert text.count("Tabela: ") == len([name for name in captions if name.startswith("tabela-")])
        assert "[^ankieta]: " in text and "- [x] " in text and "- [ ] " in text
        image = plan.images.get()
        assert f"]({image.get_absolute_url()})" in text
        assert image.file.size > 1000

    def test_the_rules_of_the_council_came_from_word_with_their_comments(self) -> None:
        rules = Document.objects.get(title__startswith="Regulamin")
        assert [part.title for part in rules.parts.all()] == ["Skład i kadencja", "Spotkania", "Opiniowanie"]
        report = rules.imports.get()
        assert (report.name, report.left_out) == ("regulamin-rady.docx", [])
        kept = Comment.objects.filter(thread__document=rules, author=None)
        assert sorted(comment.writer for comment in kept) == ["Agnieszka Śliwińska", "Monika Czajka"]
        assert rules.commentthreads.filter(place="kept").exclude(quote="").count() == 3
        assert rules.suggestions.filter(state="pending").count() == 2

    def test_chapters_have_several_authors(self) -> None:
        assert PartUpdate.objects.values("author").distinct().count() >= 5

    def test_one_consultation_runs_one_is_over_and_one_is_ahead(self) -> None:
        assert {one.state: one.remarks.count() for one in Consultation.objects.all()} == {
            "open": 9,
            "closed": 14,
            "planned": 0,
        }

    def test_remarks_stand_where_their_wording_is(self) -> None:
        for remark in Remark.objects.select_related("consultation"):
            assert remark.quote == remark.present_wording
            assert remark.place.count(" › ") >= 1
            assert remark.clause_shown == remark.consultation.clause

    def test_remarks_and_answers_have_their_times(self) -> None:
        for remark in Remark.objects.select_related("consultation").exclude(position=""):
            assert remark.answered is not None
            assert remark.consultation.opens < remark.created < remark.answered < timezone.now()
        assert Remark.objects.filter(position="").count() == 5
        assert [remark.number for remark in Remark.objects.filter(late=True)] == [14]

    def test_the_report_is_published_with_its_figures_and_dates(self) -> None:
        report = Report.objects.get()
        assert report.published is not None
        assert report.content["published"] == report.published.isoformat()
        assert figures(report.content) == Figures(
            remarks=14,
            persons=1,
            bodies=13,
            late=1,
            positions={"accepted": 4, "partly": 4, "not_accepted": 4, "noted": 2},
        )
        assert "{" not in report.course
        assert date_format(localdate(report.consultation.closes)) in report.course

    def test_accounts_that_can_sign_in_find_read_and_unread_posts(self) -> None:
        for _role, _name, email in demo_people():
            user = User.objects.get(email=email)
            mine = Thread.objects.filter(group__memberships__in=user.memberships.current())
            read = dict(ThreadVisit.objects.filter(user=user).values_list("thread", "number"))
            unread = [thread.last_number - read[thread.pk] for thread in mine]
            assert max(unread) > 0
            assert min(unread) == 0

    def test_three_accounts_can_sign_in_and_no_other(self) -> None:
        usable = {user.email for user in User.objects.all() if user.has_usable_password()}
        assert usable == {email for _role, _name, email in demo_people()}
        for email in usable:
            assert Client().login(email=email, password=PASSWORD)


@pytest.mark.django_db
class TestCommand:
    def test_it_does_nothing_when_there_are_users(self) -> None:
        User.objects.create_user("alice@kes.example", "secret", name="Alice")
        out = StringIO()
        call_command("load_demo", stdout=out)
        assert (User.objects.count(), Group.objects.count(), out.getvalue()) == (1, 0, "")

    def test_it_names_only_accounts_that_the_password_opens(self) -> None:
        (_, name, first), (_, _, second), _third = demo_people()
        User.objects.create_user(first, PASSWORD, name=name)
        User.objects.create_user(second, "something-else", name="Paweł")
        out = StringIO()
        call_command("load_demo", stdout=out)
        assert first in out.getvalue()
        assert second not in out.getvalue()

    def test_it_refuses_in_production(self, settings: Settings) -> None:
        settings.PRODUCTION = True
        with pytest.raises(CommandError, match="production"):
            call_command("load_demo")
        assert not User.objects.exists()
