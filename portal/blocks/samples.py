"""What the editor sees of a block before choosing it: sample content, in the language of the content."""

from typing import Any

HEADING: dict[str, Any] = {"level": 2, "text": "Comment tout a commencé"}

PARAGRAPH = (
    "<p>Un tiers-lieu est un endroit où l’on se croise, où l’on apprend et où l’on fabrique quelque chose "
    "<b>ensemble</b>. Celui-ci est en ligne, et tout ce qui est informatif s’y lit sans compte.</p>"
    "<p>On y vient pour trois raisons\u00a0:</p>"
    "<ul><li>trouver de l’aide près de chez soi\u202f;</li><li>proposer un coup de main\u202f;</li>"
    "<li>apprendre de ce que d’autres ont essayé.</li></ul>"
)

LIST: dict[str, Any] = {
    "ordered": False,
    "items": [
        "Prendre le temps de découvrir le travail des autres.",
        "Vérifier que les façons de faire sont compatibles.",
        "Se dire dès le début ce qui pourrait mal tourner.",
    ],
}

QUOTE: dict[str, Any] = {
    "text": "Ce sont les projets qui font les alliances, pas l’inverse.",
    "source": "Faire alliance, la méthode",
}

TESTIMONY: dict[str, Any] = {
    "text": "Le premier jour, je venais chercher un conseil. Le mois suivant, c’est moi qui en donnais.",
    "role": "une aidante, à Lille",
}

CALLOUT: dict[str, Any] = {
    "title": "Le bon moment",
    "text": "<p>Commencez par une seule pièce, celle où vous vivez le plus. Le reste peut attendre.</p>",
    "tone": "tip",
}


def _figure(value: int, unit: str, label: str, **more: Any) -> dict[str, Any]:
    return {"value": value, "unit": unit, "label": label, "year": "2021", "source": "", **more}


FIGURES: dict[str, Any] = {
    "title": "Quelques repères",
    "items": [
        _figure(16, "villes", "où des voisins soutiennent des aidants"),
        _figure(1200, "foyers", "accompagnés pour rénover leur logement", year_approx=True),
        _figure(40, "%", "de rencontres en soirée", target=True),
    ],
    "note": "Chiffres donnés par les coalitions.",
}

CARDS: dict[str, Any] = {
    "title": "Que cherchez-vous\u202f?",
    "items": [
        {"title": "Une réponse", "text": "La recherche lit tout, jusqu’aux paroles des clips.", "path": "/recherche/"},
        {"title": "Un conseil pour la maison", "text": "Des clips courts, avec leur texte.", "path": "/recherche/"},
        {"title": "Une rencontre près de chez moi", "text": "Ateliers, cafés, formations.", "path": "/recherche/"},
    ],
}

STEPS: dict[str, Any] = {
    "items": [
        {"title": "Se connaître", "text": "Rencontres, visites, premier séminaire avec les équipes."},
        {"title": "Choisir un premier projet", "text": "On imagine large, puis on retient peu."},
        {"title": "Écrire quelques règles", "text": "Un code de conduite, et une convention par projet."},
    ]
}

DEFINITIONS: dict[str, Any] = {
    "items": [
        {"term": "L’approche globale", "definition": "Une personne n’est pas une addition de dossiers."},
        {"term": "La solidarité de proximité", "definition": "L’entraide de tous les jours, entre voisins."},
    ]
}

TABLE: dict[str, Any] = {
    "caption": "Deux gouvernances à ne pas confondre",
    "columns": [
        {"type": "text", "heading": ""},
        {"type": "text", "heading": "Pour l’alliance"},
        {"type": "text", "heading": "Pour un projet"},
        {"type": "number", "heading": "Réunions par an"},
    ],
    "rows": [
        {"values": ["Forme", "Quelques règles partagées", "Une convention", "4"]},
        {"values": ["Décision", "Ensemble, simplement", "Rôles et budget précisés dès le départ", "12"]},
    ],
}

ACCORDION: dict[str, Any] = {
    "items": [
        {"title": "Faut-il un compte\u202f?", "text": "<p>Non, pour lire. Oui, pour participer.</p>"},
        {"title": "Est-ce payant\u202f?", "text": "<p>Non, tout est gratuit.</p>"},
    ]
}

TIMELINE: dict[str, Any] = {
    "items": [
        {"date_label": "Novembre 2019", "date": "2019-11", "text": "Une quinzaine de structures font connaissance."},
        {"date_label": "6 février 2020", "date": "2020-02-06", "text": "L’idée d’une coalition prend corps."},
    ]
}

IMAGE: dict[str, Any] = {
    "image": None,
    "alt_text": "",
    "decorative": True,
    "caption": "Atelier de réparation, un samedi matin.",
    "credit": "L’association",
}

EMBED: dict[str, Any] = {
    "title": "Une journée à l’atelier partagé",
    "url": "https://tube.example.org/w/atelier",
    "image": None,
    "duration": "4:32",
}


def documents(model: Any) -> dict[str, Any]:
    """Return documents that are in no library: nothing is read or written to preview a block."""
    kit = model(pk=0, title="Trame de code de conduite", file="documents/trame.odt", file_size=48_200)
    guide = model(pk=0, title="Guide", file="documents/guide.pdf", file_size=1_350_000)
    return {
        "items": [{"document": kit, "label": ""}, {"document": guide, "label": "Le guide du premier projet"}],
    }
