"""The AWS SDK for JavaScript, which AWS's Node.js runtime brings and ministack's, a plain `node`, does not.

It is the project's own. Buckets with dots in their names need path-style addresses here (see path-style.cjs).
"""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[2]


def mend():
    os.environ["NODE_PATH"] = str(PROJECT / "node_modules")
    # quoted: the path of the checkout may hold a space
    os.environ["NODE_OPTIONS"] = f'--require "{HERE / "path-style.cjs"}"'
    return ["AWS::Lambda::Function: @aws-sdk of Node.js", "S3: virtual hosts of names with dots"]
