"""The colours of pages' pictures, by the room that keeps them: each page's own would cost queries a page.

The upper room says how a query of pages reads them:

    register_hue(lambda: Subquery(…OuterRef("pk")…))
"""

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Coalesce

HueExpression = Callable[[], Any]
_expressions: list[HueExpression] = []


def register_hue(expression: HueExpression) -> None:
    if expression not in _expressions:
        _expressions.append(expression)


def with_hues(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Return pages with their `shown_hue`, in the same query; empty for a page without one."""
    kept = [expression() for expression in _expressions]  # Coalesce takes two values at least
    return pages.annotate(shown_hue=Coalesce(*kept, Value(""), Value(""), output_field=CharField()))


def hue_of(pages: QuerySet[Any], key: int) -> str:
    """Return the colour of one page, for who did not read it with the page."""
    return str(with_hues(pages.filter(pk=key)).values_list("shown_hue", flat=True).first() or "")
