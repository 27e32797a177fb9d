"""Which cause explains that another key verifies than the one the verifier uses."""

from jwtriage.causes.registry import CAUSES, with_hook
from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import Step
from jwtriage.model.change import Choice

CHOICE_CAUSES = with_hook("choose")
FALLBACK = {"oct": "secret-two-settings-disagree"}
"""What is named when no cause claims the choice: by the kind of the key that verifies."""


def choice_step(choice: Choice, budget: Budget) -> Step:
    """Return the step of the first cause that explains the choice; there is always one, for that another key verifies is proven."""
    for cause in CHOICE_CAUSES:
        assert cause.choose is not None  # with_hook asked
        try:
            fact = next(iter(cause.choose(choice)), None)
        except Exception as error:  # noqa: BLE001 - one broken cause must not hide the others
            budget.failed(cause, error)
            continue
        if fact is not None:
            return Step(cause, fact, "choice", choice.signer_sighting)
    cause = CAUSES[FALLBACK.get(choice.signer.kind, "keypair-mismatch")]
    return Step(cause, "another key than the verifier's verifies the signature", "choice", choice.signer_sighting)
