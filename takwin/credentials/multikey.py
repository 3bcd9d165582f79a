"""Base58btc and Multikey: how keys and signatures are written in a proof."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PUBLIC = b"\xed\x01"
_SECRET = b"\x80\x26"


def base58(data: bytes) -> str:
    """Multibase base58btc, with its letter `z` (W3C Controlled Identifiers 1.0, section 2.4)."""
    number, letters = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        letters = _ALPHABET[digit] + letters
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "z" + "1" * zeros + letters


def unbase58(text: str) -> bytes:
    """The bytes of a `z…` text. ValueError when it is not one, or longer than any key or signature (200 letters)."""
    letters = text[1:]
    if not text.startswith("z") or len(text) > 200:
        raise ValueError("not a base58btc multibase text")
    number = 0
    for letter in letters:
        number = number * 58 + _ALPHABET.index(letter)
    zeros = len(letters) - len(letters.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def public_text(key: Ed25519PublicKey) -> str:
    """The Multikey text `z6Mk…` of a public key: 0xed01 and 32 bytes."""
    return base58(_PUBLIC + key.public_bytes_raw())


def public_key(text: str) -> Ed25519PublicKey:
    """The public key of a Multikey text. ValueError when it is not an Ed25519 one."""
    return Ed25519PublicKey.from_public_bytes(_body(text, _PUBLIC))


def secret_text(key: Ed25519PrivateKey) -> str:
    """The Multikey text `z3u2…` of a private key: 0x8026 and 32 bytes."""
    return base58(_SECRET + key.private_bytes_raw())


def secret_key(text: str) -> Ed25519PrivateKey:
    """The private key of a Multikey text. ValueError when it is not an Ed25519 one."""
    return Ed25519PrivateKey.from_private_bytes(_body(text, _SECRET))


def _body(text: str, prefix: bytes) -> bytes:
    data = unbase58(text)
    if len(data) != 34 or not data.startswith(prefix):
        raise ValueError("not an Ed25519 Multikey")
    return data[2:]
