"""Signing out, a new password, and pages of somebody who is no longer signed in."""

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.test import Client
from django.urls import reverse

from kes.accounts.models import User
from kes.asgi import application
from tests.kes.live.conftest import Connect
from tests.kes.live.sockets import Socket
from tests.people import PASSWORD, World

pytestmark = pytest.mark.django_db(transaction=True)


async def test_signing_out_closes_the_sockets_of_that_session_only(world: World, connect: Connect) -> None:
    await connect()
    here, elsewhere = await _sign_in(world.bob), await _sign_in(world.bob)
    ours, other = await _open(here), await _open(elsewhere)
    await sync_to_async(here.post)(reverse("account_logout"))
    assert await ours.close_code() == 4401
    await other.say({"type": "ping"})
    assert (await other.hear())["type"] == "pong"
    await other.leave()


async def test_a_new_password_closes_all_and_only_its_own_session_comes_back(
    world: World, connect: Connect
) -> None:
    await connect()
    here, elsewhere = await _sign_in(world.bob), await _sign_in(world.bob)
    sockets = [await _open(here), await _open(elsewhere)]
    new = {"oldpassword": PASSWORD, "password1": "nowe-dobre-haslo", "password2": "nowe-dobre-haslo"}
    answer = await sync_to_async(here.post)(reverse("account_change_password"), new)
    assert answer.status_code == 302
    assert [await socket.close_code() for socket in sockets] == [4401, 4401]
    back = await _open(here, f"user={world.bob.pk}")
    await back.say({"type": "ping"})
    assert (await back.hear())["type"] == "pong"
    await back.leave()
    assert await (await _open(elsewhere, f"user={world.bob.pk}")).close_code() == 4401


@pytest.mark.parametrize("claimed", ["", "1000000", "x"])
async def test_a_page_made_for_somebody_else_is_told_so(world: World, connect: Connect, claimed: str) -> None:
    socket = await connect(world.bob, query=f"user={claimed}")
    assert await socket.close_code() == 4401


async def test_a_page_made_for_nobody_stays_open_to_nobody(connect: Connect) -> None:
    socket = await connect(None, query="user=")
    await socket.say({"type": "ping"})
    assert (await socket.hear())["type"] == "pong"


@sync_to_async
def _sign_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


async def _open(client: Client, query: str = "") -> Socket:
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    headers = [(b"cookie", cookie.encode()), (b"origin", b"http://testserver")]
    communicator = WebsocketCommunicator(application, f"/ws/live?{query}", headers)
    await communicator.connect()
    return Socket(communicator)
