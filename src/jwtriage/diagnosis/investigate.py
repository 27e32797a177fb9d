"""The diagnosis of one token before one verifier, from the configured check to the verdict."""

from dataclasses import replace

from jwtriage.causes.registry import CAUSES
from jwtriage.diagnosis import outcome as concluded
from jwtriage.diagnosis.altered import altered_finding
from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import Step
from jwtriage.diagnosis.choice import choice_step
from jwtriage.diagnosis.claims import claim_faults
from jwtriage.diagnosis.configured import Held, chosen_key, configured_keys, is_allowed, with_settled_forms
from jwtriage.diagnosis.copies import steps_between
from jwtriage.diagnosis.hit import Hit, Signing
from jwtriage.diagnosis.notes import nonce_note, notes_on, strictness_note
from jwtriage.diagnosis.outcome import Outcome, Signer
from jwtriage.diagnosis.partial import partial_hit
from jwtriage.diagnosis.readings import refusals, signs
from jwtriage.diagnosis.recovered import recovered_signer
from jwtriage.diagnosis.repairs import repaired_hit
from jwtriage.diagnosis.search import Search
from jwtriage.forensics.keytext import read_document
from jwtriage.forensics.token import TokenText
from jwtriage.forensics.token_kind import kind_of
from jwtriage.jose.keys import Key
from jwtriage.known.secrets import is_default
from jwtriage.model.case import Case, Sighting
from jwtriage.model.change import Attempt, Choice, Scene
from jwtriage.model.finding import Evidence, Finding, Severity

POLICY = ("alg-family-mismatch", "alg-name-nonstandard")
SAYING_POLICY = (*POLICY, "supabase-legacy-vs-signing-keys", "platform-default-alg-flipped")
"""Causes whose page says already that the verifier must accept the token's algorithm."""
EDWARDS = frozenset(("EdDSA", "Ed25519", "Ed448"))
"""Names of one algorithm since RFC 9864: a verifier that knows only the one does not lack the algorithm."""

SPEAKING = {
    "unsigned": ("emulator-or-unsigned-token", "token-truncated-by-storage", "cookie-over-4k", "detached-or-unencoded-payload"),
    "none-signed": ("emulator-or-unsigned-token",),
    "google-removed": ("signature-removed-by-google",),
    "opaque": ("wrong-token-type-sent",),
    "jwe": ("jwe-taken-for-jws", "jwe-session-secret-changed"),
    "masked": (),
}
"""Where the kind of the text says it all, only these causes have something to add."""

MOST_SIGNING = 50
"""So many candidates are asked to sign again, which costs a millisecond each."""

MOST_OPENING = 1000
"""So many candidates' keys are held against a signature that verifies with none."""

NO_JWS = frozenset(("jwe", "opaque", "empty"))


class Investigation:
    """One token, one verifier. `conclude` does the work; what it needs twice is kept here."""

    def __init__(self, case: Case, budget: Budget, *, recover_rsa: bool = False) -> None:
        """Tell the verifier's own sightings from all others; ``recover_rsa`` allows the costly computation of an RSA key."""
        self.recover_rsa = recover_rsa
        self.case = case = with_settled_forms(case)
        self.budget = budget
        held = [sighting for sighting in case.sightings if sighting.kind != "fingerprint"]
        self.own = tuple(sighting for sighting in held if sighting.verifier is not None)
        self.others = tuple(sighting for sighting in held if sighting.verifier is None)
        self.search = Search(case, self.own, self.others, budget)

    def conclude(self) -> Outcome:
        """Return the verdict, with what the tokens show beside it."""
        outcome = self._verdict()
        return replace(outcome, findings=(*outcome.findings, *nonce_note(self.case)))

    def _verdict(self) -> Outcome:
        kind = kind_of(self.case.token).name
        if kind in ("masked", *NO_JWS):
            return self._without_proof("not-a-signature-problem" if kind in NO_JWS else "unexplained")
        hit = self._find()
        self.budget.settled = hit is not None
        if hit is not None and not self.own:
            return Outcome("unexplained", (), self._signer(hit, hit.steps))
        return self._explained(hit) if hit else self._unverified()

    def _find(self) -> Hit | None:
        return self.search.run(0, 2) or self._late() or self.search.run(3, 3)

    def _late(self) -> Hit | None:
        """Try what is dear or partial, with the verifier's own keys; a candidate's private key may sign again."""
        own = self.search.own_keys()
        others = [Signing(held.key, held.sighting, True, ()) for held in held_keys(self.others[:MOST_SIGNING])]
        for node in self.search.tokens.cut():
            hit = partial_hit(node.token, [*own, *others])
            if hit is not None:
                return hit._replace(steps=(*node.steps, *hit.steps))
        for node in self.search.tokens.sound():
            hit = partial_hit(node.token, [*own, *others]) or repaired_hit(node.token, own, self.budget)
            if hit is not None:
                return hit._replace(steps=(*node.steps, *hit.steps))
        return None

    def _explained(self, hit: Hit) -> Outcome:
        steps = self._why(hit)
        signer = self._signer(hit, steps)
        refused = refusals(Attempt(hit.token, hit.key, hit.recipe), self.case, self.budget)
        notes = notes_on(hit)
        if steps:
            return Outcome("explained", (*_of_faults(refused), *concluded.proven(steps), *notes, *strictness_note(steps)), signer)
        faults = refused or claim_faults(hit.token, self.case)
        return Outcome("not-a-signature-problem" if faults else "valid", (*_of_faults(faults), *notes), signer)

    def _why(self, hit: Hit) -> tuple[Step, ...]:
        """Return the steps of the hit, with the choice of another key explained, and the verifier's policy where that stood in the way."""
        steps = hit.steps if not hit.foreign else self._why_foreign(hit)
        if is_allowed(hit.token, self.case) or any(step.cause.id in SAYING_POLICY for step in steps):
            return steps
        cause = POLICY[1] if hit.recipe.family == "EdDSA" and EDWARDS.intersection(self.case.algorithms) else POLICY[0]
        return (*steps, Step(CAUSES[cause], f"once the verifier accepts {hit.token.alg}", "policy"))

    def _why_foreign(self, hit: Hit) -> tuple[Step, ...]:
        if hit.sighting is None or any(step.cause.public for step in hit.steps):
            return hit.steps
        between = steps_between(hit, self.own, self.budget)
        if between is not None:
            return (*(step for step in hit.steps if step.axis in ("token", "recipe")), *between)
        if hit.key.secret is not None and is_default(hit.key.secret.reveal()):
            default = CAUSES["secret-default-or-placeholder"]
            return (*hit.steps, Step(default, "a widely known default secret verifies the signature", "choice", hit.sighting))
        return (*hit.steps, choice_step(self._choice(hit), self.budget))

    def _choice(self, hit: Hit) -> Choice:
        held = held_keys(self.own)
        chosen = next((entry for entry in held if self._is_chosen(entry.key, hit)), None)
        signer_keys = tuple(entry.key for entry in held_keys([hit.sighting])) if hit.sighting else ()
        return Choice(
            case=self.case,
            token=hit.token,
            chosen=chosen.key if chosen else None,
            chosen_sighting=chosen.sighting if chosen else (self.own[0] if self.own else None),
            signer=hit.key,
            signer_sighting=hit.sighting,
            verifier_keys=tuple(entry.key for entry in held),
            signer_keys=signer_keys,
        )

    def _is_chosen(self, key: Key, hit: Hit) -> bool:
        return any(_is_choice_of(sighting, key, hit) for sighting in self.own)

    def _signer(self, hit: Hit, steps: tuple[Step, ...]) -> Signer:
        public = any(step.cause.public for step in steps)
        default = hit.key.secret is not None and is_default(hit.key.secret.reveal())
        written = any(step.axis in ("key", "copy") for step in steps)
        copies = self.own if written and hit.key.secret is not None else ()
        seen = self._seen_as_it_is(hit) or hit.sighting
        return Signer(hit.key, seen, hit.token.alg, "anyone" if public or default else "verified", copies)

    def _seen_as_it_is(self, hit: Hit) -> Sighting | None:
        """Return a candidate whose text is the very secret that verifies: a better origin than a text that had to be changed."""
        if hit.text is None or hit.text.parent is None:
            return None
        return next((each for each in self.others if each.text.reveal() == hit.text.octets), None)

    def _unverified(self) -> Outcome:
        keys = [*held_keys(self.own), *held_keys(self.others[:MOST_OPENING])]
        for node in self.search.tokens.sound():
            altered = altered_finding(node.token, keys) if node.acceptable else None
            if altered is not None:
                damage = concluded.likely(node.steps)
                return Outcome("explained", (altered[0], *damage), Signer(altered[1].key, altered[1].sighting, node.token.alg))
        outcome = self._without_proof("unexplained")
        if outcome.signer is None and self.case.also:
            signer = recovered_signer((self.case.token, *self.case.also), self.recover_rsa, self.budget.progress)
            outcome = replace(outcome, signer=signer)
        return outcome

    def _without_proof(self, verdict: str) -> Outcome:
        findings: list[Finding] = []
        only = SPEAKING.get(kind_of(self.case.token).name)
        for cause, sign in signs(self._scene(), self.budget):
            if only is not None and cause.id not in only:
                continue
            severity: Severity | None = "note" if sign.certainty == "possible" else None
            findings.append(concluded.finding(cause, sign.certainty, [Evidence(sign.fact, sign.origin)], sign.origin, severity))
        ordered = concluded.in_order(concluded.merged(findings))
        if verdict == "unexplained" and any(found.certainty != "possible" for found in ordered):
            verdict = "explained"
        return Outcome(verdict, ordered)

    def _scene(self) -> Scene:
        return Scene(
            self.case,
            TokenText.read(self.case.token),
            tuple((held.sighting, held.key) for held in held_keys(self.own)),
            tuple((held.sighting, held.key) for held in held_keys(self.others)),
        )


def _of_faults(faults: list[tuple[str, str]]) -> list[Finding]:
    """Return the findings of claims and rules of providers: what the bytes themselves prove, once the signature is good."""
    facts = {cause: [Evidence(fact) for named, fact in faults if named == cause] for cause, _ in faults}
    return [concluded.finding(CAUSES[cause], "proven", evidence) for cause, evidence in facts.items()]


def _is_choice_of(sighting: Sighting, key: Key, hit: Hit) -> bool:
    chosen = chosen_key(configured_keys(sighting), hit.token)
    return chosen is not None and chosen == key and chosen.kid == key.kid


def held_keys(sightings: list[Sighting] | tuple[Sighting, ...]) -> list[Held]:
    """Return the keys of the sightings: as configured where that works, else read leniently."""
    held: list[Held] = []
    for sighting in sightings:
        keys = configured_keys(sighting) or _lenient(sighting)
        held.extend(Held(key, sighting) for key in keys)
    return held


def _lenient(sighting: Sighting) -> list[Key]:
    return [] if sighting.kind == "fingerprint" else [document.key for document in read_document(sighting.text.reveal())]
