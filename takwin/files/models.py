"""Blobs: bytes that are known by their digest and never change."""

from django.db import models


class Blob(models.Model):
    """The SHA-256 of a stored file, its size in bytes and its media type. Only an `open` one is served to whoever asks."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    open = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)
