"""Fn::GetStackOutput with a Region, which ministack ignores: it looks for the stack in the Region of the consumer.

CloudFormation reads the output in the Region that is named; three of the four stacks depend on it.
"""

from ministack.core.responses import _request_region
from ministack.services import cloudformation
from ministack.services.cloudformation import changesets, engine, handlers, stacks

PROBE = {"StackName": "probe", "Region": "eu-north-1", "OutputName": "Probe"}


def mend():
    if not ignores_region():
        return []
    resolve = engine._resolve_refs

    def resolve_in_region(value, *args, **kwargs):
        reference = value.get("Fn::GetStackOutput") if isinstance(value, dict) else None
        region = reference.get("Region") if isinstance(reference, dict) else None
        if not isinstance(region, str):
            return resolve(value, *args, **kwargs)
        token = _request_region.set(region)
        try:
            return resolve(value, *args, **kwargs)
        finally:
            _request_region.reset(token)

    for module in (engine, changesets, handlers, stacks):
        module._resolve_refs = resolve_in_region
    return ["Fn::GetStackOutput: Region"]


def ignores_region():
    token = _request_region.set(PROBE["Region"])
    cloudformation._stacks["probe"] = {"Outputs": [{"OutputKey": "Probe", "OutputValue": "found"}]}
    _request_region.reset(token)
    try:
        engine._resolve_refs({"Fn::GetStackOutput": PROBE}, {}, {}, {}, {}, "consumer", "consumer")
        return False
    except ValueError:
        return True
    finally:
        token = _request_region.set(PROBE["Region"])
        del cloudformation._stacks["probe"]
        _request_region.reset(token)
