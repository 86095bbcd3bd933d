"""An object written with aws:kms and no key, which ministack refuses. AWS takes its own key for S3 in the account.

The bootstrap stack's bucket is encrypted like that, and the CDK CLI uploads to it.
"""

from ministack.services import s3

ALGORITHM, KEY = "x-amz-server-side-encryption", "x-amz-server-side-encryption-aws-kms-key-id"


def mend():
    resolve = s3._resolve_sse_write_headers
    refused = resolve({ALGORITHM: "aws:kms"}, "probe")[1] is not None
    if not refused:
        return []

    def resolve_with_default_key(headers, bucket_name):
        if headers.get(ALGORITHM) == "aws:kms" and not headers.get(KEY):
            headers = {**headers, KEY: "alias/aws/s3"}
        return resolve(headers, bucket_name)

    s3._resolve_sse_write_headers = resolve_with_default_key
    return ["S3: aws:kms without a key"]
