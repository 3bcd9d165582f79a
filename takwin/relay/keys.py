"""The key pair of a site as one end of a relay: what it signs with, and what is sealed for it; plain Python.

The sealing pair (X25519) is derived from the signing one (Ed25519), so that a site has one secret to keep (RFC 5869, RFC 7748, RFC 8032)."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from takwin.credentials import multikey

_PUBLIC = b"\xec\x01"
"""The multicodec of an X25519 public key."""
_POINT = 32
"""Bytes of a public key."""


@dataclass(frozen=True, slots=True)
class End:
    """Whom a parcel is for: the key by which its signatures are known, and the key that seals for it; both as Multikey texts."""

    public: str
    sealing: str


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets of one end."""

    signing: Ed25519PrivateKey

    @property
    def end(self) -> End:
        """What others may know."""
        sealing = multikey.base58(_PUBLIC + self._opening.public_key().public_bytes_raw())
        return End(multikey.public_text(self.signing.public_key()), sealing)

    @property
    def _opening(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(_derived(self.signing.private_bytes_raw(), b"takwin relay end"))

    def opened(self, sealed: bytes, label: bytes) -> bytes:
        """What `seal` hid for this end. Raises ValueError, InvalidTag."""
        point, own = sealed[:_POINT], self._opening.public_key().public_bytes_raw()
        shared = self._opening.exchange(X25519PublicKey.from_public_bytes(point))
        return _cipher(shared, point + own).decrypt(bytes(12), sealed[_POINT:], label)


def seal(data: bytes, to: End, label: bytes) -> bytes:
    """Hide bytes from everybody but one end; the label is bound to them. A fresh key pair each time, so that its nonce may be zero.
    Raises ValueError for an end that is none."""
    kind, point = (whole := multikey.unbase58(to.sealing))[:2], whole[2:]
    if kind != _PUBLIC:
        raise ValueError("not an X25519 Multikey")
    once = X25519PrivateKey.generate()
    own = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(point))
    return own + _cipher(shared, own + point).encrypt(bytes(12), data, label)


def _cipher(shared: bytes, points: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(_derived(shared, b"takwin relay seal" + points))


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, None, purpose).derive(secret)
