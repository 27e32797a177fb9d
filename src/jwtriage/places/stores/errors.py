"""The one error of this room."""


class StoreError(ValueError):
    """A store withheld something. The message is one line that says what was asked and why it failed; it holds nothing of the answer."""


def denied(action: str, resource: str) -> StoreError:
    """Return the error for a right that is missing: the verb, and the resource it was for."""
    return StoreError(f"denied: the right to {action} {resource} is missing")
