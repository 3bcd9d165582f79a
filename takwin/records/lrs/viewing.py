"""Films and sounds that were played, in the words of the profiles of video (https://w3id.org/xapi/video, version 1.0.3) and of audio
(https://w3id.org/xapi/audio, version 1.0), whose extensions are the same: what their templates `paused` and `completed` ask for."""

from typing import Any

from takwin.records.statement import WHOLE, Statement
from takwin.records.vocabulary import AUDIO, VIDEO

Json = dict[str, Any]
VERBS = frozenset({"paused", "watched"})
CATEGORIES = {"film": VIDEO, "sound": AUDIO}
"""The profile that such a sentence follows, by the kind of its activity."""
IN = f"{VIDEO}/extensions/"
THOUSAND = 1000


def result(statement: Statement, ours: str) -> Json:
    """The `result`; `ours` is where our own extensions begin. Played segments are written as the profile writes them, "0[.]12[,]14[.]21"."""
    said = statement.result
    pairs = zip(said["parts"][::2], said["parts"][1::2], strict=True)
    told = {
        f"{IN}time": said["time"],
        f"{IN}progress": said["progress"] / THOUSAND,
        f"{IN}played-segments": "[,]".join(f"{start}[.]{end}" for start, end in pairs),
    }
    if statement.verb == "watched":
        return {"completion": True, "duration": f"PT{said['spent']}S", "extensions": told}
    return {"extensions": {**told, f"{ours}spent": said["spent"]}}


def extensions(statement: Statement) -> Json:
    """The extensions of the `context`."""
    return {f"{IN}length": statement.result["length"], f"{IN}completion-threshold": WHOLE / THOUSAND}
