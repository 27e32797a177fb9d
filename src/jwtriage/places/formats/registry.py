"""Which format a file has, and what it says about keys."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from jwtriage.model.case import Unread
from jwtriage.places import dotenv, structured
from jwtriage.places.formats import compose_project, kubernetes_objects, settings_tree, task_definition, templates, whole_file
from jwtriage.places.formats.entry import Entry, all_entries, plain_reference
from jwtriage.places.formats.source import Source
from jwtriage.places.recognise import recognise
from jwtriage.places.reference import UnusableReference
from jwtriage.places.walking.file import FileFound


class Format(NamedTuple):
    """A format: whether a file has it, and the reader of such a file."""

    name: str
    matches: Callable[[Source], bool]
    read: Callable[[Source], Iterator[Entry]]


FORMATS: tuple[Format, ...] = tuple(
    Format(module.__name__.rpartition(".")[2], module.matches, module.read)
    for module in (templates, kubernetes_objects, compose_project, task_definition, settings_tree)
)
"""In the order in which they are asked; the first that matches reads the file."""


def read(file: FileFound) -> Iterator[Entry]:
    """Yield what a file says about keys; a file that cannot be parsed is an `Unread`. Never raises."""
    try:
        yield from _read(source_of(file))
    except UnusableReference as error:
        yield Unread(file.place, str(error).removeprefix(f"{file.place}: "))


def source_of(file: FileFound) -> Source:
    """Recognise and parse a file; raises `UnusableReference` where its format promises what its content does not hold."""
    form = recognise(file.path.name, file.octets, plain_reference(file.place))
    parse = structured.FORMS.get(form)
    try:
        documents = tuple(parse(file.octets, plain_reference(file.place))) if parse else ()
    except UnusableReference:
        if templates.TEMPLATE.search(file.octets):
            return Source(file.place, file.path, file.octets, "template")
        raise
    return Source(file.place, file.path, file.octets, form, documents)


def _read(source: Source) -> Iterator[Entry]:
    if source.form == "whole":
        yield from whole_file.read(source)
    elif source.form == "dotenv":
        yield from all_entries(dotenv.variables(source.octets, source.place), source.place)
    else:
        chosen = next((each for each in FORMATS if each.matches(source)), None)
        yield from chosen.read(source) if chosen else ()
