"""The pages of the shell and of signing in: about oneself, never about a group."""

from kes.jobs.models import Job, JobFile
from tests.matrix.asking import Ask, Case, Here, plain

PASSWORD = "inne-dobre-haslo-7"


def _affiliation(here: Here, whose: str) -> Ask:
    return Ask({"pk": here.world.people[whose].affiliations.get().pk})


def _job(whose: str) -> Case:
    """A finished job with a file, of the one who asks or of somebody who has nothing to do with him."""

    def case(here: Here) -> Ask:
        mine = here.who if here.who in here.world.people else "alice"
        job = Job.objects.create(
            kind="tests.matrix",
            by=here.world.people[mine if whose == "own" else "newcomer"],
            state=Job.State.DONE,
        )
        JobFile.objects.create(job=job, name="a.txt", type="text/plain", content=b"a")
        return Ask({"pk": job.pk})

    return case


JOBS: dict[str, Case] = {"one's own": _job("own"), "somebody else's": _job("newcomer")}
SHELL_CASES: dict[str, dict[str, Case]] = {
    "home": {"": plain},
    "javascript-catalog": {"": plain},
    "set_language": {"": lambda here: Ask(form={"language": "en"})},
    "profile": {"": lambda here: Ask(form={"name": "Nowa Nazwa", "language": "pl"})},
    "add_affiliation": {"": lambda here: Ask(form={"organisation": 0})},
    "new_organisation": {"": lambda here: Ask(form={"name": "Nowa", "kind": "ngo"})},
    "remove_affiliation": {
        "one's own": lambda here: _affiliation(here, here.who if here.who in here.world.people else "alice"),
        "somebody else's": lambda here: _affiliation(here, "newcomer"),
    },
    "jobs": {"": plain},
    "job": JOBS,
    "job_file": JOBS,
    "remove_job": JOBS,
    "gallery": {"": plain},  # only outside production
    "account_login": {"": lambda here: Ask(form={"login": "x@kes.test", "password": PASSWORD})},
    "account_logout": {"": plain},
    "account_inactive": {"": plain},
    "account_signup": {"": plain},
    "account_reauthenticate": {"": lambda here: Ask(form={"password": "zle"})},
    "account_email": {"": lambda here: Ask(form={"action_add": "", "email": "zle"})},
    "account_email_verification_sent": {"": plain},
    "account_change_password": {"": plain},
    "account_set_password": {"": plain},
    "account_reset_password": {"": lambda here: Ask(form={"email": f"nikt-{here.who}@kes.test"})},
    "account_confirm_login_code": {"": plain},
    "account_confirm_email": {"a guessed key": lambda here: Ask({"key": "abc:def"})},
    "account_reset_password_from_key": {
        "a guessed key": lambda here: Ask({"uidb36": "1", "key": "abc-def"}),
    },
    "account_reset_password_from_key_done": {"": plain},
    "account_reset_password_done": {"": plain},
}
