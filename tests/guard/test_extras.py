import importlib
import subprocess
import sys

import pytest

MODULES = {"fastapi": "fastapi", "flask": "flask", "django": "django.conf", "rest_framework": "rest_framework.exceptions", "pyjwt_compat": "jwt"}
EXTRAS = {"rest_framework": "rest-framework", "pyjwt_compat": "pyjwt"}


@pytest.mark.parametrize("module", MODULES)
def test_without_its_extra_a_module_names_it(module, monkeypatch):
    monkeypatch.setitem(sys.modules, MODULES[module], None)
    monkeypatch.delitem(sys.modules, f"jwtriage.guard.{module}", raising=False)
    with pytest.raises(ImportError, match=rf"pip install 'jwtriage\[{EXTRAS.get(module, module)}\]'"):
        importlib.import_module(f"jwtriage.guard.{module}")


def test_the_guard_itself_needs_no_extra():
    program = "import sys, jwtriage.guard, jwtriage.guard.asgi, jwtriage.guard.wsgi; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert {"fastapi", "starlette", "flask", "django", "rest_framework", "jwt", "msgspec"}.isdisjoint(loaded)
