"""The door to repositories elsewhere: what is fetched, and everything that is not."""

import ssl
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from takwin.lib.git import Address, FetchRefused, Limits, address, fetch
from takwin.lib.git.address import place
from takwin.lib.git.fetching import CLOSED, ELSEWHERE, EMPTY, UNTRUSTED, USUAL
from takwin.lib.tests.git_server import Endless, Server, Silent, backend, git, redirecting, repository, serving

FILES = {
    "course.yaml": b"takwin: 1\n",
    "one/a.fr.md": b"---\ntitle: A\n---\nBonjour.\n",
    "cours/b/course.yaml": b"takwin: 2\n",
}


def got(
    server: Server, into: Path, path: str = "/essai", branch: str = "", folder: str = "", limits: Limits = USUAL
) -> tuple[Path, str]:
    where = address(server.address + path, branch, folder, private=True)
    found, commit = fetch(where, into / "fetched", limits, private=True)
    return found, commit.subject


def test_the_present_state_comes_without_its_history(tmp_path: Path) -> None:
    repository(tmp_path / "root" / "essai", {**FILES, "old": b"secret"})
    (tmp_path / "root" / "essai" / "old").unlink()
    repository(tmp_path / "root" / "essai", {}, "Deuxième")
    (tmp_path / "into").mkdir()
    heard: list[int] = []
    with serving(backend(tmp_path / "root")) as server:
        where = address(f"{server.address}/essai", private=True)
        found, commit = fetch(where, tmp_path / "into" / "x", private=True, progress=heard.append)
    assert (found / "course.yaml").read_bytes() == FILES["course.yaml"]
    assert (commit.subject, commit.id) == ("Deuxième", git(tmp_path / "root" / "essai", "rev-parse", "HEAD"))
    assert git(found, "rev-list", "--count", "--all") == "1"
    assert heard


def test_a_branch_a_tag_and_a_folder(tmp_path: Path) -> None:
    root = repository(tmp_path / "root" / "essai", FILES)
    git(root, "tag", "v1")
    git(root, "checkout", "-q", "-b", "suite")
    repository(root, {"course.yaml": b"takwin: 3\n"}, "Suite")
    git(root, "checkout", "-q", "main")
    for number, (branch, folder, expected) in enumerate(
        [
            ("", "", b"takwin: 1\n"),
            ("v1", "", b"takwin: 1\n"),
            ("suite", "", b"takwin: 3\n"),
            ("", "cours/b", b"takwin: 2\n"),
        ]
    ):
        (tmp_path / str(number)).mkdir()
        with serving(backend(tmp_path / "root")) as server:
            found, _ = got(server, tmp_path / str(number), branch=branch, folder=folder)
        assert (found / "course.yaml").read_bytes() == expected
    assert not (tmp_path / "3" / "fetched" / "one").exists()


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    repository(tmp_path / "root" / "essai", FILES)
    (tmp_path / "root" / "vide").mkdir()
    git(tmp_path / "root" / "vide", "init", "-q")
    cases = {
        ("/essai", "rien", ""): "no branch or tag “rien”",
        ("/essai", "", "rien"): "no folder “rien”",
        ("/rien", "", ""): str(CLOSED),
        ("/vide", "", ""): str(EMPTY),
    }
    for number, ((path, branch, folder), sentence) in enumerate(cases.items()):
        (tmp_path / str(number)).mkdir()
        with serving(backend(tmp_path / "root")) as server, pytest.raises(FetchRefused, match=sentence):
            got(server, tmp_path / str(number), path, branch, folder)


def test_links_and_hooks_and_submodules_are_nothing(tmp_path: Path) -> None:
    root = repository(tmp_path / "root" / "essai", FILES)
    (root / "link.md").symlink_to("/etc/passwd")
    (root / ".gitmodules").write_text('[submodule "x"]\n\tpath = x\n\turl = https://example.org/x.git\n', "utf-8")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{git(root, 'rev-parse', 'HEAD')},x")
    (root / ".gitattributes").write_text("*.md filter=evil\n", "utf-8")
    repository(root, {})
    with serving(backend(tmp_path / "root")) as server:
        found, _ = got(server, tmp_path)
    assert not (found / "link.md").is_symlink()
    assert (found / "link.md").read_text("utf-8") == "/etc/passwd"
    assert not any((found / "x").glob("*"))
    assert not any((found / ".git").glob("hooks/*"))


def test_a_redirect_is_not_followed(tmp_path: Path) -> None:
    repository(tmp_path / "root" / "essai", FILES)
    with serving(backend(tmp_path / "root")) as inner, serving(redirecting(inner.address)) as outer:
        with pytest.raises(FetchRefused) as refused:
            got(outer, tmp_path)
        assert outer.asked
        assert inner.asked == []
    assert refused.value.sentence == ELSEWHERE


def test_a_certificate_that_nobody_vouches_for_is_not_taken(tmp_path: Path) -> None:
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(1), now + timedelta(1))
    whole = (
        made.sign(key, SHA256()).public_bytes(Encoding.PEM),
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    )
    (tmp_path / "one.pem").write_bytes(b"".join(whole))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "one.pem")
    with serving(backend(tmp_path)) as server:
        server.http.socket = context.wrap_socket(server.http.socket, server_side=True)
        server.address = server.address.replace("http:", "https:")
        with pytest.raises(FetchRefused) as refused:
            got(server, tmp_path)
        assert server.asked == []
    assert refused.value.sentence == UNTRUSTED


@pytest.mark.parametrize("server", [Endless, Silent])
def test_who_never_ends_is_left(tmp_path: Path, server: type[Endless]) -> None:
    began = time.monotonic()
    with serving(server) as found, pytest.raises(FetchRefused, match="within 2 seconds"):
        got(found, tmp_path, limits=Limits(seconds=2))
    assert time.monotonic() - began < 12
    left = subprocess.run(["pgrep", "-f", str(tmp_path)], capture_output=True, text=True, check=False).stdout
    assert left == ""


def test_what_is_too_large_or_too_much_is_left(tmp_path: Path) -> None:
    repository(tmp_path / "root" / "essai", {"course.yaml": b"\0" * 3_000_000, **{f"f{n}": b"" for n in range(9)}})
    for number, (limits, sentence) in enumerate(
        [(Limits(size=1_000_000), "more than 1 MB"), (Limits(files=5), "more than 5 files")]
    ):
        (tmp_path / str(number)).mkdir()
        with serving(backend(tmp_path / "root")) as server, pytest.raises(FetchRefused, match=sentence):
            got(server, tmp_path / str(number), limits=limits)
        assert not (tmp_path / str(number) / "fetched" / "course.yaml").exists()


@pytest.mark.parametrize(
    "url",
    [
        "", "course", "file:///etc/passwd", "/etc/passwd", "ext::sh -c id", "git://example.org/x", "ssh://git@example.org/x",
        "git@example.org:x.git", "http://example.org/x.git", "ftp://example.org/x", "--upload-pack=id", "https://", "https:///x",
        "https://amina:secret@example.org/x.git", "https://amina@example.org/x.git", "https://example.org", "https://example.org/",
        "https://example.org/x?token=1", "https://example.org/x#y", "https://example.org/a b", "https://example.org/a\nb",
        "https://exa mple.org/x", "https://example.org:99999/x", "https://example.org:0/x", "https://-x.org/y", "https://[::1/x",
        "https://example.org/" + "a" * 400, "https://example.org/x\0y", "transport::https://example.org/x", "https://exämple.org/x",
    ],
)  # fmt: skip
def test_odd_addresses_are_refused_before_anything_is_asked(url: str) -> None:
    with pytest.raises(FetchRefused):
        address(url)


@pytest.mark.parametrize(
    "branch", ["-x", "--upload-pack=id", "a..b", "a b", "a\nb", ".x", "x.lock", "x" * 101, "a//b", "a/"]
)
def test_odd_branches_are_refused(branch: str) -> None:
    with pytest.raises(FetchRefused):
        address("https://example.org/x.git", branch)


@pytest.mark.parametrize("folder", ["../x", "a/../b", ".git", "-x", "a\\b", ":x", "a/.git/b", "a\nb"])
def test_odd_folders_are_refused(folder: str) -> None:
    with pytest.raises(FetchRefused):
        address("https://example.org/x.git", "", folder)


def test_a_good_address() -> None:
    found = address(" https://Git.Example.org/team/course.git ", "main", "/courses/b/")
    assert found == Address("https://Git.Example.org/team/course.git", "git.example.org", 443, "main", "courses/b")
    assert address("https://example.org:8443/x", private=False).port == 8443


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3", "224.0.0.1", "::1", "fe80::1%eth0",
     "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "255.255.255.255", "::"],
)  # fmt: skip
def test_private_machines_are_refused_also_behind_a_name(ip: str) -> None:
    where = address("https://example.org/x.git")
    with pytest.raises(FetchRefused, match="not a public machine"):
        place(where, asked=lambda host, port: ["93.184.216.34", ip])
    assert place(where, private=True, asked=lambda host, port: [ip]) == ip


def test_a_public_machine_is_asked_by_the_address_that_was_looked_at() -> None:
    where = address("https://example.org/x.git")
    assert place(where, asked=lambda host, port: ["2606:2800:220:1::1", "93.184.216.34"]) == "93.184.216.34"
    with pytest.raises(FetchRefused, match="No machine is known"):
        place(where, asked=lambda host, port: [])


def test_literal_private_addresses_are_refused() -> None:
    for url in (
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://localhost/x",
        "https://2130706433/x",
        "https://0x7f.1/x",
        "https://127.1/x",
    ):
        with pytest.raises(FetchRefused):
            place(address(url))


def test_the_name_is_not_looked_up_again(tmp_path: Path) -> None:
    """git asks the address that was checked, whatever the name means by then."""
    repository(tmp_path / "root" / "essai", FILES)
    with serving(backend(tmp_path / "root")) as server:
        port = server.address.rsplit(":", 1)[1]
        where = address(f"http://nowhere.invalid:{port}/essai", private=True)
        found, _ = fetch(where, tmp_path / "fetched", private=True, asked=lambda host, port: ["127.0.0.1"])
    assert (found / "course.yaml").is_file()
