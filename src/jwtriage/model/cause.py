"""A root cause as the search sees it: its page, and the hooks with which it looks at a case."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import Attempt, Choice, DocumentText, RecipeChange, Scene, SecretText, TextChange, TokenChange
from jwtriage.model.finding import Severity, Sign

PAGES = "https://jwtriage.readthedocs.io/causes/"


@dataclass(frozen=True, slots=True, eq=False)
class Cause:
    """One root cause, made from its module: the id is the file's name, the title the docstring's first line, the page the rest.

    A hook that the module does not define is ``None``:

    - ``propose_secret(text)``: the shared secret's text as it would be without this fault, both ways (undone, and done to the other copy);
    - ``propose_document(text)``: the same for a key document; each proposal is nearer to the sound form;
    - ``propose_token(token, case)``: the token's text or parts without this fault; cheap, up to about a hundred proposals;
    - ``propose_repair(token)``: many proposals, tried last and only on the verifier's own keys;
    - ``propose_recipe(attempt)``: other ways to verify;
    - ``choose(choice)``: facts, when this cause explains why the verifier used another key than the one that verifies;
    - ``read(scene)``: signs that need no proof, asked when nothing verified;
    - ``refuse(attempt, case)``: facts, when the provider refuses a token although its signature is good.
    """

    id: str
    family: str
    title: str
    page: str
    severity: Severity = "error"
    public: bool = False
    propose_secret: Callable[[SecretText], Iterator[TextChange]] | None = None
    propose_document: Callable[[DocumentText], Iterator[TextChange]] | None = None
    propose_token: Callable[[TokenText, Case], Iterator[TokenChange]] | None = None
    propose_repair: Callable[[TokenText], Iterator[TokenChange]] | None = None
    propose_recipe: Callable[[Attempt], Iterator[RecipeChange]] | None = None
    choose: Callable[[Choice], Iterator[str]] | None = None
    read: Callable[[Scene], Iterator[Sign]] | None = None
    refuse: Callable[[Attempt, Case], Iterator[str]] | None = None

    @property
    def url(self) -> str:
        """The address of the cause's page."""
        return f"{PAGES}{self.id}"

    def section(self, head: str) -> str:
        """Return the text of one section of the page (``What happens``, ``Where it comes from``, ``How to fix it``), or ``""``."""
        _, found, rest = self.page.partition(f"## {head}\n")
        return rest.partition("\n## ")[0].strip() if found else ""

    @property
    def remedy(self) -> str:
        """The first paragraph of the section that says how to fix it, on one line."""
        return " ".join(self.section("How to fix it").partition("\n\n")[0].split())


HOOKS = ("propose_secret", "propose_document", "propose_token", "propose_repair", "propose_recipe", "choose", "read", "refuse")


def cause_from(module: ModuleType) -> Cause:
    """Make the cause of a module under ``causes/<family>/``.

    Beside the hooks a module may define ``SEVERITY`` (default ``error``) and ``PUBLIC = True`` (the verifying key is public:
    anyone can sign, so the signer is ``anyone`` and no fix accepts that key).
    """
    family, _, name = module.__name__.rpartition(".")
    title, _, page = (module.__doc__ or "").partition("\n")
    return Cause(
        id=name.replace("_", "-"),
        family=family.rpartition(".")[2],
        title=title.strip().rstrip("."),
        page=page.strip("\n") + "\n",
        severity=getattr(module, "SEVERITY", "error"),
        public=getattr(module, "PUBLIC", False),
        **{hook: getattr(module, hook, None) for hook in HOOKS},
    )
