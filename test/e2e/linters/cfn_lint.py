"""What cfn-lint says of templates: takes [{"template": path, "region": region}] on its input, prints a list of lists."""

import functools
import json
import multiprocessing
import sys

from cfnlint.config import ConfigMixIn
from cfnlint.decode.decode import decode_str
from cfnlint.exceptions import InvalidRegionException
from cfnlint.runner import Runner


@functools.cache
def runner(region):
    # loading the rules takes longer than most templates
    return Runner(ConfigMixIn(regions=[region]))


def findings(job):
    with open(job["template"], encoding="utf-8") as file:
        template, errors = decode_str(file.read())
    try:
        matches = errors or list(runner(job["region"]).validate_template(template))
    except InvalidRegionException as error:
        return [str(error)]
    return [f"{match.rule.id} {'/'.join(map(str, match.path))} {match.message}" for match in matches]


if __name__ == "__main__":
    jobs = json.load(sys.stdin)
    with multiprocessing.Pool() as pool:
        json.dump(pool.map(findings, jobs, chunksize=8), sys.stdout)
