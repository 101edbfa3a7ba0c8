"""Situations and doors by public: snippets, with their rows."""

from typing import Any

from home.content.files import Item
from home.content.loading import Loading, items_of
from home.content.picks import chosen
from home.content.rows import lines
from home.models import DoorAction, DoorSituation, PublicDoor, Situation, SituationPick, SituationUrgency
from home.urgency import Numbers, numbers_in, sentences_of


def load_situations(load: Loading) -> None:
    """Write the situations."""
    for item in items_of(load, "situations"):
        load.record(
            "situations",
            item["slug"],
            Situation,
            item,
            lambda item=item: _situation(load, item),
            {"slug": item["slug"]},
        )


def load_doors(load: Loading) -> None:
    """Write the doors by public, once the situations that they offer are there."""
    for item in items_of(load, "publics"):
        load.record(
            "publics", item["slug"], PublicDoor, item, lambda item=item: _door(load, item), {"slug": item["slug"]}
        )


def _situation(load: Loading, item: Item) -> dict[str, Any]:
    return {
        "question": item["question"],
        "order": item["order"],
        "answer": item["answer"],
        "falc": lines(item["falc"]),
        "themes": load.find_all("themes", item["themes"]),
        "urgencies": [
            SituationUrgency(
                sort_order=position, text=text, phones=", ".join(found.phones), messages=", ".join(found.messages)
            )
            for position, (text, found) in enumerate(urgencies_of(item.get("urgent", "")))
        ],
        "picks": [
            SituationPick(sort_order=position, reason=pick["reason"], **values)
            for position, (pick, values) in enumerate(chosen(load, item["picks"]))
        ],
    }


def urgencies_of(text: str) -> list[tuple[str, Numbers]]:
    """Return the sentences of a text with the numbers of each; a sentence without any stays with the one before."""
    found: list[tuple[str, Numbers]] = []
    for sentence in sentences_of(text):
        numbers = numbers_in(sentence)
        if not found or numbers.phones or numbers.messages:
            found.append((sentence, numbers))
        else:
            before, kept = found[-1]
            found[-1] = (f"{before} {sentence}", kept)
    return found


def _door(load: Loading, item: Item) -> dict[str, Any]:
    return {
        "title": item["title"],
        "menu_title": item["menu_title"],
        "order": item["order"],
        "intro": item["intro"],
        "falc": lines(item["falc"]),
        "coalition": load.find("coalitions", item["coalition"]),
        "themes": load.find_all("themes", item["themes"]),
        "actions": [
            DoorAction(sort_order=position, title=action["title"], text=action["text"], **values)
            for position, (action, values) in enumerate(chosen(load, item["actions"]))
        ],
        "situation_links": [
            DoorSituation(sort_order=position, situation=situation)
            for position, situation in enumerate(load.find_all("situations", item["situations"]))
        ],
    }
