"""A mail server hands over what came back, by a pipe."""

from io import BytesIO, TextIOWrapper
from typing import Any

import pytest

from culturefirst.kit import outbox
from culturefirst.kit.models import CameBack, Message
from culturefirst.kit.outbox.return_path import return_path
from culturefirst.kit.tests.dsns import sixty
from culturefirst.site.cli import mail as command
from culturefirst.site.cli import main


@pytest.mark.django_db
def test_a_mail_server_hands_over_what_came_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    settings.BOUNCES = "bounces.example.org"
    words = outbox.Words("News", "News")
    mailing = outbox.open_mailing(key="1", title="News", kind="bulletin", words=words)
    outbox.send_many(mailing, [outbox.Recipient("anne", "anne@example.org")])
    Message.objects.update(state="sent")
    _, mail, _ = list(sixty("network@example.org"))[15]
    monkeypatch.setattr(command, "use_django", lambda: None)
    signed = return_path(Message.objects.get().pk)
    for to, says in (("", "Not about a letter of ours"), (signed, "Noted.")):
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(mail)))
        assert main(["mail", "bounce", "--to", to]) == 0
        assert capsys.readouterr().out.startswith(says)
    assert CameBack.objects.get().kind == "hard"
