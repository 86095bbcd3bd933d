"""Commands of a Lambda layer: ministack unpacks a layer beside the function, not at /opt.

BucketDeployment's function starts /opt/awscli/aws, which AWS finds in the layer that CDK brings. Here the command is
looked up in the unpacked layer; a Python script is run with the engine's own Python.
"""

from ministack.core import lambda_runtime

BEFORE_WORKER = '''
import os as _os, subprocess as _subprocess, sys as _sys

_popen_at_opt = _subprocess.Popen.__init__

def _popen_from_layer(self, args, *rest, **kwargs):
    if isinstance(args, (list, tuple)) and str(args[0]).startswith("/opt/"):
        for directory in filter(None, _os.environ.get("_LAMBDA_LAYERS_DIRS", "").split(_os.pathsep)):
            command = _os.path.join(directory, str(args[0])[len("/opt/"):])
            if _os.path.isfile(command):
                with open(command, "rb") as file:
                    first_line = file.readline()
                is_python = first_line.startswith(b"#!") and b"python" in first_line
                args = [*([_sys.executable] if is_python else []), command, *args[1:]]
                break
    return _popen_at_opt(self, args, *rest, **kwargs)

_subprocess.Popen.__init__ = _popen_from_layer
'''


def mend():
    if "/opt" in lambda_runtime._PYTHON_WORKER_SCRIPT:
        return []
    lambda_runtime._PYTHON_WORKER_SCRIPT = BEFORE_WORKER + lambda_runtime._PYTHON_WORKER_SCRIPT
    return ["AWS::Lambda::LayerVersion: files at /opt"]
