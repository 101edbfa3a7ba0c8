"""French as search reads it: one analyser for what is stored and for what is asked.

Accents are folded before stemming, because a question is often typed without them. Stop words are kept in the index
and left out of questions that have anything else, so that "à vélo" and "qui est là" still find what holds them.
Neighbouring words are also kept joined: "chauffe-toi", "chauffe toi" and "chauffetoi" meet in `chauffetoi`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

ANALYSER_VERSION = 3
LONGEST_QUESTION = 300
MOST_TERMS = 24
LONGEST_TOKEN = 64

_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "đ": "d", "ł": "l", "ı": "i"}
)
_APOSTROPHES = "'\u2019\u2018\u02bc\u00b4`\u2032\uff07"
_DASHES = "\\-\u2010\u2011\u2012\u2013"
# Marks that combine belong to the word that they follow: text may come decomposed.
_WORD = re.compile(rf"[^\W_][\u0300-\u036f\u00ad\w]*(?:[{_APOSTROPHES}{_DASHES}]+[^\W_][\u0300-\u036f\u00ad\w]*)*")
_PARTS = re.compile(rf"[{_DASHES}]+")
_ELIDED = re.compile(rf"(?:jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu|qu|[cdjlmnst])[{_APOSTROPHES}]+", re.IGNORECASE)
_APOSTROPHE = re.compile(rf"[{_APOSTROPHES}]+")
# Apostrophes that are part of the word: removed, not elided.
_WHOLE = re.compile(rf"(?:aujourd|entr|prud|quelqu(?=.un))[{_APOSTROPHES}]", re.IGNORECASE)

_STOP_WORDS = (
    "a ai aie ainsi alors apres as au aucun aucune aussi autre autres aux avait avec avez avoir avons ayant c ca "
    "car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci comme comment d dans de dedans dehors "
    "depuis des dois doit donc du elle elles en encore entre es est et etaient etait etant ete etes etre eu eux "
    "fait faire faut fois font ici il ils j je jusqu jusque l la le les leur leurs lors lorsque lui m ma mais me "
    "meme memes mes mien moi moins mon n ne ni nos notre nous on ont or ou par parce pas pendant peu peut peuvent "
    "peux plus plutot pour pourquoi pourrait puis puisque qu quand que quel quelle quelles quels qui quoi s sa sans "
    "se sera serait ses si sien soi sois soit sommes son sont sous suis sur t ta tandis te tel telle telles tels "
    "tes toi ton tous tout toute toutes tres trop tu un une va vers veut veux voici voila vos votre vous vu y "
)
STOP_WORDS = frozenset(_STOP_WORDS.split())

# Words that ask rather than say what is looked for: an entry without them may still be the answer.
_SOFT_WORDS = (
    "acces aller apprendre arriver avis besoin bon bonne bonnes bons chercher cherche cherchez cherchons connaitre "
    "concerne concernant conseil conseils devenir dire droit endroit exemple existe gens grace infos info information "
    "informations lieu mettre nouveau nouvelle obtenir parler personne personnes place pouvoir prendre probleme "
    "problemes propos quelqu quelquun question questions recevoir rendre renseignement renseignements savoir sais seul "
    "souhaite solution solutions suivre tenir trouve trouver utiliser venir voudrais vouloir"
)
SOFT_WORDS = frozenset(_SOFT_WORDS.split())

# Stop words that end a compound: "chauffe toi".
PRONOUNS = frozenset({"toi", "moi", "nous", "vous"})
SHORTEST_PAIR = 6

# Words that the stemmer would bring together although people mean different things by them, and some that it would
# keep apart although they mean the same.
_STEMS = {
    **dict.fromkeys(["isolation", "isolations"], "isolation"),
    **dict.fromkeys(["isolement", "isolements"], "isolement"),
    **dict.fromkeys(["isole", "isolee", "isoles", "isolees"], "isole"),
    **dict.fromkeys(["isoler", "isolant", "isolants", "isolante", "isolantes"], "isoler"),
    **dict.fromkeys(["benevole", "benevoles", "benevolat", "benevolats"], "benevol"),
    **dict.fromkeys(["precaire", "precaires", "precarite", "precarites"], "precar"),
    **dict.fromkeys(["solidaire", "solidaires", "solidarite", "solidarites"], "solidar"),
    **dict.fromkeys(["chomage", "chomeur", "chomeurs", "chomeuse", "chomeuses"], "chom"),
    **dict.fromkeys(["energie", "energies", "energetique", "energetiques"], "energ"),
    **dict.fromkeys(["universite", "universites"], "universite"),
    **dict.fromkeys(["paris"], "paris"),
    **dict.fromkeys(["oeil", "yeux"], "oeil"),
    **dict.fromkeys(
        ["travail", "travails", "travailler", "travaille", "travailleur", "travailleurs", "travailleuse"], "travail"
    ),
    **dict.fromkeys(["travaux"], "travaux"),
    **dict.fromkeys(["toit", "toits", "toiture", "toitures"], "toit"),
    **dict.fromkeys(["voisin", "voisins", "voisine", "voisines", "voisinage", "voisinages"], "voisin"),
    **dict.fromkeys(
        ["candidat", "candidats", "candidate", "candidates", "candidature", "candidatures", "candidater"], "candidat"
    ),
    **dict.fromkeys(["insertion", "insertions", "inserer"], "insert"),
    **dict.fromkeys(["jeune", "jeunes", "jeunesse"], "jeun"),
    **dict.fromkeys(["sport", "sports", "sportif", "sportifs", "sportive", "sportives"], "sport"),
    **dict.fromkeys(["danger", "dangers", "dangereux", "dangereuse", "dangereuses"], "danger"),
    **dict.fromkeys(["soutien", "soutiens", "soutenir"], "soutien"),
    **dict.fromkeys(["aerer", "aeration", "aerations", "aerez"], "aer"),
    **dict.fromkeys(["securite", "securiser", "securise", "securisee"], "secur"),
    **dict.fromkeys(["economie", "economies", "economiser", "economique", "economiques"], "econom"),
    **dict.fromkeys(["electrique", "electriques", "electricite"], "electr"),
    **dict.fromkeys(["fraiche", "fraiches", "fraicheur"], "fraich"),
    **dict.fromkeys(["soin", "soins", "soigner", "soignant", "soignants", "soignante", "soignantes"], "soin"),
    **dict.fromkeys(["vieux", "vieil", "vieille", "vieilles", "vieillir", "vieillissement", "vieillissant"], "vieil"),
    **dict.fromkeys(["habitat", "habitats", "habiter", "habitant", "habitants", "habitante", "habitantes"], "habit"),
    **dict.fromkeys(["logis"], "logis"),
    **dict.fromkeys(["organe", "organes"], "organe"),
    **dict.fromkeys(["general", "generale", "generaux", "generales"], "general"),
    **dict.fromkeys(["generation", "generations"], "generation"),
    **dict.fromkeys(["generateur", "generateurs"], "generateur"),
    **dict.fromkeys(["commune", "communes", "communal", "communale", "communaux", "communales"], "commune"),
    **dict.fromkeys(["commun", "communs"], "commun"),
    **dict.fromkeys(["communaute", "communautes"], "communaute"),
    **dict.fromkeys(["action", "actions"], "action"),
    **dict.fromkeys(["actif", "active", "actifs", "actives", "activite", "activites"], "activ"),
    **dict.fromkeys(["part", "parts"], "part"),
    **dict.fromkeys(["parti", "partis", "partie", "parties"], "parti"),
    **dict.fromkeys(["partage", "partager", "partages", "partagee", "partagees"], "partag"),
    **dict.fromkeys(["port", "ports"], "port"),
    **dict.fromkeys(["porte", "portes"], "porte"),
    **dict.fromkeys(["porter", "portee", "portees"], "porter"),
    **dict.fromkeys(["dossier", "dossiers"], "dossier"),
    **dict.fromkeys(["doser", "dosage", "dosages"], "doser"),
    **dict.fromkeys(["formation", "formations"], "formation"),
    **dict.fromkeys(["forme", "formes"], "forme"),
    **dict.fromkeys(["social", "sociale", "sociaux", "sociales"], "social"),
    **dict.fromkeys(["societe", "societes"], "societe"),
    **dict.fromkeys(["aide", "aides", "aider", "aidee", "aidees"], "aid"),
    **dict.fromkeys(["aidant", "aidants", "aidante", "aidantes"], "aidant"),
    **dict.fromkeys(["mobile", "mobiles"], "mobile"),
    **dict.fromkeys(["mobilite", "mobilites"], "mobilite"),
    **dict.fromkeys(["mobilier", "mobiliers"], "mobilier"),
    **dict.fromkeys(["emploi", "emplois"], "emploi"),
    **dict.fromkeys(["employe", "employes", "employee", "employees"], "employe"),
    **dict.fromkeys(["employeur", "employeurs", "employeuse"], "employeur"),
}
_snowball = snowballstemmer.stemmer("french")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, what it reads like folded, and the stem that stands for it.

    `near`: only a space or a dash is between it and the word before; `bound`: a dash is.
    """

    start: int
    end: int
    folded: str
    stem: str
    near: bool = False
    bound: bool = False


def fold(text: str) -> str:
    """Return the text without case, accents, ligatures and characters that cannot be stored."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES).casefold())
    return "".join(sign for sign in decomposed if unicodedata.category(sign)[0] not in "MC").translate(_LIGATURES)


def sortable(text: str) -> str:
    """Return the text as an alphabetical list orders it: É beside E, punctuation apart."""
    return " ".join(re.findall(r"\w+", fold(text)))


@lru_cache(maxsize=65_536)
def stem(folded: str) -> str:
    """Return the stem of a folded word, in ASCII letters and digits only, whatever it is made of."""
    if folded in _STEMS:
        return _STEMS[folded]
    if not folded.isascii():
        return "x" + folded.encode("utf-8", "replace").hex()[: LONGEST_TOKEN - 1]
    if len(folded) < 4 or not folded.isalpha():
        return folded[:LONGEST_TOKEN]
    return _light(folded)[:LONGEST_TOKEN]


def _light(word: str) -> str:
    # Folding took the accents that Snowball reads: participles are brought to one form first.
    word = re.sub(r"(?<=[^s])s$", "", word)
    word = re.sub(r"(?<=[a-z]{3})ee$", "e", word)
    word = re.sub(r"eaux$", "eau", word)
    word = re.sub(r"(?<=[a-z]{2})aux$", "al", word)
    word = re.sub(r"(?<=li|.j|nj|.f|vo|ev)eux$|^jeux$", lambda end: end[0][:-1], word)
    word = re.sub(r"(?<=[a-z]{3})ite$", "ité", word)
    found = fold(str(_snowball.stemWord(word)))
    found = re.sub(r"iv$", "if", found)
    found = re.sub(r"(?<=[a-z]{3})[ei]$", "", found)
    return found if len(found) > 2 else word


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield each part of each word as (start, end, bound): bound to the part before it by a dash."""
    for match in _WORD.finditer(text):
        start = match.start()
        bound = False
        for dash in [*_PARTS.finditer(text, match.start(), match.end()), None]:
            end = dash.start() if dash else match.end()
            for first, last in _without_elision(text, start, end):
                yield first, last, bound
                bound = False
            bound = True
            start = dash.end() if dash else end


def _without_elision(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if whole := _WHOLE.match(text, start, end):
        yield start, max(end, whole.end())
        return
    while elided := _ELIDED.match(text, start, end):
        start = elided.end()
    for apostrophe in _APOSTROPHE.finditer(text, start, end):
        # Not an elision: "rock'n'roll", "O'Connor".
        if apostrophe.start() > start:
            yield start, apostrophe.start()
        start = apostrophe.end()
    if start < end:
        yield start, end


def words(text: str) -> list[Word]:
    """Return the words of a text in their order."""
    found: list[Word] = []
    for start, end, bound in _pieces(text):
        folded = _folded(text[start:end])
        if folded:
            near = bool(found) and (bound or text[found[-1].end : start].isspace())
            found.append(Word(start, end, folded, stem(folded), near, bound))
    return found


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    return "".join(sign for sign in fold(word) if sign.isalnum())


def analyse(text: str) -> str:
    """Return the stems of a text, spaced: what the index holds."""
    return " ".join(word.stem for word in words(text))


def pair(left: Word, right: Word) -> str:
    """Return the stem of two neighbours written as one word; empty for words that nobody would join."""
    if not right.near or len(left.folded) + len(right.folded) < SHORTEST_PAIR:
        return ""
    if not right.bound and (left.folded in STOP_WORDS or right.folded in STOP_WORDS - PRONOUNS):
        return ""
    return stem(left.folded + right.folded)


def joined(text: str) -> str:
    """Return neighbouring words joined two by two, and dashed words joined whole, spaced and each once."""
    found: dict[str, None] = {}
    run: list[str] = []
    held = words(text)
    for position, word in enumerate(held):
        run = [*run, word.folded] if word.bound else [word.folded]
        if position and (both := pair(held[position - 1], word)):
            found[both] = None
        if len(run) > 2:
            found[stem("".join(run))] = None
    return " ".join(found)


FORM = "0"


def forms(text: str) -> str:
    """Return the words of a text as they are written, folded, each once; marked, so that none is taken for a stem."""
    return " ".join(dict.fromkeys(FORM + word.folded[:LONGEST_TOKEN] for word in words(text) if word.folded.isascii()))


# What is written differently and heard alike, in the order in which it is read.
_SOUNDS = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"[^a-z0-9]", ""),
        (r"ph", "f"),
        (r"t(?=ion)", "s"),
        (r"qu|q|ck|cc(?=[aour])|c(?=[aourlt])|c$|ch(?=[rl])", "k"),
        (r"sc(?=[eiy])|c(?=[eiy])", "s"),
        (r"ge(?=[aou])|g(?=[eiy])", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"eau|au", "o"),
        (r"ai|ei|oe(?!u)", "e"),
        (r"th", "t"),
        (r"h", ""),
        (r"y", "i"),
        (r"z", "s"),
        (r"am(?=[bp])|em(?=[bp])|en(?=[^aeiouy])|em(?=m)", "an"),
        (r"(?<=[^aeiou])ies?$", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?:[ae]?nt|es|er|[esxtdp])$", ""),
    )
)


@lru_cache(maxsize=65_536)
def sound(folded: str) -> str:
    """Return roughly what a folded word sounds like in French: words that are written as they are heard meet in it."""
    for pattern, replacement in _SOUNDS:
        folded = pattern.sub(replacement, folded)
    return folded


def dashed(text: str) -> Iterator[str]:
    """Yield the words that dashes make of several, written as one."""
    run: list[str] = []
    for word in words(text):
        if word.bound:
            run.append(word.folded)
        else:
            if len(run) > 1:
                yield "".join(run)
            run = [word.folded]
    if len(run) > 1:
        yield "".join(run)
