"""``culturefirst frameworks load`` on real files and a real database."""

from pathlib import Path

from tests.running.commands import CommandLine
from tests.running.test_command_line import refusal

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "frameworks" / "food-banks.yaml"


def test_those_that_come_with_the_system_are_loaded_and_then_one_from_a_file(
    led: CommandLine,
) -> None:
    done = led("frameworks", "load")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "“Culture and sport improvement”, version 2011-12: 9 themes, 37 criteria.",
        "“Civil society organisations in culture and sport”, version 2011-12: "
        "4 themes, 12 criteria.",
    ]
    done = led("frameworks", "load", EXAMPLE)
    assert done.stdout.splitlines() == [
        "“A network of food banks”, version 1.0: 3 themes, 8 criteria."
    ]


def test_every_fault_is_told_and_nothing_is_loaded(led: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(EXAMPLE.read_text().replace("weight: 2\n", "weight: much\n"))
    done = led("frameworks", "load", file)
    assert done.stdout.splitlines() == [
        "Line 31, theme 'dignity': weight must be a number from 0 up, not 'much'."
    ]
    assert refusal(done) == "nothing was loaded; put 1 fault right and try again"
    answer = (
        "from culturefirst.improvement.models import Framework\nprint(Framework.objects.count())"
    )
    assert led.answer(answer) == "0"
    file.write_bytes(b"title: \xff")
    assert refusal(led("frameworks", "load", file)).endswith("save it as UTF-8 and try again")
