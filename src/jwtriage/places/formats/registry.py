"""Which format a file has, and what it says about keys."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from jwtriage.model.case import Unread
from jwtriage.places import dotenv, kubernetes, structured
from jwtriage.places.formats import (
    compose_project,
    dockerfile,
    embedded,
    kubernetes_objects,
    kustomization,
    notebook,
    settings_tree,
    shell_script,
    systemd_unit,
    task_definition,
    templates,
    terraform,
    terraform_state,
    web_server,
    whole_file,
)
from jwtriage.places.formats.entry import Entry, all_entries, plain_reference
from jwtriage.places.formats.form import form_of
from jwtriage.places.formats.source import Source
from jwtriage.places.reference import UnusableReference
from jwtriage.places.walking.file import FileFound

_HINT = re.compile(rb"BEGIN [A-Z ]*KEY|jwt|secret|jwks", re.IGNORECASE)


class Format(NamedTuple):
    """A format: whether a file has it, and the reader of such a file."""

    name: str
    matches: Callable[[Source], bool]
    read: Callable[[Source], Iterator[Entry]]


def _format(module: ModuleType) -> Format:
    return Format(module.__name__.rpartition(".")[2], module.matches, module.read)


FORMATS: tuple[Format, ...] = tuple(
    map(
        _format,
        (
            templates,
            dockerfile,
            systemd_unit,
            shell_script,
            terraform,
            web_server,
            kustomization,
            kubernetes_objects,
            compose_project,
            task_definition,
            terraform_state,
            notebook,
            settings_tree,
        ),
    )
)
"""In the order in which they are asked; the first that matches reads the file."""


def read(file: FileFound) -> Iterator[Entry]:
    """Yield what a file says about keys; one that cannot be parsed is read line by line, and is an `Unread` where it may hold keys."""
    try:
        yield from _read(source_of(file))
    except UnusableReference as error:
        if not templates.TEMPLATE.search(file.octets) and _HINT.search(file.octets):
            yield Unread(file.place, str(error).removeprefix(f"{file.place}: "))
        yield from templates.read(Source(file.place, file.path, file.octets, "template"))


def source_of(file: FileFound) -> Source:
    """Recognise and parse a file; raises `UnusableReference` where its format promises what its content does not hold."""
    form = form_of(file)
    parse = structured.FORMS.get(form)
    documents = tuple(parse(file.octets, plain_reference(file.place))) if parse else ()
    return Source(file.place, file.path, file.octets, form, documents)


def _read(source: Source) -> Iterator[Entry]:
    if source.form == "whole":
        yield from whole_file.read(source)
    elif source.form == "dotenv":
        yield from all_entries(dotenv.variables(source.octets, source.place), source.place)
    else:
        chosen = next((each for each in FORMATS if each.matches(source)), None)
        yield from chosen.read(source) if chosen else ()
        yield from _embedded(source)


def _embedded(source: Source) -> Iterator[Entry]:
    """Yield what the files within a manifest say; a manifest within a manifest is not looked into again."""
    for within in embedded.files_in(source):
        try:
            inner = source_of(FileFound(source.place, Path(within.file), within.octets))
        except UnusableReference:
            continue
        if not kubernetes.is_manifest(inner.documents):
            yield from (entry for each in _read(inner) if (entry := embedded.placed(each, within, source.place)))
