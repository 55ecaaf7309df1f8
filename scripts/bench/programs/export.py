"""sevenbridges-python, used as its documentation teaches: export.py bulk|single."""

import json
import os
import resource
import sys
import time

import sevenbridges

POLL_SECONDS = 5 / float(os.environ["BENCH_SPEED"])
BULK = 100


def chunks(items):
    return [items[start : start + BULK] for start in range(0, len(items), BULK)]


def is_final(job):
    return job.state in ("COMPLETED", "FAILED")


def bulk(api, files):
    items = [{"file": file, "volume": "lab/archive", "location": f"run7/sample-{i}.bam"} for i, file in files]
    waiting = [record.resource.id for chunk in chunks(items) for record in api.exports.bulk_submit(chunk)]
    while waiting:
        time.sleep(POLL_SECONDS)
        jobs = [record.resource for chunk in chunks(waiting) for record in api.exports.bulk_get(chunk)]
        waiting = [job.id for job in jobs if not is_final(job)]


def single(api, files):
    jobs = [
        api.exports.submit_export(file=file, volume="lab/archive", location=f"run7/sample-{i}.bam") for i, file in files
    ]
    while not all(is_final(job) for job in jobs):
        time.sleep(POLL_SECONDS)
        for job in jobs:
            if not is_final(job):
                job.reload()


def main():
    with open("files.json") as text:
        files = list(enumerate(json.load(text)))
    # debug=True makes the client accept plain http.
    api = sevenbridges.Api(url=os.environ["SB_API_ENDPOINT"], token=os.environ["SB_AUTH_TOKEN"], debug=True)
    try:
        {"bulk": bulk, "single": single}[sys.argv[1]](api, files)
    finally:
        used = resource.getrusage(resource.RUSAGE_SELF)
        print("peak memory:", used.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
        print("processor ms:", round((used.ru_utime + used.ru_stime) * 1000))


main()
