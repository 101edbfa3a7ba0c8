"""What is wrong in the content, said so that whoever edits the file finds the place."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Problem:
    """One fault: the file, the item of it (its slug), the field of that, and what is wrong."""

    file: str
    item: str
    field: str
    message: str

    def __str__(self) -> str:
        place = " › ".join(part for part in (self.file, self.item, self.field) if part)
        return _("%(place)s: %(message)s") % {"place": place, "message": self.message}


class ContentError(Exception):
    """The content is refused; nothing of it is loaded."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
