"""Texts that stand for a value that is elsewhere: variables, templates, addresses of stores."""

import re
from typing import NamedTuple


class Reference(NamedTuple):
    """Where a text says that the value is, and in which notation."""

    address: str
    kind: str


_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_FORMS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("github/", "github-secret", re.compile(rf"\$\{{\{{\s*(?:secrets|vars|env)\.({_NAME})\s*\}}\}}")),
    ("values/", "template", re.compile(r"\{\{-?\s*(?:tpl\s+)?\(?\s*\.Values\.([A-Za-z0-9_.]+).*\}\}", re.DOTALL)),
    ("cloud/", "dynamic-reference", re.compile(r"\{\{resolve:((?:secretsmanager|ssm|ssm-secure):[^}]*)\}\}")),
    ("template/", "template", re.compile(r"\{\{(.*)\}\}", re.DOTALL)),
    ("ssm/", "serverless-variable", re.compile(r"\$\{ssm:([^},]+)[^}]*\}")),
    ("variable/", "serverless-variable", re.compile(rf"\$\{{env:({_NAME})[^}}]*\}}")),
    ("variable/", "variable", re.compile(rf"\$\{{({_NAME})(?::?[?+][^}}]*|:?-?)?\}}|\$({_NAME})|%({_NAME})%|\$\(({_NAME})\)")),
    ("variable/", "variable", re.compile(rf"%env\((?:[a-z0-9_]+:)*({_NAME})\)%")),
    ("variable/", "template", re.compile(rf"<%=?\s*ENV(?:\.fetch\(|\[)['\"]({_NAME})['\"].*%>")),
    ("template/", "template", re.compile(r"<%(.*)%>", re.DOTALL)),
    ("vault/", "vault-path", re.compile(r"(?:ref\+)?vault:(?://)?(.+)")),
    ("aws/", "store-address", re.compile(r"(arn:aws[a-z-]*:(?:secretsmanager|ssm|kms|s3):.+)")),
    ("store/", "store-address", re.compile(r"((?:op|akv|gcpsecretmanager|sm|awssm|awsssm|azurekeyvault|ref\+[a-z0-9]+)://.+)")),
    ("store/", "store-address", re.compile(r"(@Microsoft\.KeyVault\(.+\))")),
    ("terraform/", "expression", re.compile(r"\$\{((?:var|local|data|module|each|self|aws|random|google|azurerm|vault|kubernetes|tls)[_.].+)\}")),
    ("expression/", "expression", re.compile(r"\$\{([^}]*[.:(][^}]*)\}")),
    ("command/", "command", re.compile(r"\$\((.*)\)|`(.+)`", re.DOTALL)),
    ("tool/", "encrypted", re.compile(r"(ENC\[AES256_GCM,.*\]|ENC\(.*\)|\{cipher\}.*|secure:.+)")),
)


def reference_in(text: bytes) -> Reference | None:
    """Return what a whole value refers to; ``None`` for a value that stands for itself. A reference beside other text counts as none."""
    if not 2 < len(text) < 4_096 or text[:1] not in b"$%{<@`aovrgsE":
        return None
    stripped = text.decode("utf-8", "replace").strip()
    for prefix, kind, form in _FORMS:
        found = form.fullmatch(stripped)
        if found:
            return Reference(prefix + next(filter(None, found.groups()), "").strip(), kind)
    return None
