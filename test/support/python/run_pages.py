"""Runs programs with Pulumi's mocks against the real SDK, all in one process since its start takes a second.

Reads {"programs": [text], "functions": {token: result}} and writes, per program, what it has declared and looked up:
{"resources": [[type, inputs]], "calls": [[token, args]], "error": text or null}.
"""

import asyncio
import json
import re
import sys
import traceback

import pulumi


class Recorder(pulumi.runtime.Mocks):
    def __init__(self, functions):
        self.functions = functions
        self.resources = []
        self.calls = []

    def new_resource(self, args):
        # The stack itself is registered, too.
        if args.typ.startswith(("cavatica:", "pulumi:providers:")):
            self.resources.append([args.typ, args.inputs])
        return [f"{args.name}-id", {**args.inputs, "jobs": ["a line"]}]

    def call(self, args):
        self.calls.append([args.token, args.args])
        return self.functions[args.token]


def run(text, functions):
    recorder = Recorder(functions)
    asyncio.set_event_loop(asyncio.new_event_loop())
    pulumi.runtime.set_mocks(recorder)
    names = re.findall(r"""\.require(?:_secret)?\("(\w+)"\)""", text)
    pulumi.runtime.set_all_config({f"project:{name}": "value" for name in names})

    @pulumi.runtime.test
    def program():
        exec(compile(text, "__main__.py", "exec"), {"__name__": "__main__"})

    error = None
    try:
        program()
    except Exception:
        error = traceback.format_exc(limit=-1)
    return {"resources": recorder.resources, "calls": recorder.calls, "error": error}


given = json.load(sys.stdin)
json.dump([run(text, given["functions"]) for text in given["programs"]], sys.stdout, default=str)
