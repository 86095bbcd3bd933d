"""Output of a command that a Python Lambda function starts: ministack reads it as if it were the function's answer.

It gives up, and kills the function, after 200 lines that are none: `aws s3 sync` of a site with more files than that
never ends. On AWS such output goes to the log.
"""

from ministack.core import lambda_runtime

BEFORE_WORKER = '''
import subprocess as _subprocess

_popen_to_stdout = _subprocess.Popen.__init__

def _popen_logged(self, args, *rest, **kwargs):
    if not rest and kwargs.get("stdout") is None:
        kwargs["stdout"] = 2
    return _popen_to_stdout(self, args, *rest, **kwargs)

_subprocess.Popen.__init__ = _popen_logged
'''


def mend():
    # a worker that kept its commands from the answers would have to duplicate the descriptor
    if "dup" in lambda_runtime._PYTHON_WORKER_SCRIPT:
        return []
    lambda_runtime._PYTHON_WORKER_SCRIPT = BEFORE_WORKER + lambda_runtime._PYTHON_WORKER_SCRIPT
    return ["AWS::Lambda::Function: output of commands"]
