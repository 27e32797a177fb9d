"""Which paths the rules ignore: examples of gitignore(5), and the same answers as git where git is there."""

import shutil
import subprocess
from time import perf_counter

import pytest

from jwtriage.places.walking.gitignore import Rules

EXAMPLES = [
    ("*.log", "a.log", True),
    ("*.log", "b/c/a.log", True),
    ("*.log", "a.logs", False),
    ("/top", "top", True),
    ("/top", "b/top", False),
    ("a/b", "a/b", True),
    ("a/b", "c/a/b", False),
    ("**/b", "a/c/b", True),
    ("a/**/b", "a/b", True),
    ("a/**/b", "a/x/y/b", True),
    ("a/**", "a/x/y", True),
    ("a/**", "b/x", False),
    ("build/", "build", False),
    ("*\n!keep.txt", "keep.txt", False),
    ("!keep.txt\n*", "keep.txt", True),
    ("# a comment", "# a comment", False),
    ("\\#x", "#x", True),
    ("\\!x", "!x", True),
    ("a?c", "abc", True),
    ("a?c", "a/c", False),
    ("[a-c]x", "bx", True),
    ("[!a-c]x", "bx", False),
    ("[!a-c]x", "dx", True),
    ("x[", "x[", True),
    ("x ", "x", True),
    ("x\\ ", "x ", True),
    ("*a*b*c", "xaxbxc", True),
    ("*a*b*c", "xaxcxb", False),
    ("*ab", "aab", True),
    ("*.{a,b}", "x.a", False),
    ("a.b", "axb", False),
    ("\\*", "*", True),
    ("\\*", "x", False),
    ("[a-\n*.x", "y.x", True),
    ("", "x", False),
    ("/", "x", False),
]


def ignored(rules: Rules, path: str) -> bool:
    folder, slash, name = path.rpartition("/")
    return rules.ignores(folder + slash, name, is_folder=False)


@pytest.mark.parametrize(("text", "path", "expected"), EXAMPLES)
def test_examples(text, path, expected):
    assert ignored(Rules(text, "", None), path) is expected


def test_a_slash_at_the_end_means_folders():
    rules = Rules("build/", "", None)
    assert rules.ignores("", "build", is_folder=True)
    assert rules.ignores("a/", "build", is_folder=True)


def test_the_nearest_file_decides():
    below = Rules("!x.log\n/y", "a/", Rules("*.log", "", None))
    assert [ignored(below, path) for path in ("a/x.log", "a/z.log", "a/y", "a/b/y")] == [False, True, True, False]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_says_the_same(tmp_path):
    def git(*words: str, said: str = "") -> str:
        return subprocess.run(["git", "-C", str(tmp_path), *words], input=said, capture_output=True, text=True, check=False).stdout

    git("init", "-q")
    text = "*.log\n!keep.log\n/top\nd/e\n**/deep/x\nq/**/r\n*~\n[ab]?.t*t\nfoo*bar*\n"
    (tmp_path / ".gitignore").write_text(text)
    names = ["a.log", "keep.log", "top", "e", "x", "r", "w~", "a1.txt", "c1.txt", "fooxbar", "foo", "b2.tt"]
    paths = [folder + name for folder in ("", "d/", "deep/", "q/", "q/s/t/", "o/deep/") for name in names]
    told = git("-c", "core.excludesFile=", "check-ignore", "--no-index", "--stdin", said="\n".join(paths)).split()
    assert told == [path for path in paths if ignored(Rules(text, "", None), path)]
    assert told


def test_hostile_patterns_cost_no_time():
    text = "\n".join(["*a" * 100 + "b", "?*" * 80 + "b", "**/" * 60 + "b", "a/**/" * 3 + "b", "[" * 200, "x" * 100_000])
    begin = perf_counter()
    rules = Rules(text, "", None)
    assert not any(ignored(rules, path) for path in ("a" * 250, "a/" * 200 + "c", "[" * 100))
    assert perf_counter() - begin < 1
