"""WebVTT captions: reading them, and writing them from a timed transcript.

Source: WebVTT, the Web Video Text Tracks format (W3C). Times are in seconds.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LINE_LENGTH = 37  # characters a line: what is comfortable to read under a film, two lines at most
_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"^{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?$")
_TAG = re.compile(r"<[^>]*>")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[«A-ZÀ-ÖØ-Þ0-9])")
_CLAUSE_END = re.compile(r"(?<=[,;:])\s+")


@dataclass(frozen=True)
class Cue:
    """Words shown from `start` to `end`, in seconds."""

    start: float
    end: float
    text: str


class CaptionError(ValueError):
    """Captions that are not WebVTT; `line` is the first wrong one, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"Not WebVTT at line {line}.")
        self.line = line


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000


def _cue_of(block: Sequence[str], first_line: int) -> Cue | None:
    """Return the cue of a block of lines; None for a comment, a style or a region."""
    if block[0].startswith(("NOTE", "STYLE", "REGION")):
        return None
    offset = 0 if "-->" in block[0] else 1
    timing = _TIMING.match(block[offset]) if len(block) > offset else None
    if timing is None:
        raise CaptionError(first_line + offset)
    groups = timing.groups()
    start, end = _seconds(*groups[:4]), _seconds(*groups[4:])
    if end <= start:
        raise CaptionError(first_line + offset)
    return Cue(start, end, _TAG.sub("", " ".join(block[offset + 1 :])).strip())


def parse_webvtt(text: str) -> list[Cue]:
    """Return the cues of WebVTT captions; raises CaptionError at the first line that is wrong."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.match(r"^WEBVTT(?:[ \t]|$)", lines[0]):
        raise CaptionError(1)
    cues: list[Cue] = []
    block: list[str] = []
    for number, line in enumerate([*lines[1:], ""], start=2):
        if line.strip():
            block.append(line.strip())
            continue
        if block and (cue := _cue_of(block, number - len(block))):
            cues.append(cue)
        block = []
    return cues


def _stamp(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def _pieces(text: str) -> list[str]:
    """Cut at sentence ends, then at clauses while a piece is longer than two lines."""
    pieces: list[str] = []
    for sentence in _SENTENCE_END.split(" ".join(text.split(" "))):
        current = ""
        for clause in _CLAUSE_END.split(sentence):
            joined = f"{current} {clause}".strip()
            if current and len(joined) > 2 * LINE_LENGTH:
                pieces.append(current)
                current = clause
            else:
                current = joined
        pieces.append(current)
    return [piece for piece in pieces if piece]


def split_cues(passages: Iterable[Cue]) -> list[Cue]:
    """Cut long passages into captions, sharing out their time by the number of letters."""
    cues: list[Cue] = []
    for passage in passages:
        pieces = _pieces(passage.text)
        letters = sum(len(piece) for piece in pieces)
        start = passage.start
        for piece in pieces:
            end = start + (passage.end - passage.start) * len(piece) / letters
            cues.append(Cue(round(start, 3), round(end, 3), piece))
            start = end
    return cues


def _wrapped(text: str) -> list[str]:
    """Break at ordinary spaces only: no-break spaces hold a sign to its word."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= LINE_LENGTH:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def write_webvtt(cues: Iterable[Cue]) -> str:
    """Return WebVTT captions of the cues, wrapped at about 37 characters a line."""
    blocks = ["WEBVTT"]
    for cue in cues:
        escaped = cue.text.replace("&", "&amp;").replace("<", "&lt;")
        blocks.append("\n".join([f"{_stamp(cue.start)} --> {_stamp(cue.end)}", *_wrapped(escaped)]))
    return "\n\n".join(blocks) + "\n"


def transcript(cues: Sequence[Cue], pause: float = 0.3) -> list[Cue]:
    """Join captions into paragraphs: a new one begins where the speaker pauses for more than `pause` seconds."""
    paragraphs: list[Cue] = []
    for cue in cues:
        if paragraphs and cue.start - paragraphs[-1].end <= pause:
            last = paragraphs[-1]
            paragraphs[-1] = Cue(last.start, cue.end, f"{last.text} {cue.text}")
        else:
            paragraphs.append(cue)
    return paragraphs
