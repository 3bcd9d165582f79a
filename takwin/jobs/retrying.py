"""Try a job again later when it fails."""

import functools
import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)


def retry(*, after: Sequence[int]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run the function again that many seconds after each failure; the failure after the last stays in the list of jobs.

    Stands under `@task`. Where jobs are run at once (tests), the first failure is the last."""

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(function)
        def attempted(*args: Any, attempt: int = 0, **kwargs: Any) -> None:
            try:
                function(*args, **kwargs)
            except Exception:
                task = import_string(f"{function.__module__}.{function.__qualname__}")
                if attempt >= len(after) or not task.get_backend().supports_defer:
                    raise
                log.warning("Job %s failed; again in %s seconds", function.__qualname__, after[attempt], exc_info=True)
                later = task.using(run_after=timezone.now() + timedelta(seconds=after[attempt]))
                later.enqueue(*args, attempt=attempt + 1, **kwargs)

        return attempted

    return decorate
