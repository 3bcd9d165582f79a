"""Blobs: bytes that are known by their digest and never change."""

from django.db import models


class Blob(models.Model):
    """The SHA-256 of a stored file, its size in bytes and its media type."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    created = models.DateTimeField(auto_now_add=True)
