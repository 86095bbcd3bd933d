"""A change set of a stack of which only the outputs change: ministack says that there is nothing to change.

CloudFormation makes one without changes that can be executed: https://github.com/aws/aws-cdk/pull/2029
"""

from ministack.services import cloudformation
from ministack.services.cloudformation import changesets, handlers

ACTION = "CreateChangeSet"
RESOURCES = {"Probe": {"Type": "AWS::CloudFormation::WaitConditionHandle"}}
PROBE = '{"Resources": {"Probe": {"Type": "AWS::CloudFormation::WaitConditionHandle"}}, "Outputs": {"New": {"Value": "1"}}}'


def mend():
    create = handlers._ACTION_HANDLERS[ACTION]
    if not refuses_outputs(create):
        return []

    def create_with_outputs(params):
        answer = create(params)
        change_set = find(params)
        if change_set and change_set["Status"] == "FAILED" and change_set["ChangeSetType"] == "UPDATE":
            stack = cloudformation._stacks.get(change_set["StackName"], {})
            before, after = (each.get("Outputs", {}) for each in (stack.get("_template", {}), change_set["_template"]))
            if not change_set["Changes"] and before != after:
                change_set.update(Status="CREATE_COMPLETE", ExecutionStatus="AVAILABLE", StatusReason="")
        return answer

    handlers._ACTION_HANDLERS[ACTION] = create_with_outputs
    return ["CloudFormation: changes of outputs alone"]


def find(params):
    return changesets._find_change_set(changesets._p(params, "ChangeSetName"), changesets._p(params, "StackName"))[1]


def refuses_outputs(create):
    params = {"StackName": ["probe"], "ChangeSetName": ["probe"], "TemplateBody": [PROBE]}
    cloudformation._stacks["probe"] = {
        "StackName": "probe",
        "StackId": "arn:aws:cloudformation:us-east-1:000000000000:stack/probe/probe",
        "StackStatus": "CREATE_COMPLETE",
        "_template": {"Resources": RESOURCES},
    }
    create(params)
    change_set = find(params)
    del cloudformation._stacks["probe"], cloudformation._change_sets[change_set["ChangeSetId"]]
    return change_set["Status"] == "FAILED"
