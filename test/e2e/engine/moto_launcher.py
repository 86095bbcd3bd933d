"""Starts moto's server on a port of 127.0.0.1; it ends when its standard input does.

usage: moto_launcher.py PORT
"""

import sys

import supervision


def main():
    supervision.end_with_standard_input()
    port = sys.argv[1]

    from moto.server import main as serve

    serve(["--host", "127.0.0.1", "--port", port])


if __name__ == "__main__":
    main()
