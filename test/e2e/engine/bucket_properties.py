"""Properties of AWS::S3::Bucket that ministack's CloudFormation drops although its S3 has them.

AWS applies them. Here they are handed to the handlers of ministack's own S3 API, in that API's XML (bucket_xml.py).
"""

import bucket_xml
from ministack.services import s3
from ministack.services.cloudformation import provisioners

TYPE = "AWS::S3::Bucket"

# property: (XML of it, put, delete, what the API answers, a value to find out whether it is dropped, a trace of it)
PROPERTIES = {
    "Tags": (
        bucket_xml.tagging,
        s3._put_bucket_tagging,
        s3._delete_bucket_tagging,
        s3._get_bucket_tagging,
        [{"Key": "probe", "Value": "traced"}],
        "traced",
    ),
    "OwnershipControls": (
        bucket_xml.ownership,
        s3._put_bucket_ownership_controls,
        s3._delete_bucket_ownership_controls,
        s3._get_bucket_ownership_controls,
        {"Rules": [{"ObjectOwnership": "ObjectWriter"}]},
        "ObjectWriter",
    ),
    "BucketEncryption": (
        bucket_xml.encryption,
        s3._put_bucket_encryption,
        s3._delete_bucket_encryption,
        s3._get_bucket_encryption,
        {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}]},
        "aws:kms",
    ),
    "LifecycleConfiguration": (
        bucket_xml.lifecycle,
        s3._put_bucket_lifecycle,
        s3._delete_bucket_lifecycle,
        s3._get_bucket_lifecycle,
        {"Rules": [{"Id": "traced", "Status": "Enabled", "ExpirationInDays": 1}]},
        "traced",
    ),
    "ReplicationConfiguration": (
        bucket_xml.replication,
        s3._put_bucket_replication,
        s3._delete_bucket_replication,
        s3._get_bucket_replication,
        {"Role": "traced", "Rules": [{"Status": "Enabled", "Destination": {"Bucket": "arn:aws:s3:::probe"}}]},
        "traced",
    ),
}


def mend():
    handlers = provisioners._RESOURCE_HANDLERS[TYPE]
    create, update, delete = handlers["create"], handlers["update"], handlers["delete"]
    dropped = dropped_by(create, delete)
    if not dropped:
        return []

    def create_with_properties(logical_id, properties, stack_name):
        created = create(logical_id, properties, stack_name)
        try:
            apply(created[0], dropped, properties, {})
        except Exception:
            delete(created[0], properties)
            raise
        return created

    def update_with_properties(name, old, new, stack_name):
        updated = update(name, old, new, stack_name)
        apply(updated[0], dropped, new, old)
        return updated

    provisioners._s3_create = handlers["create"] = create_with_properties
    provisioners._s3_update = handlers["update"] = update_with_properties
    provisioners._STACK_TAG_PROPERTY[TYPE] = ("Tags", "list")
    return [f"{TYPE} {name}" for name in dropped]


def dropped_by(create, delete):
    create("Probe", {"BucketName": "probe", **{name: each[4] for name, each in PROPERTIES.items()}}, "probe")
    dropped = [name for name, (_, _, _, get, _, trace) in PROPERTIES.items() if trace not in str(get("probe")[2])]
    delete("probe", {})
    return dropped


def apply(bucket, names, properties, old):
    for name in names:
        xml, put, delete = PROPERTIES[name][:3]
        if name in properties:
            status, _, body = put(bucket, xml(properties[name]))
            if status >= 300:
                raise ValueError(f"{name} of {bucket} refused: {body!r}")
        elif name in old:
            delete(bucket)
