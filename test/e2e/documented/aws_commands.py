"""Runs command lines of the real AWS CLI up to the request that they would send: parsed, its parameters validated, not sent.

Reads a list of lists of words from its first argument; prints a list of {"status", "calls", "error"}.
"""

import contextlib
import io
import json
import sys
from types import SimpleNamespace

from awscli.clidriver import create_clidriver

# what a copy within S3 asks for before it begins
ANSWER = {
    "ContentLength": 1,
    "ETag": '"0"',
    "LastModified": "Thu, 26 Nov 2026 00:00:00 GMT",
    "ResponseMetadata": {"HTTPStatusCode": 200, "HTTPHeaders": {}},
}


def run(words):
    calls = []

    def answer(model, **_):
        calls.append(model.name)
        return SimpleNamespace(status_code=200, headers={}), dict(ANSWER)

    driver = create_clidriver()
    driver.session.register("before-call", answer)
    error = io.StringIO()
    with contextlib.redirect_stderr(error), contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
        try:
            status = driver.main(words)
        except SystemExit as end:
            status = end.code
    return {"status": status, "calls": calls, "error": error.getvalue()}


print(json.dumps([run(words) for words in json.loads(sys.argv[1])]))
