"""What each file of `content/` may say: one shape a kind of item (the folder’s README.md says what fields mean)."""

from coalitions.enums import Completeness, MembershipRole, OrganisationKind, ProjectStatus
from events.enums import EventKind
from home.content.block_shapes import block
from home.content.picks import PUBLIC, SITUATION
from home.content.values import (
    Check,
    Shape,
    anything,
    at_most,
    boolean,
    day_or_moment,
    integer,
    list_of,
    local_moment,
    number,
    one_of,
    partial_date,
    ref,
    set_of,
    slug,
    text,
    zone,
)
from portal.enums import DatePrecision, PageKind, TerritoryKind
from resources.enums import ArticleKind, PublicationKind
from search.enums import SynonymKind

YEAR = integer(1800, 2100)
TITLE = at_most(250)
SUMMARY = at_most(500)
THEMES, TERRITORIES = set_of(ref("themes")), set_of(ref("territories"))
ORGANISATIONS, COALITION = set_of(ref("organisations")), ref("coalitions")

FIGURE = Shape(
    {"value": number, "unit": at_most(40), "label": at_most(200)},
    {"year": YEAR, "year_approx": boolean, "note": text, "target": boolean},
)
BEGINNING = Shape({"year": YEAR, "label": at_most(250)}, nullable=frozenset({"year"}))
TITLED = Shape({"title": at_most(160), "text": text}, {"in_source": boolean, "demo": boolean})

THEME = Shape(
    {"slug": slug, "name": at_most(80), "parent": ref("themes"), "order": integer(0, 1000), "definition": text},
    {"in_source": boolean},
    frozenset({"parent"}),
)
TERRITORY = Shape(
    {"slug": slug, "name": at_most(120), "kind": one_of(TerritoryKind.values)},
    {
        "parent": ref("territories"),
        "region_code": at_most(5),
        "department_code": at_most(5),
        "insee": at_most(5),
        "communes": set_of(ref("territories")),
        "lat": number,
        "lon": number,
        "note": text,
        "in_source": boolean,
    },
)
ORGANISATION = Shape(
    {
        "slug": slug,
        "name": TITLE,
        "kind": one_of(OrganisationKind.values),
        "one_line": at_most(140),
        "presentation": text,
        "competences": list_of(text),
        "themes": THEMES,
        "coalitions": list_of(Shape({"coalition": COALITION, "role": one_of(MembershipRole.values)})),
        "projects": set_of(ref("projects")),
        "territories": TERRITORIES,
        "completeness": one_of(Completeness.values),
    },
    {
        "aliases": list_of(text),
        "legal_label": at_most(120),
        "website": at_most(200),
        "key_figures": list_of(FIGURE),
        "related": ORGANISATIONS,
        "in_source": boolean,
    },
)
COALITION_SHAPE = Shape(
    {
        "slug": slug,
        "name": TITLE,
        "short_name": at_most(60),
        "tagline": at_most(160),
        "raison_d_etre": text,
        "falc": list_of(text),
        "presentation": text,
        "founding": BEGINNING,
        "members": ORGANISATIONS,
        "partners": ORGANISATIONS,
        "territories": TERRITORIES,
        "themes": THEMES,
        "key_figures": list_of(FIGURE),
        "projects": set_of(ref("projects")),
        "principles": list_of(TITLED),
        "timeline": list_of(
            Shape(
                {"date": partial_date, "precision": one_of(DatePrecision.values), "text": text},
                {"label": at_most(80)},
            )
        ),
        "links": list_of(Shape({"coalition": COALITION, "via": ORGANISATIONS, "note": text})),
    },
    {
        "raison_d_etre_editorial": boolean,
        "website": at_most(200),
        "coordinator": ref("organisations"),
        "members_complete": boolean,
        "members_note": text,
        "members_count_approx": integer(1, 10_000),
        "partners_note": text,
        "territories_note": text,
        "demo": boolean,
    },
)
PROJECT = Shape(
    {
        "slug": slug,
        "name": TITLE,
        "short_name": at_most(60),
        "coalition": COALITION,
        "pilot": ref("organisations"),
        "contributors": ORGANISATIONS,
        "partners": ORGANISATIONS,
        "status": one_of(ProjectStatus.values),
        "start": BEGINNING,
        "places": TERRITORIES,
        "summary": SUMMARY,
        "description": text,
        "goals": list_of(text),
        "key_figures": list_of(FIGURE),
        "outputs": list_of(text),
        "themes": THEMES,
    },
    {
        "funding": list_of(at_most(200)),
        "related_publications": set_of(ref("publications")),
        "related_calls": set_of(ref("calls")),
        "demo": boolean,
    },
    frozenset({"pilot", "start"}),
)
CLIP = Shape(
    {
        "slug": slug,
        "number": integer(1, 10_000),
        "title": TITLE,
        "theme": ref("themes"),
        "member": ref("organisations"),
        "project": ref("projects"),
        "demo": boolean,
        "duration": integer(1, 240),
        "summary": SUMMARY,
        "tags": set_of(at_most(100)),
        "transcript": list_of(Shape({"start": number, "end": number, "text": text})),
    },
    {
        "language": at_most(8),
        "notice": text,
        "chapters": list_of(Shape({"start": integer(0, 240), "title": at_most(120)})),
    },
)
EVENT = Shape(
    {
        "slug": slug,
        "title": TITLE,
        "kind": one_of(EventKind.values),
        "demo": boolean,
        "date_start": day_or_moment,
        "date_end": day_or_moment,
        "date_precision": one_of(DatePrecision.values),
        "territory": ref("territories"),
        "venue": at_most(200),
        "online": boolean,
        "coalition": COALITION,
        "themes": THEMES,
        "summary": SUMMARY,
        "description": text,
    },
    {
        "date_label": at_most(120),
        "organisers": ORGANISATIONS,
        "participants": ORGANISATIONS,
        "timezone": zone,
        "hybrid": boolean,
        "capacity": integer(1, 1_000_000),
        "registration": anything,
        "price": at_most(80),
        "audience": list_of(text),
        "organiser_role": at_most(160),
        "accessibility": text,
        "programme": list_of(Shape({"time": text, "label": text})),
        "call": ref("calls"),
    },
    frozenset({"date_start", "date_end", "territory", "venue", "online", "coalition"}),
)
PUBLICATION = Shape(
    {
        "slug": slug,
        "title": TITLE,
        "kind": one_of(PublicationKind.values),
        "origin": one_of(("source", "portail")),
        "demo": boolean,
        "summary": SUMMARY,
        "description": text,
        "organisations": ORGANISATIONS,
        "coalition": COALITION,
        "project": ref("projects"),
        "themes": THEMES,
    },
    {
        "key_points": list_of(text),
        "key_points_demo": boolean,
        "publisher": at_most(120),
        "access": at_most(250),
        "space": ref("spaces"),
        "territories": TERRITORIES,
        "status": one_of(("piste",)),
    },
    frozenset({"coalition", "project"}),
)
CALL = Shape(
    {
        "slug": slug,
        "title": TITLE,
        "edition": at_most(120),
        "demo": boolean,
        "disclaimer": text,
        "coalition": COALITION,
        "territories": TERRITORIES,
        "themes": THEMES,
        "summary": SUMMARY,
        "falc": list_of(text),
        "purpose": text,
        "audience": list_of(text),
        "eligibility": Shape(
            {"rules": list_of(Shape({"id": text, "text": at_most(300)})), "check": anything},
            {"intro": text, "demo": boolean},
        ),
        "benefits": list_of(TITLED),
        "accompaniment": Shape(
            {
                "duration_months": integer(1, 600),
                "milestones": list_of(
                    Shape(
                        {"slug": slug, "month": integer(0, 600), "title": at_most(120)},
                        {"description": text, "deliverable": at_most(200)},
                    )
                ),
            },
            {"intro": text, "demo": boolean, "years": anything},
        ),
        "criteria": Shape(
            {
                "scale": list_of(integer(0, 100)),
                "items": list_of(
                    Shape(
                        {
                            "id": text,
                            "label": at_most(160),
                            "weight": number,
                            "question": text,
                            "levels": list_of(Shape({"score": integer(0, 100), "text": text})),
                        }
                    )
                ),
            },
            {"note": text, "demo": boolean},
        ),
        "calendar": Shape(
            {
                "timezone": zone,
                "opens_at": local_moment,
                "questions_until": local_moment,
                "closes_at": local_moment,
                "steps": list_of(
                    Shape(
                        {"label": at_most(160)},
                        {
                            "date": partial_date,
                            "date_from": partial_date,
                            "date_to": partial_date,
                            "event": ref("events"),
                        },
                    )
                ),
            },
            {"demo": boolean},
        ),
        "form": anything,
        "indicators": anything,
        "documents": list_of(
            Shape(
                {"id": text, "label": at_most(160), "required": boolean},
                {
                    "formats": list_of(text),
                    "max_mb": integer(1, 1000),
                    "help": text,
                    "show_if": anything,
                    "stage": text,
                    "reusable": boolean,
                    "visible_to_jury": boolean,
                },
            )
        ),
        "faq": list_of(Shape({"question": at_most(250), "answer": text})),
        "messages": anything,
    },
    {
        "pilot": ref("organisations"),
        "pilot_role": at_most(160),
        "project": ref("projects"),
        "facts": Shape({"items": list_of(text)}, {"in_source": boolean}),
    },
)
PAGE = Shape(
    {
        "slug": slug,
        "title": TITLE,
        "kind": one_of(("home", *PageKind.values)),
        "menu_title": at_most(40),
        "seo_description": at_most(160),
        "lead": at_most(200),
    },
    {
        "intro": text,
        "body": list_of(block),
        "skeleton": boolean,
        "entries": list_of(Shape({"slug": slug, "term": at_most(120), "definition": text})),
    },
)
ARTICLE = Shape(
    {
        "slug": slug,
        "title": TITLE,
        "kind": one_of(ArticleKind.values),
        "demo": boolean,
        "date": partial_date,
        "date_precision": one_of(DatePrecision.values),
        "date_label": at_most(120),
        "summary": SUMMARY,
        "body": text,
        "themes": THEMES,
        "organisations": ORGANISATIONS,
        "coalitions": set_of(COALITION),
        "territories": TERRITORIES,
    },
    {
        "date_approx": boolean,
        "projects": set_of(ref("projects")),
        "clips": set_of(ref("clips")),
        "publications": set_of(ref("publications")),
        "events": set_of(ref("events")),
        "calls": set_of(ref("calls")),
    },
    frozenset({"date"}),
)

# Items that are loaded, by file. The rest is copied and checked now; the issue that brings its model loads it.
SYNONYMS = Shape(
    {"id": slug, "type": one_of(SynonymKind.values), "terms": list_of(at_most(120))},
    {"expands_to": list_of(at_most(120)), "note": text},
)

LOADED: dict[str, Check] = {
    "themes": THEME,
    "territories": TERRITORY,
    "organisations": ORGANISATION,
    "coalitions": COALITION_SHAPE,
    "projects": PROJECT,
    "clips": CLIP,
    "events": EVENT,
    "publications": PUBLICATION,
    "calls": CALL,
    "pages": PAGE,
    "articles": ARTICLE,
    "synonyms": SYNONYMS,
    "situations": SITUATION,
    "publics": PUBLIC,
}
