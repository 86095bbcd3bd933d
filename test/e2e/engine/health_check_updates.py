"""UpdateHealthCheck of moto's Route 53, which counts no versions, guards none, and forgets Regions that are not given.

Route 53 counts every change, refuses one that names another version, and leaves as it is what is not given.
"""

import threading

from moto.route53.exceptions import Route53ClientError
from moto.route53.models import Route53Backend, route53_backends
from moto.route53.responses import Route53

ONE_AT_A_TIME = threading.RLock()
PROBE_ACCOUNT = "000000000000"


def mend():
    mended = missing()
    if not mended:
        return mended
    answer, change = Route53.update_health_check, Route53Backend.update_health_check

    def guarded(response):
        with ONE_AT_A_TIME:
            check = response.backend.get_health_check(response._get_param("HealthCheckId"))
            version = response._get_param("HealthCheckVersion")
            if version is not None and int(version) != check.health_check_version:
                raise Route53ClientError("HealthCheckVersionMismatch", "The health check was changed since.")
            return answer(response)

    def counted(backend, check_id, settings):
        given = {name: value for name, value in settings.items() if value not in (None, [])}
        # what is not given must not look like an empty list
        check = backend.get_health_check(check_id)
        kept = {"children": check.children or [], "regions": check.regions or []}
        changed = change(backend, check_id, {**kept, **given})
        changed.health_check_version += 1
        return changed

    Route53.update_health_check = guarded
    Route53Backend.update_health_check = counted
    return mended


def missing():
    backend = route53_backends[PROBE_ACCOUNT]["aws"]
    check = backend.create_health_check("probe", {"type": "HTTPS", "regions": ["us-east-1"]})
    backend.update_health_check(check.id, {"inverted": True, "regions": []})
    found = [
        *(["Route 53: versions of health checks"] if check.health_check_version == 1 else []),
        *(["Route 53: Regions of health checks"] if check.regions is None else []),
    ]
    backend.delete_health_check(check.id)
    return found
