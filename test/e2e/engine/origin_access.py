"""What S3 says to CloudFront, which ministack's CloudFront leaves out.

A request in the name of a service has that name in aws:PrincipalServiceName: statements that deny depend on it. And who
may list a bucket is told that an object is missing (404); ministack says to everybody that it is forbidden (403).
"""

from dataclasses import replace

from ministack.core import iam_evaluator
from ministack.services import s3

SERVICE = "cloudfront.amazonaws.com"
DISTRIBUTION = "arn:aws:cloudfront::000000000000:distribution/PROBE"


def mend():
    return mend_name() + mend_missing()


def mend_name():
    evaluate = iam_evaluator.evaluate_resource_policy
    statement = {"Effect": "Allow", "Principal": {"Service": SERVICE}, "Action": "*", "Resource": "*"}
    named = {**statement, "Condition": {"StringEquals": {"aws:PrincipalServiceName": SERVICE}}}
    if evaluate({"Statement": named}, context("s3:GetObject", "probe", ""), service=SERVICE).decision == "Allow":
        return []

    def evaluate_by_name(doc, ctx, service=None, **rest):
        if service:
            ctx = replace(ctx, service_context={**ctx.service_context, "aws:principalservicename": service})
        return evaluate(doc, ctx, service=service, **rest)

    iam_evaluator.evaluate_resource_policy = evaluate_by_name
    return ["IAM: aws:PrincipalServiceName"]


def mend_missing():
    serve = s3.serve_cloudfront_origin_fetch

    def serve_or_miss(bucket_name, key, method, headers, source_arn="", oai_id=""):
        answer = serve(bucket_name, key, method, headers, source_arn=source_arn, oai_id=oai_id)
        if answer[0] != 403 or key in s3._buckets[bucket_name]["objects"]:
            return answer
        policy = s3._bucket_policies.get(bucket_name)
        ctx = context("s3:ListBucket", bucket_name, source_arn)
        if iam_evaluator.evaluate_resource_policy(policy, ctx, service=SERVICE).decision != "Allow":
            return answer
        return s3._error("NoSuchKey", "The specified key does not exist.", 404, f"/{bucket_name}/{key}")

    s3._buckets["probe"] = {"objects": {}}
    policy = {"Effect": "Allow", "Principal": {"Service": SERVICE}, "Action": "s3:*", "Resource": "*"}
    s3._bucket_policies["probe"] = {"Statement": policy}
    status = serve("probe", "key", "GET", {}, source_arn=DISTRIBUTION)[0]
    del s3._buckets["probe"], s3._bucket_policies["probe"]
    if status == 404:
        return []
    s3.serve_cloudfront_origin_fetch = serve_or_miss
    return ["CloudFront: missing objects of a bucket that it may list"]


def context(action, bucket_name, source_arn):
    return iam_evaluator.EvalContext(
        principal_arn="*",
        principal_type="Service",
        principal_account="",
        action=action,
        resource_arn=f"arn:aws:s3:::{bucket_name}",
        region="us-east-1",
        service_context={"aws:sourcearn": source_arn},
    )
