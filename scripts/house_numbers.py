"""The house numbers, as a ratchet: sizes of files and functions, imports in the wrong place, cycles. Exit 1 when one is exceeded."""

import ast
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).parent.parent / "src"
LIMITS = {
    "file lines, p95": 300,
    "file lines, longest": 350,
    "function lines, median": 6,
    "function lines, p95": 30,
    "function lines, longest": 60,
    "type: ignore": 2,
    "internal imports inside functions": 0,
    "import cycles": 0,
}


class Module(NamedTuple):
    """One parsed file."""

    name: str
    path: Path
    text: str
    tree: ast.Module


def main() -> int:
    """Print each number beside its limit; return 1 if one is exceeded."""
    modules = [read(path) for path in sorted(SOURCE.rglob("*.py"))]
    measured = measure(modules)
    for name, value in measured.items():
        print(f"{'ok  ' if value <= LIMITS[name] else 'FAIL'} {name:<35} {value:>6g} of {LIMITS[name]}")
    for line in offenders(modules):
        print(line)
    return int(any(value > LIMITS[name] for name, value in measured.items()))


def read(path: Path) -> Module:
    """Parse one file."""
    text = path.read_text()
    parts = path.relative_to(SOURCE).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, path, text, ast.parse(text))


def measure(modules: list[Module]) -> dict[str, float]:
    """Return each number by its name in `LIMITS`."""
    files = [module.text.count("\n") for module in modules]
    functions = [lines for module in modules for lines, _ in function_lines(module)]
    return {
        "file lines, p95": percentile(files, 0.95),
        "file lines, longest": max(files),
        "function lines, median": statistics.median(functions),
        "function lines, p95": percentile(functions, 0.95),
        "function lines, longest": max(functions),
        "type: ignore": sum(module.text.count("type: ignore") for module in modules),
        "internal imports inside functions": sum(1 for module in modules for _ in late_imports(module)),
        "import cycles": len(cycles({module.name: imports(module, {other.name for other in modules}) for module in modules})),
    }


def offenders(modules: list[Module]) -> Iterator[str]:
    """Name what exceeds a limit on its own."""
    for module in modules:
        if module.text.count("\n") > LIMITS["file lines, longest"]:
            yield f"     {module.path}: too long"
        yield from (
            f"     {module.path}: {name} has {lines} lines" for lines, name in function_lines(module) if lines > LIMITS["function lines, longest"]
        )
        yield from (f"     {module.path}:{node.lineno}: an internal import inside a function" for node in late_imports(module))
    for cycle in cycles({module.name: imports(module, {other.name for other in modules}) for module in modules}):
        yield f"     cycle: {' -> '.join(cycle)}"


def percentile(values: list[int], share: float) -> int:
    """Return the value below which ``share`` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def function_lines(module: Module) -> Iterator[tuple[int, str]]:
    """Give the lines of each function, its docstring not counted."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            docstring = (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(node, clean=False) is not None else 0
            yield (node.end_lineno or 0) - node.lineno + 1 - docstring, node.name


def late_imports(module: Module) -> Iterator[ast.Import | ast.ImportFrom]:
    """Give the imports of our own modules that stand inside functions."""
    for function in ast.walk(module.tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from (node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom) and any(map(is_ours, imported(node))))


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    """Return the modules, or names in modules, that one statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module}.{alias.name}" for alias in node.names]


def is_ours(name: str) -> bool:
    """Tell whether a dotted name is in this project."""
    return name.split(".")[0] == "jwtriage"


def imports(module: Module, known: set[str]) -> set[str]:
    """Return our modules that a module imports when it runs (not those for annotations only)."""
    found = set()
    for node in run_time_nodes(module.tree):
        for name in imported(node):
            found.add(name if name in known else name.rpartition(".")[0])
    return found & known - {module.name}


def run_time_nodes(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Give the import statements outside ``if TYPE_CHECKING``."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif not (isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"):
            yield from run_time_nodes(node)


def cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Return one cycle for each module from which a walk comes back to itself."""
    found: dict[frozenset[str], list[str]] = {}
    for start in graph:
        path = way_back(graph, start)
        if path:
            found.setdefault(frozenset(path), path)
    return list(found.values())


def way_back(graph: dict[str, set[str]], start: str) -> list[str]:
    """Return the shortest path from ``start`` to itself, ``[]`` if there is none."""
    paths = [[start]]
    seen: set[str] = set()
    for path in paths:
        for name in sorted(graph[path[-1]]):
            if name == start:
                return [*path, start]
            if name not in seen:
                seen.add(name)
                paths.append([*path, name])
    return []


if __name__ == "__main__":
    sys.exit(main())
