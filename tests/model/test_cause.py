"""A cause is made from its module; nothing is declared twice."""

from types import ModuleType

from jwtriage.model.cause import HOOKS, PAGES, cause_from

PAGE = """The thing is broken.

## What happens
It breaks.

## How to fix it
Mend it
at once.

Then think.
"""


def module(**members: object) -> ModuleType:
    made = ModuleType("jwtriage.causes.token.thing_is_broken", PAGE)
    vars(made).update(members)
    return made


def test_id_family_title_and_page_come_from_the_module() -> None:
    cause = cause_from(module())
    assert (cause.id, cause.family, cause.title, cause.url) == ("thing-is-broken", "token", "The thing is broken", f"{PAGES}thing-is-broken")
    assert cause.page.startswith("## What happens\n")


def test_sections_and_the_remedy() -> None:
    cause = cause_from(module())
    assert cause.section("What happens") == "It breaks."
    assert cause.section("Where it comes from") == ""
    assert cause.remedy == "Mend it at once."


def test_a_page_without_sections_has_no_remedy() -> None:
    assert cause_from(ModuleType("jwtriage.causes.token.empty")).remedy == ""


def test_hooks_and_options() -> None:
    plain = cause_from(module())
    assert (plain.severity, plain.public) == ("error", False)
    assert [getattr(plain, hook) for hook in HOOKS] == [None] * len(HOOKS)
    made = cause_from(module(SEVERITY="note", PUBLIC=True, read=len, propose_token=repr))
    assert (made.severity, made.public, made.read, made.propose_token) == ("note", True, len, repr)


def test_two_causes_of_one_module_are_two() -> None:
    """A cause is compared by identity: it is made once, by its family."""
    assert cause_from(module()) != cause_from(module())
