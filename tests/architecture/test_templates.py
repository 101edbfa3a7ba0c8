"""Templates and scripts: a signature, no inline code, one purpose for each kind of hook."""

import re

from tests.architecture.sources import TEMPLATES, report, room_modules, static_files, templates, where

COMMENT = re.compile(r"\s*{%\s*comment\b")
STYLE_ATTRIBUTE = re.compile(r"<[^>]*\sstyle\s*=", re.DOTALL)
STYLE_ELEMENT = re.compile(r"<style\b", re.IGNORECASE)
HANDLER = re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
# A sheet that opens over the page takes the focus; so does the first box of a form that was sent empty.
FOCUS_IS_WANTED = {"components/site_header.html", "home/_situation_form.html"}
FOCUS = re.compile(r"<[^>]*\s(?:autofocus\b|tabindex\s*=\s*[\"']?[1-9])", re.DOTALL)
DATA_BLOCK = re.compile(r"type\s*=\s*[\"']application/(?:ld\+)?json[\"']")
UNESCAPED = re.compile(r"\|\s*safe\b|autoescape\s+off|\bmark_safe\b|\bSafeString\(")
CLASS_IN_SCRIPT = re.compile(
    r"(?:querySelector(?:All)?|closest|matches)\(\s*[\"'`][^\"'`]*\.[a-z]|getElementsByClassName"
)
HOOK_IN_STYLE = re.compile(r"\[data-tln-")
COMMENTS = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|<!--.*?-->", re.DOTALL)

# Where unescaped text is allowed, and why it is safe there.
TRUSTED: dict[str, str] = {
    # The facts of a page are JSON in a script element; portal.head.as_script escapes every sign that could leave it.
    "portal/templatetags/portal_head.py": "JSON without <, > and &",
}


def text_of(path):
    """Return a template without its comments."""
    return COMMENTS.sub("", path.read_text(encoding="utf-8"))


def html_templates():
    """Return the templates of pages: mails are read by programs that know inline style only."""
    return [path for path in templates() if not {"emails", "mails"} & set(path.parts)]


def test_components_open_with_their_signature():
    components = sorted((TEMPLATES / "components").rglob("*.html"))
    offenders = [where(path) for path in components if not COMMENT.match(path.read_text(encoding="utf-8"))]
    assert not offenders, report("A component opens with a comment that lists its variables:", offenders)


def test_no_inline_style():
    offenders = [
        where(path)
        for path in html_templates()
        if STYLE_ATTRIBUTE.search(text_of(path)) or STYLE_ELEMENT.search(text_of(path))
    ]
    assert not offenders, report("No style in a template:", offenders)


def test_no_inline_handler():
    offenders = [where(path) for path in html_templates() if HANDLER.search(text_of(path))]
    assert not offenders, report("No on…= handler in a template:", offenders)


def test_the_reading_order_is_the_page_order():
    paths = [path for path in html_templates() if path.relative_to(TEMPLATES).as_posix() not in FOCUS_IS_WANTED]
    offenders = [where(path) for path in paths if FOCUS.search(text_of(path))]
    assert not offenders, report("No autofocus and no positive tabindex:", offenders)


def test_no_inline_script():
    offenders = [
        f"{where(path)} <script{attributes}>"
        for path in html_templates()
        for attributes in SCRIPT.findall(text_of(path))
        if "src=" not in attributes and not DATA_BLOCK.search(attributes)
    ]
    assert not offenders, report("A script is a file; only data blocks stand in a template:", offenders)


def test_nothing_is_left_unescaped():
    sources = [*templates(), *room_modules()]
    found = {where(path) for path in sources if UNESCAPED.search(text_of(path))}
    assert found <= set(TRUSTED), report(
        "Text is escaped, save where TRUSTED says why not:", sorted(found - set(TRUSTED))
    )
    assert set(TRUSTED) <= found, report("TRUSTED names places that escape by now:", sorted(set(TRUSTED) - found))


def test_scripts_find_elements_by_data_attribute():
    offenders = [where(p) for p in static_files(".js") if CLASS_IN_SCRIPT.search(p.read_text(encoding="utf-8"))]
    assert not offenders, report("Behaviour hooks on data-tln-*, never on a class:", offenders)


def test_styles_never_use_behaviour_hooks():
    offenders = [where(p) for p in static_files(".css") if HOOK_IN_STYLE.search(p.read_text(encoding="utf-8"))]
    assert not offenders, report("Style hooks on a class or an aria state, never on data-tln-*:", offenders)
