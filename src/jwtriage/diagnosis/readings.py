"""Signs that need no proof, asked when nothing verified."""

from jwtriage.causes.registry import with_hook
from jwtriage.diagnosis.budget import Budget
from jwtriage.model.case import Case
from jwtriage.model.cause import Cause
from jwtriage.model.change import Attempt, Scene
from jwtriage.model.finding import Sign

READING_CAUSES = with_hook("read")
REFUSING_CAUSES = with_hook("refuse")


def signs(scene: Scene, budget: Budget) -> list[tuple[Cause, Sign]]:
    """Return what the causes read in the scene, in the causes' order."""
    found: list[tuple[Cause, Sign]] = []
    for cause in READING_CAUSES:
        assert cause.read is not None  # with_hook asked
        try:
            found.extend((cause, sign) for sign in cause.read(scene))
        except Exception as error:  # noqa: BLE001 - one broken cause must not hide the others
            budget.failed(cause, error)
    return found


def refusals(attempt: Attempt, case: Case, budget: Budget) -> list[tuple[str, str]]:
    """Return ``(cause, fact)`` for each reason for which a provider refuses a token whose signature is good."""
    found: list[tuple[str, str]] = []
    for cause in REFUSING_CAUSES:
        assert cause.refuse is not None  # with_hook asked
        try:
            found.extend((cause.id, fact) for fact in cause.refuse(attempt, case))
        except Exception as error:  # noqa: BLE001 - one broken cause must not hide the others
            budget.failed(cause, error)
    return found
