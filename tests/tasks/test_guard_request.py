"""Which key sets a guard accepts: of a file, or of the command line."""

import pytest

from jwtriage.tasks.guard_request import GuardRequest, Keyset, keysets_of
from jwtriage.tasks.request import UnusableRequest

WHOLE = """
[keyset.access]
algorithms = ["RS256", "ES256"]
issuer = "https://id.example"
audience = ["api", "web"]
typ = "at+jwt"
azp = "shop"
leeway = "2m"
exp = "ANY"
id_tokens = true
token_lifetime = "15m"
current = "v2.pem"
next = "v3.pem"
previous = "v1.pem"
next_from = 2026-11-24T12:00:00Z
previous_until = "2026-11-25T12:00:00"

[keyset.other]
current = "env:KEY"
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configured(folder, text, *keysets, name="system.toml"):
    (folder / name).write_text(text)
    return keysets_of(GuardRequest(config=name, keysets=keysets))


def test_a_key_set_is_read_whole(folder):
    (keyset,) = configured(folder, WHOLE, "access")
    assert keyset == Keyset(
        name="access",
        references={"current": "v2.pem", "next": "v3.pem", "previous": "v1.pem"},
        algorithms=("RS256", "ES256"),
        issuer=("https://id.example",),
        audience=("api", "web"),
        typ=("at+jwt",),
        azp=("shop",),
        leeway=120.0,
        expires=False,
        id_tokens=True,
        next_from=1_795_521_600.0,
        previous_until=1_795_608_000.0,
    )


def test_several_key_sets_are_several_issuers(folder):
    assert [keyset.name for keyset in configured(folder, WHOLE, "other", "access", "other")] == ["other", "access"]


def test_paths_start_at_the_file(folder):
    (folder / "deploy").mkdir()
    (keyset,) = configured(folder, '[keyset.a]\ncurrent = "v1.pem"\n', name="deploy/jwtriage.toml")
    assert keyset.references == {"current": "deploy/v1.pem"}


def test_the_file_of_this_folder_is_found_but_reaches_nothing_outside(folder):
    (folder / "jwtriage.toml").write_text('[keyset.a]\ncurrent = "v1.pem"\n')
    assert keysets_of(GuardRequest())[0].references == {"current": "v1.pem"}
    (folder / "jwtriage.toml").write_text('[keyset.a]\ncurrent = "https://id.example/jwks.json"\n')
    with pytest.raises(UnusableRequest, match="--config"):
        keysets_of(GuardRequest())


UNUSABLE = {
    "no key set": ("", (), "--keyset"),
    "several, none named": (WHOLE, (), "access, other"),
    "one that is not there": (WHOLE, ("acess",), "no keyset.acess"),
    "no current key": ("[keyset.a]\n", (), "current is missing"),
    "an empty previous key": ('[keyset.a]\ncurrent="a"\nprevious=""\n', (), "leave it out"),
    "a member that is spelled wrong": ('[keyset.a]\ncurrent="a"\naudiense="b"\n', (), "audiense is no member"),
    "a number as an audience": ('[keyset.a]\ncurrent="a"\naudience=7\n', (), "audience is a text"),
    "an empty list of algorithms": ('[keyset.a]\ncurrent="a"\nalgorithms=[]\n', (), "algorithms is a text"),
    "an empty issuer": ('[keyset.a]\ncurrent="a"\nissuer=""\n', (), "issuer is a text"),
    "a leeway that is none": ('[keyset.a]\ncurrent="a"\nleeway="soon"\n', (), "leeway is a duration"),
    "a leeway below zero": ('[keyset.a]\ncurrent="a"\nleeway=-1\n', (), "leeway is a duration"),
    "a leeway without end": ('[keyset.a]\ncurrent="a"\nleeway=inf\n', (), "leeway is a duration"),
    "a leeway that is true": ('[keyset.a]\ncurrent="a"\nleeway=true\n', (), "leeway is a duration"),
    "exp as a number": ('[keyset.a]\ncurrent="a"\nexp=false\n', (), "unless 'ANY'"),
    "a flag that is a text": ('[keyset.a]\ncurrent="a"\nid_tokens="no"\n', (), "true or false"),
    "a time that is none": ('[keyset.a]\ncurrent="a"\nprevious_until="soon"\n', (), "is a time"),
    "a date": ('[keyset.a]\ncurrent="a"\nprevious_until=2026-11-24\n', (), "is a time"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_cannot_be_meant_is_one_line(name, folder):
    text, keysets, message = UNUSABLE[name]
    with pytest.raises(UnusableRequest) as caught:
        configured(folder, text, *keysets)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_command_line_stands_alone():
    described = Keyset(references={"current": "a.pem"}, algorithms=("RS256",))
    assert keysets_of(GuardRequest(described)) == [described]


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (GuardRequest(), "--key REF"),
        (GuardRequest(Keyset(issuer=("a",))), "--key REF"),
        (GuardRequest(Keyset(issuer=("a",)), config="system.toml"), "--key REF"),
        (GuardRequest(Keyset(references={"current": "a"}), config="system.toml"), "not from both"),
        (GuardRequest(Keyset(references={"current": "a"}), keysets=("a",)), "not from both"),
        (GuardRequest(config="nowhere.toml"), "nowhere.toml"),
    ],
)
def test_what_is_missing_or_double_is_one_line(request_, message, folder):
    with pytest.raises(UnusableRequest, match=message):
        keysets_of(request_)
