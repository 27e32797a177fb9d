"""What the members of structured logs are called, in the schemas of many: which hold a message, and which say when, where and whose."""

from collections.abc import Iterable
from typing import Any

from jwtriage.logs.vocabulary import words
from jwtriage.logs.wrappings.moments import moment_of

FIELDS = {
    "time": (
        "@timestamp time timestamp ts t eventtime datetime date asctime received_at __realtime_timestamp _source_realtime_timestamp date_created"
        " eventtimestamp"
    ),
    "level": "level severity levelname log.level lvl loglevel log_level priority severitytext",
    "logger": "logger logger_name loggername category sourcecontext log.logger channel",
    "instance": (
        "instance pod pod_name podname kubernetes.pod_name kubernetes.pod.name pod.name instance_id instanceid task task_id container_id containerid"
        " logstream logstreamname @logstream host hostname _hostname server_name host.name computer node"
    ),
    "service": (
        "service app application service_name service.name servicename dd.service container container_name kubernetes.container_name"
        " kubernetes.labels.app syslog_identifier _systemd_unit loggroup @log appname project job program"
    ),
    "version": (
        "version service.version service_version dd.version app_version image image_tag container_image kubernetes.container_image release revision"
        " task_definition taskdefinition build commit git_sha container.image.name"
    ),
    "zone": "zone az availability_zone availabilityzone cloud.availability_zone topology.kubernetes.io/zone region aws_region cloud.region",
    "kid": "kid key_id keyid jwt.kid token.kid header.kid jwt_kid token_kid",
    "alg": "alg algorithm jwt.alg token.alg header.alg jwt_alg token_alg",
    "issuer": "iss issuer jwt.iss token.iss claims.iss token_issuer jwt_iss",
    "client": (
        "client client_ip clientip remote_addr remote_ip remoteip remoteaddress source_ip sourceip src_ip ip httprequest.clientip"
        " httprequest.remoteip client_id clientid azp"
    ),
    "path": "path url uri request_uri requesturi request_path http.target http.url route httprequest.uri httprequest.requesturl request",
    "status": (
        "status status_code statuscode http.status_code http.status response_code response.status httprequest.status code_http elb_status_code"
        " http_status"
    ),
}
"""Members by the field of `Message` they fill, in small letters; the first that occurs wins."""
_FIELD_OF = {name: (field, rank) for field, names in FIELDS.items() for rank, name in enumerate(names.split())}
_TELLING = words(
    "exception err error exc_info stack stack_trace stacktrace reason cause failure detail details error_description errormessage error_message",
    "failure_reason error_reason why value response_code_details response_flags details_executed grpc_message body text_error",
)
_MESSAGES = words(
    "msg message log event text textpayload @message _raw short_message full_message formatted eventmessage description summary title",
    "line data payload",
)
_NAMES = words(
    "type class exception_class exception_type exc_type error_class error_type kind name code module exception.class filename function culprit",
    "errorcode error_code",
)
_IGNORED = words(
    "user_agent useragent http_user_agent agent referer referrer http_referer authorization cookie set-cookie token access_token id_token",
    "refresh_token jwt query method trace_id traceid span_id spanid request_id requestid correlation_id id uid stream environment env protocol",
    "scheme bytes duration latency headers",
)
LONGEST_VALUE = 512
"""Longer values of fields other than messages are cut."""


def last_of(name: str) -> str:
    """Return the last part of a dotted name."""
    return name.rpartition(".")[2]


def rank_of(name: str) -> int | None:
    """Return how telling a member's text is: 0 an error's, 1 a message's, 2 another's; ``None`` for what is no message."""
    parts, last = name.split("."), last_of(name)
    if last in _IGNORED or last in _NAMES or field_of(name):
        return None
    if any(part in _TELLING for part in parts):
        return 0
    return 1 if last in _MESSAGES else 2


def names_a_class(name: str) -> bool:
    """Tell whether a member holds a class, a code or a module."""
    return last_of(name) in _NAMES


def field_of(name: str) -> tuple[str, int] | None:
    """Return the field that a member fills, and its rank among those that may."""
    return _FIELD_OF.get(name) or _FIELD_OF.get(last_of(name))


def fields_from(pairs: Iterable[tuple[str, Any]], year: int | None = None) -> dict[str, Any]:
    """Return the fields of `Message` that named values fill."""
    found: dict[str, tuple[int, Any]] = {}
    for name, value in pairs:
        known = field_of(name)
        typed = _typed(known[0], value, year) if known else None
        if known and typed is not None and known[1] <= found.get(known[0], (known[1], None))[0]:
            found[known[0]] = (known[1], typed)
    return {field: value for field, (_, value) in found.items()}


def _typed(field: str, value: object, year: int | None) -> object:
    if field == "time":
        return moment_of(value, year)
    if field == "status":
        return int(str(value)) if str(value).isascii() and str(value).isdecimal() and len(str(value)) == 3 else None
    return str(value)[:LONGEST_VALUE] if isinstance(value, str | int) and str(value).strip() not in ("", "-", "null", "None") else None
