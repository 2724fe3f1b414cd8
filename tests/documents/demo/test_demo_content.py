"""The demonstration content holds together: references, quotations, sums, times and Polish signs."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from documents.demo.timeline import Clock
from documents.rendering import rendered
from kes.accounts.models import Organisation
from tests.documents.demo.content import (
    BODIES,
    CONSULTATIONS,
    DEMO,
    GROUPS,
    NOON,
    PEOPLE,
    PLAN,
    PROGRAMME,
    REMARKS,
    THREADS,
    ago,
    number,
    office,
    posts,
    prose,
    roles,
    tables,
    toml,
    writers,
)

ACCENTS = re.compile("[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]")


class TestPeople:
    def test_thirty_people_each_once(self) -> None:
        assert len(PEOPLE) == 30
        assert len({person["name"] for person in PEOPLE.values()}) == 30

    def test_addresses_are_ascii_and_cannot_receive_mail(self) -> None:
        for key, person in PEOPLE.items():
            assert re.fullmatch(r"[a-z]+\.[a-z]+@[a-z0-9-]+\.example", person["email"]), key
            assert person["email"].startswith(key + "@")

    def test_everybody_belongs_to_a_body_and_every_body_has_people(self) -> None:
        assert {person["organisation"] for person in PEOPLE.values()} == set(BODIES)

    def test_kinds_of_bodies_are_the_products(self) -> None:
        assert {body["kind"] for body in BODIES.values()} == {kind.name for kind in Organisation.Kind}

    def test_names_of_bodies_are_not_repeated(self) -> None:
        assert len({body["name"] for body in BODIES.values()}) == len(BODIES)

    def test_three_accounts_show_three_roles(self) -> None:
        shown = {person["demo"]: key for key, person in PEOPLE.items() if "demo" in person}
        assert set(shown) == {"facilitator", "member", "observer"}
        for role, key in shown.items():
            assert roles("dolina-struzki")[key] == role


class TestGroups:
    def test_one_committee_three_working_groups_two_partnerships_and_five_task_teams(self) -> None:
        kinds = Counter(group["kind"] for group in GROUPS.values())
        assert kinds == {"committee": 1, "working_group": 8, "partnership": 2}

    def test_all_visibilities_are_used(self) -> None:
        assert {group["visibility"] for group in GROUPS.values()} == {"public", "named", "hidden"}

    def test_working_groups_belong_to_the_committee_and_task_teams_to_a_partnership(self) -> None:
        parents = {g["key"]: g.get("parent") for g in GROUPS.values() if g["kind"] == "working_group"}
        assert Counter(parents.values()) == {"nkres": 3, "dolina-struzki": 5}

    @pytest.mark.parametrize("group", GROUPS)
    def test_memberships_name_known_people_and_bodies(self, group: str) -> None:
        for row in GROUPS[group]["memberships"]:
            assert row["person"] in PEOPLE
            assert row["organisation"] in BODIES
            assert row["sector"] in {"public", "social", "economic", "science"}
            assert ago(row["since"]) > ago(row.get("until", "0d"))

    @pytest.mark.parametrize("group", GROUPS)
    def test_everybody_is_in_a_group_once_and_somebody_leads_it(self, group: str) -> None:
        people = [row["person"] for row in GROUPS[group]["memberships"]]
        assert len(people) == len(set(people))
        assert list(roles(group).values()).count("facilitator") == 1

    def test_nobody_is_left_out(self) -> None:
        assert {row["person"] for group in GROUPS.values() for row in group["memberships"]} == set(PEOPLE)


@pytest.mark.parametrize("file", THREADS, ids=lambda file: file.stem)
class TestThread:
    def test_authors_may_write_in_the_group(self, file: Path) -> None:
        assert {post["author"] for post in posts(file)} <= writers(toml(f"threads/{file.name}")["group"])

    def test_replies_answer_an_earlier_post(self, file: Path) -> None:
        first, *others = posts(file)
        assert "reply_to" not in first
        assert all(1 <= post["reply_to"] < number for number, post in enumerate(others, 2))

    def test_numbers_in_the_file_are_right(self, file: Path) -> None:
        marks = re.findall(r"^\[\[post\]\]  # (\d+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert [int(mark) for mark in marks] == list(range(1, len(marks) + 1))

    @pytest.mark.parametrize("hour", [0, 12, 23])
    def test_posts_come_in_the_order_of_time_at_any_hour(self, file: Path, hour: int) -> None:
        clock = Clock(NOON.replace(hour=hour))
        times = [clock.moment(post["at"]) for post in posts(file)]
        assert times == sorted(set(times))

    def test_quotations_repeat_an_earlier_post(self, file: Path) -> None:
        earlier = ""
        for post in posts(file):
            for quoted in re.findall(r"^> (.+)$", post["body"], re.MULTILINE):
                assert quoted.replace("**", "") in earlier, quoted
            earlier += post["body"].replace("**", "")

    def test_posts_say_something(self, file: Path) -> None:
        for post in posts(file):
            assert 20 < len(post["body"].strip()) < 2500


def test_threads_are_of_all_lengths() -> None:
    lengths = [len(posts(file)) for file in THREADS]
    assert 8 <= len(lengths) <= 12
    assert min(lengths) == 1
    assert max(lengths) >= 40


@pytest.mark.parametrize("kind", ["plan", "programme"])
class TestDocument:
    def test_the_list_of_parts_is_the_folder(self, kind: str) -> None:
        meta = toml(f"{kind}/meta.toml")
        files = [part["file"] for part in meta["part"]]
        assert files == sorted(file.stem for file in (DEMO / kind).glob("*.md"))

    def test_people_may_do_what_is_said_of_them(self, kind: str) -> None:
        meta = toml(f"{kind}/meta.toml")
        allowed = writers(meta["group"])
        assert {
            meta["author"],
            meta["version"]["by"],
            *(edit["by"] for edit in meta.get("edit", [])),
        } <= allowed

    def test_chapters_come_after_the_document_and_before_the_version(self, kind: str) -> None:
        meta = toml(f"{kind}/meta.toml")
        times = [ago(row["at"]) for row in [meta, *meta["part"], meta["version"]]]
        assert times == sorted(times, reverse=True)

    def test_edits_find_their_place_once_after_the_version(self, kind: str) -> None:
        meta = toml(f"{kind}/meta.toml")
        for edit in meta.get("edit", []):
            assert (DEMO / kind / f"{edit['part']}.md").read_text(encoding="utf-8").count(edit["find"]) == 1
            assert ago(edit["at"]) < ago(meta["version"]["at"]) < ago(meta["at"])

    def test_chapters_begin_with_their_title(self, kind: str) -> None:
        for file in (DEMO / kind).glob("*.md"):
            lines = file.read_text(encoding="utf-8").splitlines()
            assert lines[0].startswith("## ")
            assert [line for line in lines[1:] if re.match(r"#{1,2} ", line)] == []
            assert [line for line in lines if line.startswith("### ")]


def test_the_plan_has_seven_chapters_of_a_fair_length() -> None:
    titles = [file.read_text(encoding="utf-8").splitlines()[0][3:] for file in PLAN]
    chapters = "Diagnoza Definicje Cele Działania Rezultaty Finansowanie Monitorowanie"
    assert titles == chapters.split()
    assert all(400 <= len(file.read_text(encoding="utf-8").split()) <= 900 for file in PLAN)


@pytest.mark.parametrize("consultation, remark", REMARKS, ids=lambda value: str(value.get("name", "")))
class TestRemark:
    def test_the_quotation_stands_in_one_block_of_the_chapter(
        self, consultation: dict[str, Any], remark: dict[str, Any]
    ) -> None:
        file = DEMO / consultation["document"] / f"{remark['chapter']}.md"
        blocks = rendered(file.read_text(encoding="utf-8").partition("\n")[2], "c1").blocks
        assert [block[2].count(remark["quote"]) for block in blocks if remark["quote"] in block[2]] == [1]

    def test_it_came_while_it_could(self, consultation: dict[str, Any], remark: dict[str, Any]) -> None:
        assert ago(remark["received"]) < ago(consultation["opens"])
        if not consultation["closes"].startswith("+"):
            assert remark.get("late", False) == (ago(remark["received"]) < ago(consultation["closes"]))

    def test_an_answer_has_a_position_reasons_and_somebody_who_may(
        self, consultation: dict[str, Any], remark: dict[str, Any]
    ) -> None:
        fields = {"position", "answer", "answered", "by"} & set(remark)
        assert len(fields) in (0, 4)
        if fields:
            assert remark["by"] in office(consultation["group"])
            assert ago(remark["answered"]) < ago(remark["received"])
            assert len(remark["answer"]) > 60

    def test_it_is_told_who_and_how(self, consultation: dict[str, Any], remark: dict[str, Any]) -> None:
        assert remark["submitter"] in {"body", "person"}
        assert remark["channel"] in {"form", "email", "post", "epuap", "meeting", "oral"}
        assert remark["reason"] and remark["name"]


class TestConsultations:
    def test_the_running_one_lasts_thirty_five_days_and_has_work_to_do(self) -> None:
        running = CONSULTATIONS[0]
        assert (running["opens"], running["closes"]) == ("12d 09:00", "+23d 23:59:59")
        answered = [remark["position"] for remark in running["remark"] if "position" in remark]
        assert len(running["remark"]) == 9
        assert sorted(answered) == ["accepted", "not_accepted", "noted", "partly"]

    def test_the_finished_one_is_answered_and_published_within_thirty_days(self) -> None:
        finished = CONSULTATIONS[1]
        remarks = finished["remark"]
        assert len(remarks) == 14
        assert {remark["position"] for remark in remarks} == {"accepted", "partly", "not_accepted", "noted"}
        assert sum(remark.get("late", False) for remark in remarks) == 1
        assert sum(remark["submitter"] == "person" for remark in remarks) == 1
        published = ago(finished["report"]["published"])
        assert 0 < ago(finished["closes"]) - published < 30 * 24
        assert all(ago(remark["answered"]) > published for remark in remarks)

    def test_two_remarks_are_identical(self) -> None:
        wordings = Counter((remark["quote"], remark["proposed"]) for _consultation, remark in REMARKS)
        assert sorted(wordings.values())[-2:] == [1, 2]

    def test_the_report_counts_what_came_by_which_way(self) -> None:
        course = CONSULTATIONS[1]["report"]["course"]
        ways = Counter(remark["channel"] for remark in CONSULTATIONS[1]["remark"])
        assert ways == {"form": 5, "email": 4, "epuap": 2, "post": 1, "meeting": 1, "oral": 1}
        assert "Formularzem przesłano 5 uwag, pocztą elektroniczną – 4, przez ePUAP – 2" in course

    def test_the_report_names_its_dates(self) -> None:
        report = CONSULTATIONS[1]["report"]
        assert set(re.findall(r"\{(\w+)\}", report["course"])) == set(report["days"])

    def test_remarks_are_in_the_order_of_receipt(self) -> None:
        for consultation in CONSULTATIONS:
            times = [ago(remark["received"]) for remark in consultation.get("remark", [])]
            assert times == sorted(times, reverse=True)

    def test_clauses_say_what_the_law_asks_for(self) -> None:
        for consultation in CONSULTATIONS:
            for words in (
                "Administratorem",
                "art. 6 ust. 1 lit.",
                "Prezesa Urzędu Ochrony Danych",
                "profilowani",
            ):
                assert words in consultation["clause"]


class TestFigures:
    """A reader adds up the tables; so do we."""

    @pytest.mark.parametrize("file", [*PLAN, *THREADS], ids=lambda file: file.stem)
    def test_totals_of_tables(self, file: Path) -> None:
        for table in tables(file.read_text(encoding="utf-8")):
            total = next((row for row in table if row[0] == "**Razem**"), None)
            if total is None:
                continue
            for column in range(1, len(total)):
                values = [number(row[column]) for row in table[2:] if row is not total and row[column] != "–"]
                assert sum(values) == pytest.approx(number(total[column])), (file.name, total)

    def test_rows_of_the_financial_plan(self) -> None:
        table = tables((DEMO / "plan/6-finansowanie.md").read_text(encoding="utf-8"))[0]
        for row in table[2:]:
            *years, total = [number(cell) for cell in row[1:]]
            assert sum(years) == total


class TestSigns:
    def test_quotation_marks_are_polish_and_paired(self) -> None:
        for name, text in prose():
            assert '"' not in text and "“" not in text, (name, text)
            assert text.count("„") == text.count("”"), (name, text)

    def test_letters_are_polish(self) -> None:
        paragraphs = [paragraph for _name, text in prose() for paragraph in re.split(r"\n\s*\n", text)]
        long = [paragraph for paragraph in paragraphs if len(re.findall("[a-zA-Z]", paragraph)) > 150]
        assert [paragraph for paragraph in long if not ACCENTS.search(paragraph)] == []

    def test_a_dash_is_not_a_hyphen(self) -> None:
        assert [text for _name, text in prose() if re.search(r"\S - \S", text.replace("|---", ""))] == []

    def test_no_double_spaces_and_no_space_before_a_stop(self) -> None:
        assert [text for _name, text in prose() if re.search(r"\S  +\S| [,.;:?!](\s|$)", text)] == []

    @pytest.mark.parametrize("file", [*PLAN, *PROGRAMME], ids=lambda file: file.stem)
    def test_a_number_does_not_break_at_the_end_of_a_line(self, file: Path) -> None:
        assert not re.search(r"\d \d{3}(?!\d)", file.read_text(encoding="utf-8"))
