"""The only public API: the open data, to read, by django-ninja."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from ninja import NinjaAPI, Query, Schema
from ninja.errors import ValidationError
from pydantic import Field, create_model

from django.conf import settings
from django.core.cache import cache
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern, re_path, reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.answers import CACHE_SECONDS, PUBLIC_CACHE, Mark, etag_of, key_of
from portal.asking import moment_of
from portal.open_data import BadQuestionError, Dataset, all_datasets, csv_lines
from portal.public_address import absolute

PREFIX = "/api/v1/"
USUAL, MOST, FARTHEST = 100, 200, 1_000_000
NAMESPACE = "api-v1"
ASKED: Any = Query(...)
PAGES: dict[str, Any] = {
    "limit": (int, Field(USUAL, ge=1, le=MOST, description=gettext_noop("How many rows, 200 at most."))),
    "offset": (int, Field(0, ge=0, le=FARTHEST, description=gettext_noop("How many rows to leave out first."))),
}


def open_data_api() -> tuple[list[Any], str, str]:
    """Return the addresses of the API, from the datasets that the apps registered."""
    api = _FrenchAPI(
        title=_("Open data of the portal"),
        version="1",
        description=_("Directory, agenda, calls and key figures of the alliance: to read, without a key."),
        docs_url=None,  # Its pages would load scripts from elsewhere: /donnees/ says it all.
        urls_namespace=NAMESPACE,
        servers=[{"url": settings.PUBLIC_URL}],
    )
    api.exception_handler(ValidationError)(_invalid)
    api.exception_handler(BadQuestionError)(_bad_question)
    for dataset in all_datasets():
        _add(api, dataset)
    patterns, app_name, namespace = api.urls
    # Last, and wider than the root that the library gives: what is no address of the API is told as JSON too.
    known = [pattern for pattern in patterns if getattr(pattern, "name", "") != "api-root"]
    patterns = [*known, re_path("", _unknown, name="api-root")]
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = at_the_door(pattern.callback)
    return patterns, app_name, namespace


class _FrenchAPI(NinjaAPI):
    """The API whose description speaks the portal's language: fields hold msgids."""

    def get_openapi_schema(self, **options: Any) -> Any:
        # A copy: what is translated here stands in the library's own models too.
        schema: Any = json.loads(json.dumps(super().get_openapi_schema(**options)))
        for described in schema["components"]["schemas"].values():
            # What a class says of itself is for who reads the code.
            described.pop("description", None)
            _translate(described.get("properties", {}).values())
        for path in schema["paths"].values():
            for parameter in path["get"]["parameters"]:
                _translate([parameter, parameter["schema"]])
        return schema


def _translate(nodes: Iterable[dict[str, Any]]) -> None:
    for node in nodes:
        if node.get("description"):
            node["description"] = _(node["description"])


def at_the_door(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let HEAD in, any site read, and who has the answer keep it; nothing else about a request matters."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked, request.method = request.method, "GET" if request.method == "HEAD" else request.method
        response = _known(request) or _asked_anew(request, view(request, *args, **kwargs))
        request.method = asked
        response["Access-Control-Allow-Origin"] = "*"
        response["Cache-Control"] = PUBLIC_CACHE if response.status_code < 400 else "no-store"
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # how Django marks a function
    return answer


def _key(request: HttpRequest) -> str:
    asked = [(name, str(value)) for name, values in request.GET.lists() for value in values]
    return key_of(request.path, asked, moment_of(request))


def _known(request: HttpRequest) -> Any:
    """Return 304 to who has what was answered within the minute: it asks nothing of the database."""
    mark: Mark | None = cache.get(_key(request)) if "If-None-Match" in request.headers else None
    response: Any = get_conditional_response(request, etag=mark.etag) if mark else None
    return _marked(response, mark) if response is not None and mark else None


def _asked_anew(request: HttpRequest, response: Any) -> Any:
    """Mark an answer, and remember its mark; the body is not kept, since a table may be long."""
    if response.status_code != 200:
        return response
    mark = Mark(etag_of(response.content), response.get("Last-Modified", ""))
    cache.set(_key(request), mark, CACHE_SECONDS)
    return _marked(get_conditional_response(request, etag=mark.etag, response=response) or response, mark)


def _marked(response: Any, mark: Mark) -> Any:
    response["ETag"] = mark.etag
    if mark.changed_at:
        response["Last-Modified"] = mark.changed_at
    return response


def _unknown(request: HttpRequest) -> HttpResponse:
    """Say in the API's own form that there is nothing at an address, and where to look."""
    told = {
        "detail": _("The API has nothing at this address."),
        "description": absolute(reverse(f"{NAMESPACE}:openapi-json")),
        "donnees": [absolute(reverse(f"{NAMESPACE}:{dataset.name}")) for dataset in all_datasets()],
    }
    return _json(told, status=404)


def _add(api: NinjaAPI, dataset: Dataset) -> None:
    """Add a dataset twice: page by page as JSON, whole as CSV."""
    name = dataset.name
    told = {422: {"description": _("A parameter cannot be read."), "content": {"application/json": {}}}}
    table = {200: {"description": "CSV", "content": {"text/csv": {"schema": {"type": "string"}}}}, **told}
    common: dict[str, Any] = {"summary": str(dataset.title), "description": str(dataset.summary), "tags": [name]}
    as_json = api.get(
        f"/{name}",
        response=_answer_of(dataset),
        operation_id=name,
        url_name=name,
        openapi_extra={"responses": told},
        **common,
    )
    as_csv = api.get(
        f"/{name}.csv", operation_id=f"{name}_csv", url_name=f"{name}-csv", openapi_extra={"responses": table}, **common
    )
    as_json(_reader_of(dataset, PAGES, _page))
    as_csv(_reader_of(dataset, {}, _table))


def _reader_of(
    dataset: Dataset, more: dict[str, Any], write: Callable[[Dataset, dict[str, Any], datetime, HttpResponse], Any]
) -> Any:
    """Return the view of a dataset, whose parameters are its filters and some more."""
    filters = {key: (str, Field("", description=words, max_length=200)) for key, words in dataset.filters.items()}
    fields: Any = {**filters, **more}
    if not fields:

        def plain_view(request: HttpRequest, response: HttpResponse) -> Any:
            return write(dataset, {}, moment_of(request), response)

        return plain_view

    def view(request: HttpRequest, response: HttpResponse, asked: Any = ASKED) -> Any:
        return write(dataset, asked.model_dump(), moment_of(request), response)

    view.__annotations__["asked"] = create_model(f"{dataset.name.capitalize()}Question", __base__=Schema, **fields)
    return view


def _answer_of(dataset: Dataset) -> Any:
    """Return the schema of a page of rows."""
    fields: Any = {
        "total": (int, Field(description=gettext_noop("How many rows answer."))),
        "limit": (int, ...),
        "offset": (int, ...),
        "suivant": (str | None, Field(description=gettext_noop("Address of the next rows, or nothing."))),
        "resultats": (list[dataset.row], Field(description=gettext_noop("The rows."))),  # type: ignore[name-defined]  # a type made while running
    }
    return create_model(f"{dataset.name.capitalize()}Reponse", __base__=Schema, **fields)


def _table(dataset: Dataset, asked: dict[str, Any], at: datetime, _response: HttpResponse) -> HttpResponse:
    rows = dataset.select(_given(asked), at)
    # Whole, not bit by bit: its ETag is that of all its bytes.
    response = HttpResponse("".join(csv_lines(dataset, rows, at)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{dataset.name}.csv"'
    _date(response, dataset, rows)
    return response


def _date(response: HttpResponse, dataset: Dataset, rows: QuerySet[Any]) -> None:
    """Say when the latest of all rows changed, if there are any."""
    latest = rows.order_by().aggregate(latest=Max(dataset.changed))["latest"]
    if latest:
        response["Last-Modified"] = http_date(latest.timestamp())


def _given(asked: dict[str, Any]) -> dict[str, str]:
    return {name: value for name, value in asked.items() if isinstance(value, str) and value}


def _page(dataset: Dataset, asked: dict[str, Any], at: datetime, response: HttpResponse) -> dict[str, Any]:
    limit, offset, given = asked["limit"], asked["offset"], _given(asked)
    rows = dataset.select(given, at)
    _date(response, dataset, rows)
    total = rows.count()
    after = offset + limit
    following = urlencode({**given, "limit": limit, "offset": after})
    return {
        "total": total,
        "limit": limit,
        "offset": offset,
        "suivant": absolute(f"{PREFIX}{dataset.name}?{following}") if after < total else None,
        "resultats": list(dataset.build(list(rows[offset:after]), at)),
    }


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    names = [str(fault["loc"][-1]) for fault in error.errors]
    words = _(
        "This value is not accepted: a whole number from 1 to 200 for limit, from 0 for offset, a short text else."
    )
    return _refusal(dict.fromkeys(names, words))


def _bad_question(request: HttpRequest, error: BadQuestionError) -> HttpResponse:
    return _refusal(error.messages)


def _refusal(messages: Any) -> HttpResponse:
    faults = [{"parametre": name, "message": str(words)} for name, words in messages.items()]
    return _json({"detail": _("The question cannot be answered."), "erreurs": faults}, status=422)


def _json(told: dict[str, Any], *, status: int) -> HttpResponse:
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
