"""Starts moto's server on a port of 127.0.0.1, without the defects that are in the way; it ends when its standard input does.

usage: moto_launcher.py PORT
"""

import sys

import health_check_updates
import hosted_zone_ids
import supervision

MENDING = (health_check_updates, hosted_zone_ids)


def main():
    supervision.end_with_standard_input()
    port = sys.argv[1]
    for module in MENDING:
        print(module.__name__, module.mend(), flush=True)

    from moto.server import main as serve

    serve(["--host", "127.0.0.1", "--port", port])


if __name__ == "__main__":
    main()
