"""Adoption of a bucket: ministack plans an import (ImportExistingResources) and then refuses the name as taken.

CloudFormation adopts the bucket, its content and its settings as they are.
"""

import inspect
from contextvars import ContextVar

from ministack.services.cloudformation import changesets, handlers, provisioners, stacks

adopted = ContextVar("adopted", default=frozenset())


def mend():
    # the validation that refuses is not told what is imported
    if "imports" in inspect.signature(stacks._fail_property_validation).parameters:
        return []
    deploy, conflict = stacks._deploy_stack_async, provisioners.s3_bucket_name_conflict

    async def deploy_with_imports(*args, imports=None, **kwargs):
        adopted.set(frozenset(identifier.get("BucketName") for identifier in (imports or {}).values()))
        return await deploy(*args, imports=imports, **kwargs)

    for module in (changesets, handlers, stacks):
        module._deploy_stack_async = deploy_with_imports
    provisioners.s3_bucket_name_conflict = lambda name: None if name in adopted.get() else conflict(name)
    return ["ImportExistingResources: AWS::S3::Bucket"]
