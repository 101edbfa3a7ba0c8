"""Read a gettext catalogue and compile it, in plain Python: nobody needs gettext to run the portal."""

import ast
import re
import struct
from dataclasses import dataclass, field

LINE = re.compile(r'^(?:(msgctxt|msgid|msgid_plural|msgstr)(?:\[(\d+)\])?\s+)?(".*")$')
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
# A plain space where French typography asks for one that does not break, and a straight apostrophe in a word.
LOOSE = re.compile(r"[^\s] [:;?!»](?!\S*//)|« |[\d)s] %%|\w'\w")
MAGIC = 0x950412DE


@dataclass
class Message:
    """One entry of the catalogue."""

    context: str | None = None
    singular: str = ""
    plural: str | None = None
    translations: dict[int, str] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)

    @property
    def key(self) -> str:
        """Return the key that gettext looks up."""
        text = self.singular if self.plural is None else f"{self.singular}\0{self.plural}"
        return text if self.context is None else f"{self.context}\x04{text}"

    def problem(self) -> str:
        """Return what is wrong with the translation, or an empty string."""
        if "fuzzy" in self.flags:
            return "fuzzy"
        if not self.translations or not all(self.translations.values()):
            return "without French"
        allowed = set(PLACEHOLDER.findall(self.singular)) | set(PLACEHOLDER.findall(self.plural or ""))
        for text in self.translations.values():
            found = set(PLACEHOLDER.findall(text))
            if not found <= allowed or (self.plural is None and found != allowed):
                return "other placeholders in French"
            if loose := LOOSE.search(text):
                return f"loose typography at {loose[0]!r}"
        return ""


def parse(text: str) -> list[Message]:
    """Return the catalogue's messages, header included; obsolete ones are left out."""
    messages = []
    for block in re.split(r"\n\s*\n", text):
        message = _parse_block(block)
        if message is not None:
            messages.append(message)
    return messages


def _parse_block(block: str) -> Message | None:
    """Return the message of one block of lines, None for a block of comments only."""
    message, parts = Message(), {}
    keyword = ""
    for line in block.splitlines():
        if line.startswith("#,"):
            message.flags |= {flag.strip() for flag in line[2:].split(",")}
        match = LINE.match(line.strip()) if not line.startswith("#") else None
        if match is None:
            continue
        if match[1]:
            keyword = f"{match[1]}{match[2] or ''}"
            parts[keyword] = ""
        parts[keyword] += ast.literal_eval(match[3])
    if "msgid" not in parts:
        return None
    message.context, message.singular, message.plural = parts.get("msgctxt"), parts["msgid"], parts.get("msgid_plural")
    message.translations = {int(name[6:] or 0): text for name, text in parts.items() if name.startswith("msgstr")}
    return message


def compile_catalogue(messages: list[Message]) -> bytes:
    """Return the binary catalogue: same messages, same bytes, on every machine."""
    table = {}
    for message in messages:
        if "fuzzy" not in message.flags and any(message.translations.values()):
            table[message.key.encode()] = "\0".join(t for _, t in sorted(message.translations.items())).encode()
    keys = sorted(table)
    ids = b"".join(key + b"\0" for key in keys)
    texts = b"".join(table[key] + b"\0" for key in keys)
    start = 28 + 16 * len(keys)
    key_table, text_table = b"", b""
    key_at, text_at = start, start + len(ids)
    for key in keys:
        key_table += struct.pack("<II", len(key), key_at)
        text_table += struct.pack("<II", len(table[key]), text_at)
        key_at += len(key) + 1
        text_at += len(table[key]) + 1
    header = struct.pack("<7I", MAGIC, 0, len(keys), 28, 28 + 8 * len(keys), 0, start)
    return header + key_table + text_table + ids + texts
