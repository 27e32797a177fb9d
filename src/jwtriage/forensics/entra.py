"""Addresses and issuers of Microsoft Entra ID: clouds, tenants and versions, as its documentation writes them."""

import re
from collections.abc import Mapping
from typing import Any

V1_HOST = "sts.windows.net"
"""The issuer of version 1 in every cloud."""

HOSTS = (
    V1_HOST,
    "login.microsoftonline.com",
    "login.microsoftonline.us",
    "login.partner.microsoftonline.cn",
    "login.chinacloudapi.cn",
    "login.windows.net",
)
SHARED = ("common", "organizations", "consumers")
"""What stands in the place of a tenant where several tenants are meant."""

_HOST = re.compile("|".join(re.escape(host) for host in HOSTS))
_TENANT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SHARED = re.compile(rf"(?<![a-z])(?:{'|'.join(SHARED)})(?![a-z])", re.IGNORECASE)
_VERSION = re.compile(r"(?<![A-Za-z0-9.])(?:v([12])(?:\.0)?|([12])\.0)(?![0-9A-Za-z.]*[0-9])", re.IGNORECASE)


def issuer_of(claims: Mapping[str, Any] | None) -> str:
    """Return ``iss`` when it is one of Entra ID's, else ``""``."""
    issuer = (claims or {}).get("iss")
    return issuer if isinstance(issuer, str) and any(issuer.startswith(f"https://{host}/") for host in HOSTS) else ""


def host_of(text: str) -> str:
    """Return the host of Entra ID that an address names, else ``""``."""
    match = _HOST.search(text)
    return match.group() if match else ""


def tenant_of(text: str) -> str:
    """Return the id of the tenant that an address or a path names, ``common`` for any shared endpoint, else ``""``."""
    match = _TENANT.search(text)
    if match is not None:
        return match.group().lower()
    return "common" if _SHARED.search(text) else ""


def version_of(text: str) -> str:
    """Return ``"1"`` or ``"2"``, the version that an address or a path names (the host of version 1 counts), else ``""``."""
    if V1_HOST in text:
        return "1"
    match = _VERSION.search(text)
    return (match.group(1) or match.group(2)) if match else ""


def token_version(claims: Mapping[str, Any] | None) -> str:
    """Return ``"1"`` or ``"2"`` by the claim ``ver``, else by the issuer, ``""`` when neither tells."""
    version = str((claims or {}).get("ver", ""))[:1]
    return version if version in ("1", "2") else version_of(issuer_of(claims))
