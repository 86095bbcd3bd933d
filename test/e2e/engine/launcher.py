"""Starts ministack with what this project's stacks need and it lacks.

Nothing of the installed package is edited. Every module here mends one defect: its `mend` first looks whether the defect
is there, and answers the names of those that it mended. They are written to the report, which the tests compare with the
committed list (../holes.ts): a defect that a later version has lost must leave both.

usage: launcher.py REPORT_FILE, with a pipe as standard input: the engine ends when the pipe does
"""

import json
import sys
from pathlib import Path

import adoption
import bucket_deletion
import bucket_properties
import dashboards
import default_key
import health_checks
import javascript_lambdas
import lambda_layers
import lambda_output
import origin_access
import origin_groups
import patience
import stack_outputs
import supervision

MENDING = (
    adoption,
    bucket_deletion,
    bucket_properties,
    dashboards,
    default_key,
    health_checks,
    javascript_lambdas,
    lambda_layers,
    lambda_output,
    origin_access,
    origin_groups,
    patience,
    stack_outputs,
)


def main():
    report = Path(sys.argv.pop())
    supervision.end_with_standard_input()
    mended = {Path(module.__file__).name: module.mend() for module in MENDING}
    report.write_text(json.dumps(mended))

    from ministack.app import main as serve

    serve()


if __name__ == "__main__":
    main()
