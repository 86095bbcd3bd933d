"""What cfn-lint says of templates: takes [{"template": path, "region": region}] on its input, prints a list of lists."""

import json
import multiprocessing
import sys

from cfnlint.api import lint


def findings(job):
    with open(job["template"], encoding="utf-8") as template:
        matches = lint(template.read(), regions=[job["region"]])
    return [f"{match.rule.id} {'/'.join(map(str, match.path))} {match.message}" for match in matches]


if __name__ == "__main__":
    jobs = json.load(sys.stdin)
    with multiprocessing.Pool() as pool:
        json.dump(pool.map(findings, jobs, chunksize=8), sys.stdout)
