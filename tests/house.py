"""Measures the house numbers: lines of files and functions, annotations, the direction of imports.

`python -m tests.house` prints them; tests/test_layout.py holds them.
"""

import ast
import statistics
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LAYERS = {"kes": 0, "groups": 1, "documents": 2}
FOLDERS = {"kes": ROOT / "platform/kes", "groups": ROOT / "groups", "documents": ROOT / "documents"}
GENERATED = {"migrations", "__pycache__", "dist", "node_modules"}

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Module:
    """One Python file of the product."""

    path: Path
    layer: str

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT))

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @property
    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, _FUNCTIONS))

    @property
    def imports(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module


@dataclass(frozen=True)
class Bound:
    """A measure of many things: what 9 of 10 stay under, and what none passes."""

    title: str
    sizes: dict[str, int]
    p90: int
    most: int

    @property
    def problems(self) -> list[str]:
        over = [
            f"{name}: {size} (most is {self.most})" for name, size in self.sizes.items() if size > self.most
        ]
        return over + ([f"{self.title}: p90 is {self._p90}, not {self.p90}"] if self._p90 > self.p90 else [])

    def __str__(self) -> str:
        sizes = list(self.sizes.values()) or [0]
        middle = statistics.median(sizes)
        return f"{self.title}: {len(self.sizes)}, median {middle:g}, p90 {self._p90}, most {max(sizes)}"

    @property
    def _p90(self) -> int:
        sizes = sorted(self.sizes.values())
        return sizes[int(len(sizes) * 0.9)] if sizes else 0


def modules() -> list[Module]:
    return [Module(path, layer) for layer, folder in FOLDERS.items() for path in _files(folder, "*.py")]


def bounds() -> list[Bound]:
    scripts = _files(ROOT / "platform/frontend/scripts", "*.js")
    templates = _files(ROOT / "templates", "*.html")
    functions = {
        f"{module.name}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for module in modules()
        for node in module.functions
    }
    return [
        Bound("Python files", _sizes(module.path for module in modules()), 180, 300),
        Bound("Functions", functions, 18, 40),
        Bound("Scripts", _sizes(scripts), 200, 200),
        Bound("Templates", _sizes(templates), 70, 300),
    ]


def untyped() -> list[str]:
    functions = ((module, node) for module in modules() for node in module.functions)
    return [f"{module.name}:{node.name}" for module, node in functions if not _typed(node)]


def upward_imports() -> list[str]:
    """Imports against the one way documents → groups → kes."""
    return [
        f"{module.name} imports {name}"
        for module in modules()
        for name in module.imports
        if LAYERS.get(name.partition(".")[0], 0) > LAYERS[module.layer]
    ]


def _typed(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    named = [argument for argument in arguments if argument.arg not in {"self", "cls"}]
    return node.returns is not None and all(argument.annotation for argument in named)


def _sizes(paths: Iterable[Path]) -> dict[str, int]:
    """Lines that are not empty."""
    return {
        str(path.relative_to(ROOT)): sum(map(bool, path.read_text("utf-8").splitlines())) for path in paths
    }


def _files(folder: Path, pattern: str) -> list[Path]:
    found = folder.rglob(pattern)
    return sorted(path for path in found if not GENERATED.intersection(path.relative_to(folder).parts))


def main(say: Callable[[str], None] = print) -> int:
    measured = bounds()
    for bound in measured:
        say(str(bound))
    problems = [problem for bound in measured for problem in bound.problems]
    problems += [f"not annotated: {name}" for name in untyped()] + upward_imports()
    for problem in problems:
        say(f"  {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
