"""Reports for the tests of renderers."""

from dataclasses import replace

from jwtriage.model.case import Origin, Unread
from jwtriage.model.finding import Evidence, Finding, Fix
from jwtriage.model.report import Report, Table
from jwtriage.report.json import finding_members


def report(text: str = "plain", task: str = "diagnose") -> Report:
    """Return a report in which ``text`` stands wherever text from outside can stand."""
    origin = Origin(text, text, 7)
    finding = Finding(
        id="secret-trailing-newline",
        certainty="proven",
        severity="error",
        title=f"title {text}",
        origin=origin,
        evidence=(Evidence(f"fact {text}", origin), Evidence("bare fact")),
        fix=(Fix(f"fix {text}", ("jwtriage", "keys", "show", text), safe=True), Fix("think")),
        url="https://docs.example/x",
    )
    return Report(
        task=task,
        verdict="explained",
        findings=(finding,),
        tables=(Table(f"table {text}", ("a", "b"), ((text, "2"),)),),
        unread=(Unread(text, text),),
        details={
            "signer": {"fingerprint": "rsa:0123456789abcdefgh", "label": "key A", "origin": text, "alg": "RS256", "how": "verified"},
            "verifier": [{"fingerprint": text, "label": "key B", "origin": text, "kid": text, "alg": ["HS256"]}],
            "token": {"header": {"alg": "RS256", "kid": text}, "claims": {text: text}, "other_claims": [text], "signature_octets": 256},
            "tried": {"keys": 1, "variants": 3405, "algorithms": 6},
        },
        facts={"version": "1", "at": text},
        problem=True,
    )


def report_of_several(text: str = "plain") -> Report:
    """Return a report with two verifiers, one of which rejects."""
    one = report(text)
    keys = {name: one.details[name] for name in ("signer", "verifier")}
    causes = [finding_members(finding) for finding in one.findings]
    verifiers = {f"orders {text}": {"verdict": "explained", "causes": causes, **keys}, "web": {"verdict": "valid", "causes": [], **keys}}
    return replace(one, details={**one.details, "verifiers": verifiers})
