"""What reading kinds of resources takes, by CloudFormation's own schemas: takes the kinds as arguments, prints an object."""

import json
import sys

from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER


def read_permissions(kind):
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind).schema
    return schema.get("handlers", {}).get("read", {}).get("permissions", [])


if __name__ == "__main__":
    print(json.dumps({kind: read_permissions(kind) for kind in sys.argv[1:]}))
