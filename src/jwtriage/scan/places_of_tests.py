"""Folders of tests and documentation: what stands there runs nowhere."""

_TESTS = ("test", "tests", "__tests__", "testing", "testdata", "spec", "specs", "e2e", "fixtures", "fixture", "mocks", "__mocks__", "bench")
_EXAMPLES = ("docs", "doc", "docs_src", "examples", "example", "samples", "sample", "demo", "demos", "tutorial", "vendor", "third_party")
_FOLDERS = frozenset((*_TESTS, *_EXAMPLES))
_ENDINGS = (
    "_test.go",
    "_test.py",
    ".test.js",
    ".test.ts",
    ".test.tsx",
    ".spec.js",
    ".spec.ts",
    ".spec.tsx",
    "Test.java",
    "Tests.java",
    "conftest.py",
)


def is_test_place(place: str) -> bool:
    """Tell whether a path below the scanned root lies in tests, examples or documentation, by its folders or the ending of its name."""
    *folders, name = place.split("/")
    return not _FOLDERS.isdisjoint(folders) or name.endswith(_ENDINGS) or name.startswith("test_")
