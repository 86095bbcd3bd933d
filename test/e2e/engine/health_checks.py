"""AWS::Route53::HealthCheck, which ministack's CloudFormation refuses although its Route 53 has health checks.

AWS creates, updates and deletes them, and replaces one whose type, interval or latency setting changes. The API's answer
is mended too: it says True and False where XML has true and false, which the AWS SDK for JavaScript refuses to read.
"""

from ministack.core.responses import new_uuid
from ministack.services import route53
from ministack.services.cloudformation import provisioners

TYPE = "AWS::Route53::HealthCheck"
BOOLEANS = ("EnableSNI", "Inverted", "Disabled", "MeasureLatency")
NUMBERS = ("Port", "RequestInterval", "FailureThreshold", "HealthThreshold")
REPLACED_BY = ("Type", "RequestInterval", "MeasureLatency", "RoutingControlArn")


def mend():
    return mend_type() + mend_answers()


def mend_type():
    if TYPE in provisioners._RESOURCE_HANDLERS:
        return []
    provisioners._RESOURCE_HANDLERS[TYPE] = {"create": create, "update": update, "delete": delete}
    replacing_change = provisioners._replacing_change
    provisioners._replacing_change = lambda resource_type, old, new: (
        is_replaced(old, new) if resource_type == TYPE else replacing_change(resource_type, old, new)
    )
    return [TYPE]


def create(logical_id, properties, stack_name):
    check_id, reference = route53._hc_id(), new_uuid()
    route53._health_checks[check_id] = {
        "id": check_id,
        "caller_reference": reference,
        "config": config_of(properties),
        "version": 1,
    }
    route53._hc_caller_refs[reference] = check_id
    set_tags(check_id, properties)
    return check_id, {"HealthCheckId": check_id}


def update(check_id, old, new, stack_name):
    check = route53._health_checks.get(check_id)
    if check is None:
        raise ValueError(f"No health check exists with the specified ID {check_id}.")
    check["config"] = config_of(new)
    check["version"] += 1
    set_tags(check_id, new)
    return check_id, {"HealthCheckId": check_id}


def delete(check_id, properties):
    check = route53._health_checks.pop(check_id, None)
    if check:
        route53._hc_caller_refs.pop(check["caller_reference"], None)
    route53._tags.pop(("healthcheck", check_id), None)


def is_replaced(old, new):
    before, after = config_of(old), config_of(new)
    return any(before.get(name) != after.get(name) for name in REPLACED_BY)


def config_of(properties):
    """The configuration with the types of the API: CloudFormation takes "10" for 10 and "true" for true."""
    config = dict(properties.get("HealthCheckConfig") or {})
    config.update({name: int(config[name]) for name in NUMBERS if name in config})
    config.update({name: str(config[name]).lower() == "true" for name in BOOLEANS if name in config})
    return config


def set_tags(check_id, properties):
    tags = properties.get("HealthCheckTags") or []
    route53._tags[("healthcheck", check_id)] = {tag["Key"]: tag["Value"] for tag in tags}


def mend_answers():
    from xml.etree.ElementTree import Element

    build = route53._build_health_check_el

    def build_with_booleans(parent, check):
        build(parent, check)
        for element in parent.iter():
            if element.text in ("True", "False"):
                element.text = element.text.lower()

    probe = Element("probe")
    build(probe, {"id": "", "caller_reference": "", "config": {"Inverted": False}})
    if "False" not in probe.itertext():
        return []
    route53._build_health_check_el = build_with_booleans
    return ["Route 53: booleans of health checks"]
