"""A course compiled into all that a release holds."""

from takwin.content.compiler.compile import RENDERER, compile
from takwin.content.compiler.compiled import Compiled, CompiledItem

__all__ = ["RENDERER", "Compiled", "CompiledItem", "compile"]
