"""Deletion of a bucket with objects in it, which ministack's CloudFormation does without a word. AWS refuses it."""

from ministack.services import s3
from ministack.services.cloudformation import provisioners

TYPE = "AWS::S3::Bucket"


def mend():
    handlers = provisioners._RESOURCE_HANDLERS[TYPE]
    if not deletes_objects(handlers):
        return []

    def delete(name, properties):
        if name in s3._buckets:
            status, _, body = s3._delete_bucket(name)
            if status >= 300:
                raise ValueError(body if isinstance(body, str) else body.decode())

    provisioners._s3_delete = handlers["delete"] = delete
    return [f"{TYPE}: deletion of objects"]


def deletes_objects(handlers):
    handlers["create"]("Probe", {"BucketName": "probe"}, "probe")
    s3._buckets["probe"]["objects"]["key"] = {}
    try:
        handlers["delete"]("probe", {})
        return True
    except ValueError:
        s3._buckets.pop("probe")
        return False
