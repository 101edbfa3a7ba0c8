"""Make the vendored files again from their npm packages, or check that they are the recorded ones.

python tools/vendor.py            # needs npm and a network; rewrites the files and their sums
python tools/vendor.py --check    # needs neither; says what differs from tools/vendor.toml
python tools/vendor.py --record   # only writes the sums of the files as they are (after tools/films.py)
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import venv
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
CONFIG = ROOT / "tools" / "vendor.toml"
STATIC = ROOT / "portal" / "static" / "portal"
SUMS = "[sha256]\n"
SVG = "{http://www.w3.org/2000/svg}"
STROKE = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'

Config = dict[str, Any]


def read_config() -> Config:
    return tomllib.loads(CONFIG.read_text(encoding="utf-8"))


def outputs(config: Config) -> list[str]:
    copied = [target for package in config["packages"].values() for target in package.get("files", {}).values()]
    return sorted({*copied, *config["made"]["files"]})


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def find_problems(root: Path = ROOT) -> list[str]:
    """Compare the committed files with the recorded sums; no network."""
    config = read_config()
    sums: dict[str, str] = config["sha256"]
    problems = [f"{name}: no sum recorded" for name in outputs(config) if name not in sums]
    problems += [f"{name}: recorded, but nothing makes it" for name in sums if name not in outputs(config)]
    for name, expected in sums.items():
        if not (root / name).is_file():
            problems.append(f"{name}: missing")
        elif digest(root / name) != expected:
            problems.append(f"{name}: differs from what was vendored")
    known = set(map(Path, sums))
    for folder in config["made"]["only_vendored"]:
        strangers = [path.relative_to(root) for path in sorted((root / folder).iterdir()) if path.is_file()]
        problems += [f"{path.as_posix()}: not in tools/vendor.toml" for path in strangers if path not in known]
    return problems


def record_sums(config: Config) -> None:
    text = CONFIG.read_text(encoding="utf-8")
    lines = "".join(f'"{name}" = "{digest(ROOT / name)}"\n' for name in outputs(config))
    CONFIG.write_text(text[: text.index(SUMS)] + SUMS + lines, encoding="utf-8")


def run(*command: str | Path, cwd: Path) -> str:
    return subprocess.run([str(part) for part in command], cwd=cwd, check=True, capture_output=True, text=True).stdout


def fetch_package(name: str, package: Config, folder: Path) -> None:
    packed = json.loads(run("npm", "pack", "--json", f"{name}@{package['version']}", cwd=folder))[0]
    if packed["integrity"] != package["integrity"]:
        raise SystemExit(f"{name} {package['version']}: the registry's file is not the one recorded")
    target = folder / name
    with tarfile.open(folder / packed["filename"]) as archive:
        archive.extractall(folder / "unpacked" / name)
    shutil.move(folder / "unpacked" / name / "package", target)


def copy_files(config: Config, packages: Path) -> None:
    for name, package in config["packages"].items():
        for source, target in package.get("files", {}).items():
            (ROOT / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(packages / name / source, ROOT / target)


def symbol(name: str, file: Path) -> str:
    svg = ElementTree.parse(file).getroot()
    shapes = []
    for shape in svg:
        attributes = "".join(f' {key}="{value}"' for key, value in shape.attrib.items())
        shapes.append(f"<{shape.tag.removeprefix(SVG)}{attributes}/>")
    return f'<symbol id="{name}" viewBox="{svg.attrib["viewBox"]}" {STROKE}>{"".join(shapes)}</symbol>\n'


def make_sprite(config: Config, packages: Path) -> None:
    icons = packages / "lucide-static" / "icons"
    symbols = [symbol(name, icons / f"{name}.svg") for name in sorted(config["icons"]["names"])]
    text = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "".join(symbols) + "</svg>\n"
    (STATIC / "icons" / "sprite.svg").write_text(text, encoding="utf-8")


def make_environment(config: Config, folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    pins = [f"{name}=={version}" for name, version in config["tools"].items()]
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *pins, cwd=folder)
    return python


def make_all(config: Config) -> None:
    with tempfile.TemporaryDirectory() as name:
        packages, tools = Path(name), ROOT / "tools"
        for package_name, package in config["packages"].items():
            sys.stdout.write(f"{package_name} {package['version']}\n")
            fetch_package(package_name, package, packages)
        for folder in ("fonts", "css", "icons"):
            (STATIC / folder).mkdir(parents=True, exist_ok=True)
        (ROOT / "portal" / "data").mkdir(parents=True, exist_ok=True)
        copy_files(config, packages)
        make_sprite(config, packages)
        python = make_environment(config, packages / "environment")
        run(python, tools / "vendor_fonts.py", packages, STATIC / "fonts", STATIC / "css" / "fonts.css", cwd=packages)
        run(
            python,
            tools / "vendor_territories.py",
            packages,
            ROOT / "content" / "territories.yaml",
            ROOT / "portal" / "data" / "territories.json",
            cwd=packages,
        )
        data = ROOT / "portal" / "data"
        run(
            python,
            tools / "vendor_map.py",
            packages,
            data / "territories.json",
            data / "departments.json",
            cwd=packages,
        )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args(arguments)
    config = read_config()
    if not options.check:
        if not options.record:
            make_all(config)
        record_sums(config)
    problems = find_problems()
    sys.stdout.write("".join(f"{problem}\n" for problem in problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
