"""Sixty reports of failed delivery, in the manner of many mail servers: (name, mail, what).

What comes of each is ``hard``, ``soft`` or ``""`` (nothing failed). ``{path}`` is the return path.
"""

from collections.abc import Iterator

WHO = "anne@example.org"
HEAD = "From: {sender}\r\nTo: {path}\r\nSubject: {subject}\r\nAuto-Submitted: auto-replied\r\n"
ORIGINAL = (
    "Return-Path: <{path}>\r\nFrom: network@example.org\r\nTo: anne@example.org\r\n"
    "Subject: Bulletin 4\r\nMessage-ID: <abc@example.org>\r\n"
)
# How servers head their reports, and how they lay them out.
MAKES = {
    "postfix": ("MAILER-DAEMON@mx.example.org", "Undelivered Mail", "plain"),
    "exim": ("Mail Delivery System <Mailer-Daemon@mx.example.org>", "Delivery failed", "plain"),
    "sendmail": ("Mail Delivery Subsystem <MAILER-DAEMON@mx>", "Returned mail", "upper"),
    "exchange": ("postmaster@council.example", "Undeliverable: Bulletin 4", "whole"),
    "office": ("postmaster@outlook.example", "Undeliverable: Bulletin 4", "folded"),
    "gmail": ("Mail Delivery <mailer-daemon@mail.example>", "Delivery Status", "html"),
    "domino": ("postmaster@domino.example", "DELIVERY FAILURE", "untyped"),
    "groupwise": ("Mailer-Daemon@gw.example", "Message status - undeliverable", "base64"),
    "zimbra": ("MAILER-DAEMON@zimbra.example", "Undelivered Mail", "headers"),
    "opensmtpd": ("Mailer Daemon <MAILER-DAEMON@bsd.example>", "Delivery status", "noreport"),
}  # fmt: skip
# What happened: action, status, diagnosis, and what comes of it.
CASES = (
    ("failed", "5.1.1", "smtp; 550 5.1.1 <anne@example.org>: Recipient unknown", "hard"),
    ("failed", "5.2.2", "smtp; 552 5.2.2 <anne@example.org>: Mailbox full", "soft"),
    ("failed", "4.4.7", "smtp; 451 4.4.7 Delivery time expired", "soft"),
    ("failed", "5.0.0", "smtp; 550-5.1.1 The account that you tried does not exist", "hard"),
    ("delayed", "4.4.1", "smtp; 421 4.4.1 Connection timed out", ""),
)


def sixty(path: str) -> Iterator[tuple[str, bytes, str]]:
    """Five happenings as ten makes tell them, and ten that follow no rule but their own."""
    for make in MAKES:
        for action, status, said, what in CASES:
            yield f"{make} {status}", _report(make, path, action, status, said), what
    yield from _others(path)


def _report(make: str, path: str, action: str, status: str, said: str) -> bytes:
    sender, subject, layout = MAKES[make]
    typed = "" if layout == "noreport" else "report-type=delivery-status; "
    kind = "multipart/mixed" if layout == "untyped" else "multipart/report"
    head = HEAD.format(sender=sender, path=path, subject=subject)
    fields = f"Reporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; {WHO}\r\n"
    fields += f"Action: {action}\r\nStatus: {status}\r\nDiagnostic-Code: {said}\r\n"
    if layout == "upper":
        fields = fields.replace("Action", "ACTION").replace("Status", "STATUS")
    if layout == "folded":
        fields = fields.replace("; 5", ";\r\n 5").replace(": failed", ": failed (no more tries)")
    original = ORIGINAL.format(path=path)
    back = {"whole": f"message/rfc822\r\n\r\n{original}\r\nHello."}
    returned = back.get(layout, f"text/rfc822-headers\r\n\r\n{original}")
    words = "text/html\r\n\r\n<p>550 Sorry</p>" if layout == "html" else "text/plain\r\n\r\nSorry."
    status_part = f"message/delivery-status\r\n\r\n{fields}"
    if layout == "base64":
        from base64 import encodebytes

        coded = encodebytes(fields.encode()).decode()
        status_part = f"message/delivery-status\r\nContent-Transfer-Encoding: base64\r\n\r\n{coded}"
    parts = (words, status_part, returned)
    body = "".join(f"--edge\r\nContent-Type: {part}\r\n" for part in parts)
    return f'{head}Content-Type: {kind}; {typed}boundary="edge"\r\n\r\n{body}--edge--\r\n'.encode()


def _others(path: str) -> Iterator[tuple[str, bytes, str]]:
    qmail = "Hi. This is the qmail-send program at mx.example.org.\r\n\r\n<anne@example.org>:\r\n"
    for name, says, what in (
        ("qmail unknown", "Sorry, no mailbox here by that name. (#5.1.1)", "hard"),
        ("qmail full", "The users mailfolder is over the allowed quota (#5.2.2)", "soft"),
        ("qmail too long", "I've been trying for a while (#4.4.1)", "soft"),
    ):
        head = HEAD.format(sender="MAILER-DAEMON@mx", path=path, subject="failure notice")
        yield name, f"{head}\r\n{qmail}{says}\r\n".encode(), what
    for name, says, what in (
        ("old exim unknown", "550 Unknown user", "hard"),
        ("old exim later", "451 Temporary local problem", "soft"),
        ("old exim silent", "all hosts have been failing for a long time", "soft"),
    ):
        head = HEAD.format(sender="Mailer-Daemon@mx", path=path, subject="Mail delivery failed")
        head += f"X-Failed-Recipients: {WHO}\r\n"
        yield name, f"{head}\r\nSorry.\r\n  {says}\r\n".encode(), what
    policy = "smtp; 550 5.7.1 Message rejected as unwanted"
    yield "a policy", _report("postfix", path, "failed", "5.7.1", policy), "soft"
    yield "upper case", _report("postfix", path.upper(), "failed", "5.1.1", "smtp; 550"), "hard"
    yield "no status", _report("exim", path, "failed", "", "smtp; 550 no such user"), "hard"
    yield "relayed", _report("sendmail", path, "relayed", "2.6.0", "smtp; 250 OK"), ""
