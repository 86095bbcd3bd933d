"""A custom resource whose Lambda function dies without an answer: ministack waits an hour for it, as AWS does.

Two minutes are enough here, so that a run fails instead of hanging.
"""

import threading

from ministack.services.cloudformation import custom_resource

SECONDS = 120


class ImpatientEvent(threading.Event):
    def wait(self, timeout=None):
        return super().wait(min(timeout or SECONDS, SECONDS))


def mend():
    def register_token(token):
        event = ImpatientEvent()
        with custom_resource._lock:
            custom_resource._pending[token] = {"event": event, "result": None}
        return event

    custom_resource.register_token = register_token
    return ["Custom::*: an hour's wait"]
