"""WebVTT captions: reading them, and writing them from a timed transcript.

Source: WebVTT, the Web Video Text Tracks format (W3C). Times are in seconds.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from itertools import pairwise

# What is comfortable to read under a film: characters a line, lines a caption, seconds a caption at least.
LINE_LENGTH = 37
LINES = 2
SECONDS = 1.2
_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"^{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?$")
_TAG = re.compile(r"<[^>]*>")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[«A-ZÀ-ÖØ-Þ0-9])")
_PAUSES = (",", ";", ":", "»", ")", ".", "!", "?", "…")
_PART_COST = 6
# Words that lean on the next one: a line or a caption that ends with them reads badly.
_WEAK = frozenset(
    re.findall(
        r"\S+",
        "à au aux avec ce ces cet cette chez dans de des du elle en est et il ils elles je la le les leur leurs lui ma "
        "mais mes mon ne ni non nos notre nous on ou où par pas plus pour que qui sa sans se ses si son sont sous sur "
        "ta tes ton trop très tu un une vers vos votre vous y",
    )
)


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
    return Cue(start, end, unescape(_TAG.sub("", " ".join(block[offset + 1 :]))).strip())


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


def _lines(words: Sequence[str]) -> list[str]:
    """Fill lines one after the other; ordinary spaces only were cut, no-break spaces hold a sign to its word."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= LINE_LENGTH:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _break_cost(word: str) -> int:
    """Return how much it disturbs to pause after a word: little after a sign, much after an article."""
    if word.endswith(_PAUSES):
        return 0
    return 9 if word.lower() in _WEAK or word.endswith("’") else 3


def _unevenness(letters: int) -> int:
    """Return how much it disturbs that a caption leaves room: more than in proportion, so that parts are alike."""
    return (LINES * LINE_LENGTH - letters) ** 2 // 400


def _parts(words: Sequence[str]) -> list[str]:
    """Cut a sentence into captions of two lines at most, at the places that disturb least."""
    best: list[tuple[int, list[int]]] = [(0, [])]
    for end in range(1, len(words) + 1):
        choices = []
        for start in range(end):
            part = words[start:end]
            if len(part) > 1 and len(_lines(part)) > LINES:
                continue
            last = end == len(words)
            cost = _PART_COST + (0 if last else _break_cost(words[end - 1]))
            cost += _unevenness(len(" ".join(part)))
            choices.append((best[start][0] + cost, [*best[start][1], end]))
        best.append(min(choices))
    starts = [0, *best[-1][1]]
    return [" ".join(words[start:end]) for start, end in pairwise(starts)]


def _pieces(text: str) -> list[str]:
    """Cut at sentence ends, then where a sentence does not fit two lines."""
    sentences = _SENTENCE_END.split(re.sub(r"[ \t\n]+", " ", text))
    return [part for sentence in sentences if sentence.strip() for part in _parts(sentence.strip().split(" "))]


def _fits(text: str) -> bool:
    return len(_lines(text.split(" "))) <= LINES


def _joined(cues: list[Cue]) -> list[Cue]:
    """Join captions too short to be read to a neighbour, where both fit two lines."""
    done: list[Cue] = []
    for cue in cues:
        previous = done[-1] if done else None
        hasty = previous is not None and min(cue.end - cue.start, previous.end - previous.start) < SECONDS
        if previous is not None and hasty and _fits(f"{previous.text} {cue.text}"):
            done[-1] = Cue(previous.start, cue.end, f"{previous.text} {cue.text}")
        else:
            done.append(cue)
    return done


def split_cues(passages: Iterable[Cue]) -> list[Cue]:
    """Cut long passages into captions, sharing out their time by the number of letters."""
    cues: list[Cue] = []
    for passage in passages:
        pieces = _pieces(passage.text)
        letters = sum(len(piece) for piece in pieces)
        found: list[Cue] = []
        start = passage.start
        for piece in pieces:
            end = start + (passage.end - passage.start) * len(piece) / letters
            found.append(Cue(round(start, 3), round(end, 3), piece))
            start = end
        cues += _joined(found)
    return cues


def _wrapped(text: str) -> list[str]:
    """Return the lines of a caption: where two are needed, cut where it disturbs least, near the middle."""
    words = text.split(" ")
    lines = _lines(words)
    if len(lines) != LINES:
        return lines
    cuts = range(1, len(words))
    halves = [(" ".join(words[:cut]), " ".join(words[cut:]), words[cut - 1]) for cut in cuts]
    fitting = [half for half in halves if max(len(half[0]), len(half[1])) <= LINE_LENGTH]
    if not fitting:
        return lines
    first, second, _word = min(fitting, key=lambda half: 2 * _break_cost(half[2]) + abs(len(half[0]) - len(half[1])))
    return [first, second]


def write_webvtt(cues: Iterable[Cue]) -> str:
    """Return WebVTT captions of the cues, wrapped at about 37 characters a line."""
    blocks = ["WEBVTT"]
    for cue in cues:
        lines = (escape(line, quote=False) for line in _wrapped(cue.text))
        blocks.append("\n".join([f"{_stamp(cue.start)} --> {_stamp(cue.end)}", *lines]))
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
