"""Settings of a bucket from CloudFormation's shape to that of the S3 API."""

from xml.etree.ElementTree import Element, SubElement, tostring

from ministack.services.s3 import S3_NS


def tagging(tags):
    return document("Tagging", {"TagSet": {"Tag": tags}})


def ownership(controls):
    return document("OwnershipControls", {"Rule": controls["Rules"]})


def encryption(configuration):
    rules = [
        {("Apply" + name if name == "ServerSideEncryptionByDefault" else name): value for name, value in rule.items()}
        for rule in configuration["ServerSideEncryptionConfiguration"]
    ]
    return document("ServerSideEncryptionConfiguration", {"Rule": rules})


def replication(configuration):
    rules = [{("ID" if name == "Id" else name): value for name, value in rule.items()} for rule in configuration["Rules"]]
    return document("ReplicationConfiguration", {"Role": configuration["Role"], "Rule": rules})


def lifecycle(configuration):
    return document("LifecycleConfiguration", {"Rule": [lifecycle_rule(rule) for rule in configuration["Rules"]]})


def lifecycle_rule(rule):
    expiration = {
        "Days": rule.get("ExpirationInDays"),
        "ExpiredObjectDeleteMarker": rule.get("ExpiredObjectDeleteMarker"),
    }
    noncurrent = rule.get("NoncurrentVersionExpiration") or {"NoncurrentDays": rule.get("NoncurrentVersionExpirationInDays")}
    return {
        "ID": rule.get("Id"),
        "Status": rule["Status"],
        "Filter": {"Prefix": rule.get("Prefix", "")},
        "Expiration": expiration if any(expiration.values()) else None,
        "NoncurrentVersionExpiration": noncurrent if any(noncurrent.values()) else None,
        "AbortIncompleteMultipartUpload": rule.get("AbortIncompleteMultipartUpload"),
    }


def document(name, content):
    root = Element(name, xmlns=S3_NS)
    fill(root, content)
    return tostring(root, encoding="utf-8")


def fill(parent, content):
    """Adds an element for everything in `content`: several for a list, none for None."""
    for name, value in content.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                fill(SubElement(parent, name), item)
            elif item is not None:
                SubElement(parent, name).text = str(item).lower() if isinstance(item, bool) else str(item)
