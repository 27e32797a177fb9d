"""``python -m jwtriage``."""

from jwtriage.cli.main import run

if __name__ == "__main__":
    run()
