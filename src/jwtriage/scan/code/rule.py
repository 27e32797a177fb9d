"""A rule: a page (the module's or function's docstring), and a function that finds where code breaks it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from jwtriage.model.case import Origin
from jwtriage.model.finding import Evidence, Finding, Fix, Severity
from jwtriage.places.syntax import Node
from jwtriage.scan.code.source import Source


class Hit(NamedTuple):
    """Where code breaks a rule, and what it does there; ``severity`` where it is not the rule's own."""

    node: Node
    fact: str
    severity: Severity | None = None


class Rule(NamedTuple):
    """One rule: the id of its findings, how grave they are, what to do, and the function that looks at a file."""

    id: str
    severity: Severity
    fix: str
    find: Callable[[Source], Iterator[Hit]]

    @property
    def title(self) -> str:
        """The first line of the page, without the verb."""
        return self.page.partition("\n")[0].rstrip(".").removeprefix("Find ")

    @property
    def page(self) -> str:
        """The page: what the code does, what follows, where it was seen."""
        return (self.find.__doc__ or "").strip()

    def findings(self, source: Source) -> Iterator[Finding]:
        """Yield a finding for each place."""
        for hit in self.find(source):
            origin = Origin(source.place, None, hit.node.range().start.line + 1)
            yield Finding(self.id, "likely", hit.severity or self.severity, hit.fact, origin, (Evidence(self.title, origin),), (Fix(self.fix),))
